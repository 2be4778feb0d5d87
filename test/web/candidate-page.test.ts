import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { describeWithBrowser } from '../support/browser.ts'
import { openPages, type Pages } from '../support/pages.ts'
import { type Staged, type StagedName, stagedPeople, stagePipeline } from '../support/pipeline.ts'
import { createWeb, type Web } from '../support/web.ts'
import { done } from '../support/world.ts'

describeWithBrowser('the page of a candidate', () => {
  let web: Web
  let pages: Pages
  let staged: Staged
  beforeAll(async () => {
    web = await createWeb()
    staged = await stagePipeline(web.world)
    pages = await openPages(web)
  })
  afterEach(async () => {
    await pages.leave()
    expect(pages.complaints.splice(0)).toEqual([])
  })
  afterAll(async () => {
    await pages.close()
    await web.close()
  })

  const pathOf = (who: StagedName) => `/candidates/${staged.people[who].candidate}`
  const panel = (page: Page, name: string) =>
    page.locator('.panel', { has: page.getByRole('heading', { name, exact: true }) })
  const application = (page: Page) => page.locator('.application')
  const stored = (who: StagedName) =>
    web.world.db.application.findUniqueOrThrow({ where: { id: staged.people[who].application } })

  it('shows profile, application and résumé, and the résumé as words of the candidate and nothing more', async () => {
    const page = await pages.as('recruiter', pathOf('ana'))
    await page.getByRole('heading', { name: 'Ana Souza', level: 1 }).waitFor()
    expect(await panel(page, 'Profile').textContent()).toContain('10 years')
    expect(await application(page).textContent()).toContain('Backend Engineer, Claims')
    const resume = panel(page, 'Résumé')
    expect(await resume.textContent()).toContain('Written by the candidate, not by your team.')
    expect(await resume.locator('.resume').textContent()).toBe(stagedPeople.ana.resume)
    expect(await resume.locator('b, script, a').count()).toBe(0)
    expect(await page.title()).toBe('Ana Souza · Parley')
  })

  it('moves on with one click where nothing has to be asked, and takes it back', async () => {
    const page = await pages.as('recruiter', pathOf('ana'))
    await application(page).getByRole('button', { name: 'Move to Screened' }).click()
    await page.getByText('Moved Ana Souza to Screened.').waitFor()
    expect((await stored('ana')).status).toBe('screened')
    await page.getByRole('status').getByRole('button', { name: 'Undo' }).click()
    await application(page).getByRole('button', { name: 'Move to Screened' }).waitFor()
    expect((await stored('ana')).status).toBe('new')
  })

  it('asks for what a move needs, refuses what cannot be, and shows it all in the history', async () => {
    const page = await pages.as('recruiter', pathOf('bo'))
    await application(page).getByRole('button', { name: 'Another stage…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Move Bo Lindqvist' })
    await dialog.getByLabel('Move to').selectOption('interviewed')
    await dialog.getByLabel('Reason').fill('Met at a fair')
    const day = dialog.getByLabel('Interview held on')
    await day.fill('2999-01-01')
    await dialog.getByRole('button', { name: 'Move', exact: true }).click()
    await dialog.locator('input:invalid').waitFor()
    const held = await day.getAttribute('max')
    await day.fill(held ?? '')
    await dialog.getByRole('button', { name: 'Move', exact: true }).click()
    await page.getByText('Moved Bo Lindqvist to Interviewed.').waitFor()
    await application(page).getByText('History').click()
    const history = application(page).locator('.history')
    await history.getByText('New to Interviewed').waitFor()
    const told = await history.textContent()
    expect(told).toContain('Met at a fair')
    expect(told).toContain('Rosa Delgado')
    expect(told).toContain('Applied, in New')
    await application(page).getByRole('button', { name: 'Undo the last move' }).click()
    await history.getByText('Taken back: Interviewed to New').waitFor()
    expect(await history.locator('.undone').count()).toBe(1)
    expect(await application(page).getByRole('button', { name: 'Undo the last move' }).count()).toBe(0)
    expect((await stored('bo')).status).toBe('new')
  })

  it('takes notes, in any script and of any length, as text', async () => {
    const page = await pages.as('recruiter', pathOf('dana'))
    const notes = panel(page, 'Notes')
    const texts = ['<b>call</b> after five 🙂', 'تفضل العمل عن بعد', `${'long '.repeat(3_999)}end.`]
    for (const text of texts) {
      await notes.getByLabel('Add a note').fill(text)
      await notes.getByRole('button', { name: 'Add note' }).click()
      await notes.locator('li', { hasText: text.slice(-10) }).waitFor()
    }
    expect(await notes.locator('li p').allTextContents()).toEqual(texts.toReversed())
    expect(await notes.locator('li b').count()).toBe(0)
    await notes.getByLabel('Add a note').fill('x'.repeat(20_001))
    await notes.getByRole('button', { name: 'Add note' }).click()
    expect(await notes.getByRole('alert').textContent()).toContain('at most 20,000 characters')
    expect((await notes.getByLabel('Add a note').inputValue()).length).toBe(20_001)
    const wide = await page.locator('html').evaluate((html) => html.scrollWidth > html.clientWidth)
    expect(wide).toBe(false)
  })

  it('changes the profile, and only what was changed', async () => {
    const page = await pages.as('recruiter', pathOf('eve'))
    await page.getByRole('button', { name: 'Edit' }).click()
    const form = page.getByRole('form', { name: 'Profile' })
    await form.getByLabel('Location').fill('Galway')
    await form.getByLabel('Skills').fill('SQL, Python')
    await form.getByLabel('Amount').fill('80')
    await form.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved.').waitFor()
    const row = await web.world.db.candidate.findUniqueOrThrow({ where: { id: staged.people.eve.candidate } })
    expect(row).toMatchObject({
      location: 'Galway',
      skills: ['SQL', 'Python'],
      expectedPay: 8_000,
      name: stagedPeople.eve.name,
      version: 2,
    })
    await panel(page, 'Profile').getByText('$80 an hour').waitFor()
  })

  it('says so when somebody else was faster, and keeps what was typed', async () => {
    const page = await pages.as('recruiter', pathOf('chi'))
    await page.getByRole('button', { name: 'Edit' }).click()
    const form = page.getByRole('form', { name: 'Profile' })
    await form.getByLabel('Headline').fill('Frontend Developer')
    done(
      await web.world
        .as('recruiter2')
        .call('update_candidate', { candidate: staged.people.chi.candidate, location: 'Leeds' }),
    )
    await form.getByRole('button', { name: 'Save' }).click()
    await form.getByRole('alert').waitFor()
    expect(await form.getByLabel('Headline').inputValue()).toBe('Frontend Developer')
    await form.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved.').waitFor()
    const row = await web.world.db.candidate.findUniqueOrThrow({ where: { id: staged.people.chi.candidate } })
    expect(row).toMatchObject({ headline: 'Frontend Developer', location: 'Leeds' })
  })

  it('shows a viewer no control and no pay', async () => {
    const page = await pages.as('viewer', pathOf('eve'))
    await application(page).waitFor()
    expect(await page.getByRole('main').getByRole('button').count()).toBe(0)
    expect(await panel(page, 'Profile').textContent()).not.toContain('Asks for')
  })

  it('tells a colleague of another team, an outsider and whoever mistypes nothing about the person', async () => {
    for (const [who, path] of [
      ['recruiter3', pathOf('ana')],
      ['candidate', pathOf('ana')],
      ['recruiter', `/candidates/${web.waist.newId()}`],
      ['recruiter', '/candidates/ana'],
    ] as const) {
      const page = await pages.as(who, path)
      await page.getByRole('alert').waitFor()
      expect(await page.getByRole('main').textContent()).not.toContain('Souza')
    }
  })
})

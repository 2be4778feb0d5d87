import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { describeWithBrowser } from '../support/browser.ts'
import { openPages, type Pages, screens } from '../support/pages.ts'
import { type Staged, type StagedName, stagedPeople, stagePipeline } from '../support/pipeline.ts'
import { createWeb, type Web } from '../support/web.ts'
import { done } from '../support/world.ts'

/** All stages side by side, so that a card can be dragged to each. */
const wide = { ...screens.light, viewport: { width: 2_200, height: 900 } }

describeWithBrowser('the board', () => {
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

  const stored = (who: StagedName) =>
    web.world.db.application.findUniqueOrThrow({ where: { id: staged.people[who].application } })
  const tile = (page: Page, who: StagedName) =>
    page.locator(`[data-application="${staged.people[who].application}"]`)
  const inColumn = (page: Page, status: string, who: StagedName) =>
    page.locator(`[data-status="${status}"]`).locator(tile(page, who))
  const moveButton = (page: Page, who: StagedName) => tile(page, who).getByRole('button', { name: /^Move / })
  const dragTo = (page: Page, who: StagedName, status: string) =>
    tile(page, who).dragTo(page.locator(`[data-status="${status}"]`))
  const told = (page: Page) => page.getByRole('status').textContent()

  it('moves a card by keyboard, asks for the reason, and keeps the focus on the card', async () => {
    const page = await pages.as('recruiter', '/pipeline')
    await moveButton(page, 'ana').focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Move Ana Souza' })
    await dialog.waitFor()
    await page.locator('#target:focus').waitFor()
    await page.keyboard.type('Rejected')
    await dialog.getByLabel('Reason').waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.type('Took another')
    await page.keyboard.press('Tab')
    await page.keyboard.type('She starts elsewhere in May.')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await inColumn(page, 'rejected', 'ana').waitFor()
    expect(await stored('ana')).toMatchObject({ status: 'rejected', reason: 'other_offer' })
    const [move] = await web.world.db.statusChange.findMany({
      where: { applicationId: staged.people.ana.application },
      orderBy: { id: 'desc' },
      take: 1,
    })
    expect(move).toMatchObject({ note: 'She starts elsewhere in May.', door: 'web' })
    await page.locator('a:focus', { hasText: 'Ana Souza' }).waitFor()
  })

  it('closes the dialog by Escape, changes nothing, and gives the focus back', async () => {
    const page = await pages.as('recruiter', '/pipeline')
    await moveButton(page, 'bo').press('Enter')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(await tile(page, 'bo').locator('button:focus').count()).toBe(1)
    expect((await stored('bo')).status).toBe('new')
  })

  it('asks for what a drop needs', async () => {
    const page = await pages.as('recruiter', '/pipeline', wide)
    await dragTo(page, 'bo', 'offered')
    const dialog = page.getByRole('dialog', { name: 'Move Bo Lindqvist' })
    expect(await dialog.getByLabel('Move to').inputValue()).toBe('offered')
    await dialog.getByLabel('Reason').fill('Known from an earlier placement')
    await dialog.getByLabel('Amount').fill('92.5')
    await dialog.getByRole('button', { name: 'Move', exact: true }).click()
    await inColumn(page, 'offered', 'bo').waitFor()
    expect(await stored('bo')).toMatchObject({ status: 'offered', agreedRate: 9_250 })
  })

  it('says which moves are legal when a card is dropped where it cannot go', async () => {
    const page = await pages.as('recruiter', '/pipeline', wide)
    await dragTo(page, 'ana', 'offered')
    const dialog = page.getByRole('dialog')
    expect(await dialog.getByRole('alert').textContent()).toContain('From Rejected it cannot go to Offered')
    expect(await dialog.getByLabel('Move to').locator('option').allInnerTexts()).toEqual(['New'])
    expect((await stored('ana')).status).toBe('rejected')
  })

  it('takes a move back', async () => {
    const page = await pages.as('recruiter', '/pipeline', wide)
    await dragTo(page, 'chi', 'screened')
    await inColumn(page, 'screened', 'chi').waitFor()
    await page.getByRole('status').getByRole('button', { name: 'Undo' }).click()
    await inColumn(page, 'new', 'chi').waitFor()
    expect(await told(page)).toContain(`Taken back: ${stagedPeople.chi.name}`)
    expect((await stored('chi')).status).toBe('new')
  })

  it('tells whoever comes second what has happened, and shows it', async () => {
    const page = await pages.as('recruiter', '/pipeline')
    await tile(page, 'dana').waitFor()
    const ravi = web.world.as('recruiter2')
    done(
      await ravi.call('change_status', {
        application: staged.people.dana.application,
        status: 'on_hold',
        reason: 'Away until May',
      }),
    )
    await dragTo(page, 'dana', 'screened')
    expect(await page.getByRole('alert').textContent()).toContain(
      'Ravi Menon has changed this in the meantime',
    )
    await inColumn(page, 'on_hold', 'dana').waitFor()
    expect((await stored('dana')).status).toBe('on_hold')
  })

  it('moves several at once, after a look at what would happen to each', async () => {
    const page = await pages.as('recruiter', '/pipeline')
    for (const who of ['chi', 'eve', 'ana'] as const) await tile(page, who).getByRole('checkbox').check()
    await page.getByRole('button', { name: 'Move 3 selected…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Move 3 applications' })
    await dialog.getByLabel('Move to').selectOption('screened')
    await dialog.getByRole('button', { name: 'Preview' }).click()
    await dialog.getByText('2 of 3 would move. Nothing has changed yet.').waitFor()
    expect(await dialog.getByRole('listitem').filter({ hasText: 'Ana Souza' }).textContent()).toMatch(
      /stays: .+cannot go/,
    )
    expect([(await stored('chi')).status, (await stored('eve')).status]).toEqual(['new', 'new'])
    await dialog.getByRole('button', { name: 'Move 2' }).click()
    await inColumn(page, 'screened', 'chi').waitFor()
    await inColumn(page, 'screened', 'eve').waitFor()
    expect(await told(page)).toContain('Moved 2 of 3.')
    expect((await stored('ana')).status).toBe('rejected')
    expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(0)
  })

  it('goes back to the choice from the preview, with nothing changed', async () => {
    const page = await pages.as('recruiter', '/pipeline')
    for (const who of ['chi', 'eve'] as const) await tile(page, who).getByRole('checkbox').check()
    await page.getByRole('button', { name: 'Move 2 selected…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Move to').selectOption('on_hold')
    await dialog.getByRole('button', { name: 'Preview' }).click()
    await dialog.locator('input:invalid').waitFor()
    await dialog.getByLabel('Reason').fill('The client is away')
    await dialog.getByRole('button', { name: 'Preview' }).click()
    await dialog.getByRole('button', { name: 'Back' }).click()
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    expect((await stored('chi')).status).toBe('screened')
  })

  it('shows one opening, or what is mine', async () => {
    const page = await pages.as('recruiter2', `/pipeline?job=${staged.jobs.data}`)
    await page.getByRole('option', { name: 'Data Analyst' }).waitFor({ state: 'attached' })
    expect(await page.getByLabel('Opening').inputValue()).toBe(staged.jobs.data)
    await page.getByText('Nobody here.').first().waitFor()
    expect(await page.locator('.tile').count()).toBe(0)
    await page.getByLabel('Opening').selectOption('')
    await tile(page, 'bo').waitFor()
    await page.getByLabel('Whose').selectOption('Mine')
    await tile(page, 'bo').waitFor({ state: 'detached' })
  })

  it('shows one stage at a time on a phone, where cards move by their button', async () => {
    const page = await pages.as('recruiter', '/pipeline', screens.phone)
    await page.getByLabel('Stage', { exact: true }).selectOption('screened')
    await tile(page, 'chi').waitFor()
    expect(await tile(page, 'bo').isVisible()).toBe(false)
    await moveButton(page, 'chi').tap()
    await page.getByRole('dialog').getByLabel('Move to').selectOption('new')
    await page.getByRole('dialog').getByLabel('Reason').fill('Moved too early')
    await page.getByRole('dialog').getByRole('button', { name: 'Move', exact: true }).tap()
    await page.getByText(`Moved ${stagedPeople.chi.name} to New.`).waitFor()
    expect((await stored('chi')).status).toBe('new')
  })

  it('shows names as text, whatever stands in them', async () => {
    const page = await pages.as('recruiter', '/pipeline')
    await page.getByRole('link', { name: stagedPeople.chi.name }).waitFor()
    expect(await page.locator('#app img').count()).toBe(0)
    await page.locator('a:dir(rtl)', { hasText: stagedPeople.dana.name }).waitFor()
  })

  it('offers a viewer nothing to change', async () => {
    const page = await pages.as('viewer', '/pipeline')
    await tile(page, 'bo').waitFor()
    expect(await page.getByRole('button', { name: /^Move/ }).count()).toBe(0)
    expect(await page.getByRole('checkbox').count()).toBe(0)
    expect(await tile(page, 'bo').getAttribute('draggable')).toBe('false')
  })

  it('tells an outsider whom to ask, and shows nothing', async () => {
    const page = await pages.as('candidate', '/pipeline')
    expect(await page.getByRole('alert').textContent()).toContain('Please ask your contact')
    expect(await page.locator('.tile').count()).toBe(0)
  })
})

import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { describeWithBrowser } from '../support/browser.ts'
import { openPages, type Pages, say, screens } from '../support/pages.ts'
import { type Staged, stagePipeline } from '../support/pipeline.ts'
import { createWeb, type Web } from '../support/web.ts'
import { done } from '../support/world.ts'

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

describeWithBrowser('a button with a form in the chat', () => {
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

  const submit = async (name: 'ana' | 'bo' | 'dana' | 'eve') => {
    const input = { candidate: staged.people[name].candidate, job: staged.jobs.backend }
    return done<{ id: string }>(await web.world.as('recruiter').call('submit_candidate', input)).id
  }
  const statusOf = async (id: string) =>
    (await web.world.db.submission.findUniqueOrThrow({ where: { id } })).status
  const focused = (page: Page) =>
    page.evaluate<string>(
      `document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent`,
    )
  const complaintsOf = async (page: Page) => {
    await page.addScriptTag({ path: axePath })
    const { violations } = await page.evaluate<AxeResults>(`axe.run({ resultTypes: ['violations'] })`)
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
    )
  }

  it.each([
    ['light', 'ana'],
    ['dark', 'bo'],
    ['phone', 'dana'],
  ] as const)('opens as a dialog that axe has nothing against, %s', async (screen, name) => {
    await submit(name)
    const page = await pages.as('manager', '/', { ...screens[screen], bypassCSP: true })
    await say(page, 'which submissions wait for me?')
    const decline = page.getByRole('button', { name: /^Decline/ }).first()
    await decline.click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Reason').waitFor()
    expect(await complaintsOf(page)).toEqual([])
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    expect(await focused(page)).toMatch(/^Decline/)
  })

  it('asks for what is missing, keeps what was written, and is done', async () => {
    const submission = await submit('eve')
    const page = await pages.as('manager')
    await say(page, 'show me the submission of eve')
    const decline = page.getByRole('button', { name: 'Decline', exact: true })
    await decline.click()
    const dialog = page.getByRole('dialog')
    const send = dialog.getByRole('button', { name: 'Decline' })
    await send.click()
    expect(await dialog.getByLabel('Reason').evaluate((field) => field.matches(':invalid'))).toBe(true)
    await dialog.getByLabel('Reason').fill('   ')
    await send.click()
    await dialog.getByRole('alert').waitFor()
    expect(await dialog.getByRole('alert').textContent()).toMatch(/Why is Eve/)
    expect(await statusOf(submission)).toBe('submitted')
    await dialog.getByLabel('Reason').fill('Too junior for this team.')
    await send.click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByRole('region', { name: /^Declined Eve/ }).waitFor()
    expect(await statusOf(submission)).toBe('declined')
    expect(await decline.isDisabled()).toBe(true)
    await expect.poll(() => focused(page)).toMatch(/^(Declined )?Eve/)
  })
})

import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { describeWithBrowser } from '../support/browser.ts'
import { openPages, type Pages } from '../support/pages.ts'
import { type CutProxy, createProxy } from '../support/proxy.ts'
import { createPuppet, type Part } from '../support/puppet.ts'
import { createWeb, type Web } from '../support/web.ts'

describeWithBrowser('an answer that is being written', () => {
  const puppet = createPuppet()
  let web: Web
  let proxy: CutProxy
  let pages: Pages
  beforeAll(async () => {
    web = await createWeb({ model: puppet.model })
    proxy = await createProxy(web.port)
    pages = await openPages({ ...web, url: `http://127.0.0.1:${proxy.port}` })
  })
  afterEach(async () => {
    await pages.leave()
    expect(pages.complaints.splice(0)).toEqual([])
  })
  afterAll(async () => {
    await pages.close()
    await proxy.close()
    await web.close()
  })

  /** Says something and returns the part of the model that has to answer. */
  async function ask(page: Page, text: string): Promise<Part> {
    await page.getByLabel('Your message').fill(text)
    await page.keyboard.press('Enter')
    return puppet.asked(text)
  }
  const writing = (page: Page) => page.locator('.message.parley[aria-busy]')
  const answers = (page: Page) => page.locator('.message.parley:not([aria-busy]) .words')

  it('shows its words as they come', async () => {
    const page = await pages.as('recruiter')
    const part = await ask(page, 'as it comes')
    await writing(page).getByText('Working on it…').waitFor()
    part.say('One word')
    await writing(page).getByText('One word', { exact: true }).waitFor()
    part.say(' after the other')
    await writing(page).getByText('One word after the other').waitFor()
    part.finish()
    await answers(page).waitFor()
    expect(await writing(page).count()).toBe(0)
  })

  it('is stopped by the button and by Escape, and keeps what it said', async () => {
    const page = await pages.as('recruiter')
    for (const [text, stop] of [
      ['stop by button', () => page.getByRole('button', { name: 'Stop' }).click()],
      ['stop by key', () => page.getByLabel('Your message').press('Escape')],
    ] as const) {
      const part = await ask(page, text)
      part.say('And so on')
      await writing(page).getByText('And so on').waitFor()
      await stop()
      await page.getByRole('button', { name: 'Send' }).waitFor()
    }
    expect((await answers(page).allTextContents()).map((words) => words.trim())).toEqual([
      'And so on (stopped)',
      'And so on (stopped)',
    ])
    await page.reload()
    await answers(page).nth(1).waitFor()
    expect(await answers(page).count()).toBe(2)
  })

  it('goes on after the network was lost for a moment, with nothing lost and nothing twice', async () => {
    const page = await pages.as('recruiter')
    const part = await ask(page, 'through thin air')
    part.say('before, ')
    await writing(page).getByText('before,').waitFor()
    await proxy.cut()
    part.say('meanwhile, ')
    await proxy.mend()
    await writing(page).getByText('before, meanwhile,').waitFor()
    proxy.drop()
    part.say('after.')
    part.finish()
    await answers(page).waitFor()
    expect((await answers(page).textContent())?.trim()).toBe('before, meanwhile, after.')
  })

  it('that the server has forgotten is read from the conversation', async () => {
    const page = await pages.as('recruiter')
    let fresh = true
    await page.route('**/chat/turns/*/events', (route) =>
      fresh ? route.continue() : route.fulfill({ status: 404, json: { error: 'gone' } }),
    )
    const part = await ask(page, 'before the restart')
    part.say('half')
    await writing(page).getByText('half').waitFor()
    fresh = false
    await proxy.cut()
    part.say(' and half')
    part.finish()
    await web.world.db.message.findFirst({ where: { author: 'parley' } })
    await expect.poll(() => web.world.db.message.count({ where: { text: 'half and half' } })).toBe(1)
    await proxy.mend()
    await answers(page).waitFor()
    expect((await answers(page).textContent())?.trim()).toBe('half and half')
  })

  it('is taken up by a page that was loaded anew', async () => {
    const page = await pages.as('recruiter')
    const part = await ask(page, 'across a reload')
    part.say('first half, ')
    await writing(page).getByText('first half,').waitFor()
    await page.reload()
    await writing(page).getByText('first half,').waitFor()
    part.say('second half')
    await writing(page).getByText('first half, second half').waitFor()
    part.finish()
    await answers(page).waitFor()
    expect(await page.locator('.message.person').count()).toBe(1)
    expect((await answers(page).textContent())?.trim()).toBe('first half, second half')
  })

  it('reaches two tabs of one conversation, each of which may speak', async () => {
    const page = await pages.as('recruiter')
    ;(await ask(page, 'in the first tab')).finish({ text: 'answer one' })
    await answers(page).waitFor()
    const other = await page.context().newPage()
    await other.goto(page.url())
    await answers(other).waitFor()
    const [mine, theirs] = await Promise.all([ask(page, 'left at once'), ask(other, 'right at once')])
    mine.say('to the left')
    theirs.say('to the right')
    await writing(page).getByText('to the left').waitFor()
    await writing(other).getByText('to the right').waitFor()
    mine.finish()
    theirs.finish()
    for (const tab of [page, other]) {
      await tab.reload()
      await answers(tab).nth(2).waitFor()
      expect((await answers(tab).allTextContents()).map((text) => text.trim()).sort()).toEqual([
        'answer one',
        'to the left',
        'to the right',
      ])
      expect((await tab.locator('.message.person .words').allTextContents()).sort()).toEqual([
        'in the first tab',
        'left at once',
        'right at once',
      ])
    }
    ;(await ask(page, 'and once more')).finish({ text: 'seen in both' })
    await other.getByText('seen in both').waitFor()
  })

  it('of a model may be formatted, and can neither link, load nor run anything', async () => {
    const page = await pages.as('recruiter')
    const text = [
      '**bold** and `code`',
      '- a list',
      '[link](https://evil.example/?q=secret) ![image](https://evil.example/x.png) <https://evil.example>',
      '<img src="https://evil.example/y.png" onerror="document.title=1"><script>document.title=2</script>',
      'https://evil.example/plain',
    ].join('\n\n')
    const requests: string[] = []
    page.on('request', (request) => requests.push(request.url()))
    ;(await ask(page, 'format it')).finish({ text })
    await answers(page).locator('strong', { hasText: 'bold' }).waitFor()
    expect(await answers(page).locator('li').textContent()).toBe('a list')
    expect(await answers(page).locator('a, img, script').count()).toBe(0)
    expect(await answers(page).textContent()).toContain('[link](https://evil.example/?q=secret)')
    expect(await page.title()).toBe('Chat · Parley')
    expect(requests.filter((url) => url.includes('evil'))).toEqual([])
  })

  it('that fails says so, and the next one works', async () => {
    const page = await pages.as('recruiter')
    ;(await ask(page, 'fail now')).fail(new Error('boom'))
    await page.getByText('Something went wrong on our side').waitFor()
    expect(await page.locator('body').textContent()).not.toContain('boom')
    ;(await ask(page, 'and again')).finish({ text: 'fine' })
    await page.getByText('fine', { exact: true }).waitFor()
  })

  it('leaves whoever reads further up where they are', async () => {
    const page = await pages.as('recruiter')
    ;(await ask(page, 'a long one')).finish({ text: 'line\n\n'.repeat(200) })
    await answers(page).waitFor()
    const list = page.getByRole('log')
    await list.evaluate((element) => element.scrollTo(0, 0))
    const other = await page.context().newPage()
    await other.goto(page.url())
    ;(await ask(other, 'from elsewhere')).finish({ text: 'added below' })
    await page.getByText('added below').waitFor({ state: 'attached' })
    expect(await list.evaluate((element) => element.scrollTop)).toBe(0)
  })
})

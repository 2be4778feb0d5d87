import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { describeWithBrowser } from '../support/browser.ts'
import { openPages, type Pages, say } from '../support/pages.ts'
import { stagePipeline } from '../support/pipeline.ts'
import { createWeb, type Web } from '../support/web.ts'

describeWithBrowser('the chat', () => {
  let web: Web
  let pages: Pages
  beforeAll(async () => {
    web = await createWeb()
    await stagePipeline(web.world)
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

  const mine = (page: Page) => page.locator('.message.person .words').last()
  const card = (page: Page, title: string | RegExp) => page.getByRole('region', { name: title })

  it('suggests what one may ask, and asks it on a click', async () => {
    const page = await pages.as('recruiter')
    const suggestions = page.getByRole('group', { name: 'Suggestions' }).getByRole('button')
    await suggestions.first().waitFor()
    const words = (await suggestions.allTextContents())[0]
    await suggestions.first().click()
    await page.locator('.message.parley:not([aria-busy])').waitFor()
    expect(await mine(page).textContent()).toBe(words)
    expect(await suggestions.count()).toBe(0)
  })

  it('says nothing twice: what the card shows is left out of the words', async () => {
    const page = await pages.as('recruiter')
    await say(page, 'who is Bo Lindqvist')
    const answer = page.locator('.message.parley').last()
    expect(await answer.locator('.card').textContent()).toContain('Bo Lindqvist')
    expect(await answer.locator('.words').textContent()).toMatch(/^I am in guided mode: [^.]+\.$/)
  })

  it('lists conversations, finds words in them, and opens them where they stopped', async () => {
    const page = await pages.as('recruiter2')
    await say(page, 'who is Ana Souza')
    await page.getByRole('button', { name: 'New conversation' }).click()
    await page.getByRole('heading', { name: 'Hello Ravi' }).waitFor()
    await say(page, 'what openings do we have?')
    const list = page.getByRole('complementary', { name: 'Conversations' }).getByRole('listitem')
    await list.nth(1).waitFor()
    expect(await list.allInnerTexts()).toEqual([
      expect.stringContaining('what openings do we have?'),
      expect.stringContaining('who is Ana Souza'),
    ])
    await page.getByLabel('Search conversations').fill('souza')
    await list.nth(1).waitFor({ state: 'detached' })
    await list.getByRole('button').click()
    await page.locator('.message.person', { hasText: 'who is Ana Souza' }).waitFor()
    await page.locator('.card', { hasText: 'Senior Java Developer' }).waitFor()
    await page.reload()
    await page.locator('.message.person', { hasText: 'who is Ana Souza' }).waitFor()
    await page.getByLabel('Search conversations').fill('nobody ever said this')
    await page.getByText('Nothing was said like that.').waitFor()
  })

  it('answers nothing with a short help, and keeps no conversation of it', async () => {
    const page = await pages.as('manager')
    await page.getByLabel('Your message').press('Enter')
    await page.locator('.message.parley:not([aria-busy])').waitFor()
    expect(await page.locator('.message.person').count()).toBe(0)
    await page.getByText('Nothing yet. Say hello.').waitFor()
  })

  it('begins a new line with Shift and Enter', async () => {
    const page = await pages.as('recruiter')
    const words = page.getByLabel('Your message')
    await words.fill('first line')
    await words.press('Shift+Enter')
    await words.pressSequentially('second line')
    expect(await words.inputValue()).toBe('first line\nsecond line')
    expect(await page.locator('.message').count()).toBe(0)
  })

  it.each([
    [
      'markup',
      '<img src=x onerror="document.title=1"> <b>bold</b> **stars** [a](http://evil.example) `code`',
    ],
    ['right to left', 'ابحث عن مطوّر جافا في دبي 🙂'],
    ['emoji', '🚀👩🏽‍💻 🇩🇪 find Ana'],
    ['SQL', "'; drop table candidate; -- "],
  ])('shows %s as it was written, now and after a reload', async (_kind, text) => {
    const page = await pages.as('recruiter')
    await say(page, text)
    await page.reload()
    await mine(page).waitFor()
    expect(await mine(page).textContent()).toBe(text.trim())
    expect(await page.locator('#app img, #app b, .message a[href*=evil]').count()).toBe(0)
    expect(await page.title()).toBe('Chat · Parley')
    if (text.startsWith('ابحث')) await page.locator('.message.person .words:dir(rtl)').waitFor()
  })

  it('takes a text of 100,000 characters whole, and refuses a longer one without losing it', async () => {
    const page = await pages.as('recruiter')
    const words = page.getByLabel('Your message')
    await words.fill('x'.repeat(100_001))
    await page.getByRole('button', { name: 'Send' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('at most 100,000 characters')
    expect((await words.inputValue()).length).toBe(100_001)
    expect(await page.locator('.message').count()).toBe(0)
    const most = `${'word '.repeat(19_999)}ende.`
    await say(page, most)
    expect(await mine(page).textContent()).toBe(most)
    const wide = await page.locator('html').evaluate((html) => html.scrollWidth > html.clientWidth)
    expect(wide).toBe(false)
  })

  it('asks to confirm what reaches others, and a click on Confirm does it once', async () => {
    const page = await pages.as('recruiter')
    await say(page, 'get me a human')
    const question = card(page, 'Ask for a human?')
    await question.getByRole('button', { name: 'Confirm' }).click()
    await card(page, /^A person will get back to you/).waitFor()
    for (const button of await question.getByRole('button').all())
      expect(await button.isDisabled()).toBe(true)
    expect(await web.world.db.humanRequest.count()).toBe(1)
    await page.reload()
    await question.waitFor()
    for (const button of await question.getByRole('button').all())
      expect(await button.isDisabled()).toBe(true)
  })

  it('does nothing after a click on Cancel', async () => {
    const page = await pages.as('manager')
    const before = await web.world.db.humanRequest.count()
    await say(page, 'get me a human')
    const question = card(page, 'Ask for a human?')
    await question.getByRole('button', { name: 'Cancel' }).click()
    await page.locator('.message.parley', { hasText: /cancelled/i }).waitFor()
    expect(await question.getByRole('button', { name: 'Confirm' }).isDisabled()).toBe(true)
    expect(await web.world.db.humanRequest.count()).toBe(before)
  })

  it('says so when a button was pressed in another tab already', async () => {
    const page = await pages.as('recruiter')
    await say(page, 'move Bo Lindqvist to screened')
    await card(page, /^Moved Bo Lindqvist/).waitFor()
    const other = await page.context().newPage()
    await other.goto(page.url())
    await page.route('**/chat/conversations/*', (route) => route.abort())
    await card(other, /^Moved Bo/)
      .getByRole('button', { name: 'Undo' })
      .click()
    await card(other, /^Took back/).waitFor()
    await card(page, /^Moved Bo/)
      .getByRole('button', { name: 'Undo' })
      .click()
    await page.getByText('was used already').or(page.getByRole('alert')).first().waitFor()
    const moves = await web.world.db.statusChange.count({ where: { undoes: { not: null } } })
    expect(moves).toBe(1)
  })

  it('sets the time zone by words, and by the page of preferences', async () => {
    const page = await pages.as('recruiter3')
    await say(page, 'my time zone is Berlin')
    await page.getByRole('link', { name: 'Preferences' }).click()
    const zone = page.getByLabel('Your time zone')
    expect(await zone.inputValue()).toBe('Europe/Berlin')
    await zone.fill('Nowhere/Land')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('alert').waitFor()
    await page.getByRole('button', { name: 'Use the zone of this device: America/New_York' }).click()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText(/^Saved\. It is \d\d:\d\d in America\/New_York now\.$/).waitFor()
    const runa = await web.world.db.user.findUniqueOrThrow({ where: { email: 'recruiter3@northwind.test' } })
    expect(runa.timeZone).toBe('America/New_York')
  })

  it('tells an outsider first that they write with software, and shows them no pipeline', async () => {
    const page = await pages.as('candidate')
    expect(await page.getByRole('link', { name: 'Pipeline' }).count()).toBe(0)
    const first = await say(page, 'hello')
    expect(first).toContain('You are not writing with a person')
    const second = await say(page, 'hello again')
    expect(second).not.toContain('You are not writing with a person')
  })
})

import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { describeWithBrowser } from '../support/browser.ts'
import { bySize } from '../support/environment.ts'
import { openPages, type Pages, say, screens } from '../support/pages.ts'
import { type Staged, stagePipeline } from '../support/pipeline.ts'
import { createWeb, type Web } from '../support/web.ts'
import { done } from '../support/world.ts'

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

describeWithBrowser('everybody can use the pages', () => {
  let web: Web
  let pages: Pages
  let staged: Staged
  beforeAll(async () => {
    web = await createWeb()
    staged = await stagePipeline(web.world)
    const { world } = web
    done(
      await world.as('owner').call('create_user', {
        name: 'Nora Blom',
        email: 'nora@northwind.test',
        role: 'recruiter',
        team: world.teams.Platform,
      }),
    )
    pages = await openPages(web)
  })
  afterEach(() => pages.leave())
  afterAll(async () => {
    await pages.close()
    await web.close()
  })

  /** What axe finds serious or worse, and whether the page is wider than the screen. */
  async function look(page: Page): Promise<string[]> {
    await page.addScriptTag({ path: axePath })
    const { violations } = await page.evaluate<AxeResults>(`axe.run({ resultTypes: ['violations'] })`)
    const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    const found = grave.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary}`),
    )
    const wide = await page.locator('html').evaluate((html) => html.scrollWidth > html.clientWidth)
    return wide ? [...found, 'the page scrolls sideways'] : found
  }

  /** Pages and the states in which they are looked at, each as whoever sees it. */
  const views: Record<string, (options: (typeof screens)[keyof typeof screens]) => Promise<Page>> = {
    'the sign-in page': async (options) => {
      const page = await (await pages.open({ ...options, bypassCSP: true })).newPage()
      await page.goto('/sign-in')
      return page
    },
    'a sign-in link': async (options) => {
      const page = await (await pages.open({ ...options, bypassCSP: true })).newPage()
      await page.goto('/sign-in/some-token')
      return page
    },
    'the notice': async (options) => {
      const page = await (await pages.open({ ...options, bypassCSP: true })).newPage()
      await page.goto('/sign-in')
      await page.getByRole('button', { name: /nora@/ }).click()
      await page.getByRole('heading', { name: 'What Parley records' }).waitFor()
      return page
    },
    'an empty chat': async (options) => {
      const page = await pages.as('recruiter', '/', { ...options, bypassCSP: true })
      await page.getByRole('group', { name: 'Suggestions' }).waitFor()
      return page
    },
    'a chat with cards': async (options) => {
      const page = await pages.as('recruiter2', '/', { ...options, bypassCSP: true })
      await say(page, 'show the pipeline')
      await say(page, 'get me a human')
      await page.getByRole('button', { name: 'Confirm' }).last().waitFor()
      return page
    },
    'the list of conversations': async (options) => {
      const page = await pages.as('recruiter2', '/', { ...options, bypassCSP: true })
      const toggle = page.getByRole('button', { name: 'Conversations', exact: true })
      if (await toggle.isVisible()) await toggle.click()
      await page.getByRole('complementary', { name: 'Conversations' }).waitFor()
      return page
    },
    'the board': async (options) => {
      const page = await pages.as('recruiter', '/pipeline', { ...options, bypassCSP: true })
      await page.getByRole('checkbox').first().check()
      await page.getByRole('button', { name: 'Move 1 selected…' }).waitFor()
      return page
    },
    'the dialog of a move': async (options) => {
      const page = await pages.as('recruiter', '/pipeline', { ...options, bypassCSP: true })
      await page.getByRole('button', { name: /^Move Ana/ }).click()
      await page.getByRole('dialog').getByLabel('Move to').selectOption('rejected')
      return page
    },
    'the dialog of many moves': async (options) => {
      const page = await pages.as('recruiter', '/pipeline', { ...options, bypassCSP: true })
      await page.getByRole('checkbox').first().check()
      await page.getByRole('button', { name: 'Move 1 selected…' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Preview' }).click()
      await page.getByText('Nothing has changed yet.').waitFor()
      return page
    },
    'the page of a candidate': async (options) => {
      const page = await pages.as('recruiter', `/candidates/${staged.people.ana.candidate}`, {
        ...options,
        bypassCSP: true,
      })
      await page.getByText('History').click()
      await page.getByText('Applied, in New').waitFor()
      await page.getByRole('button', { name: 'Edit' }).click()
      return page
    },
    'a page that tells of trouble': async (options) => {
      const page = await pages.as('recruiter', '/candidates/nobody', { ...options, bypassCSP: true })
      await page.getByRole('alert').waitFor()
      return page
    },
    'the activity': async (options) => {
      const page = await pages.as('recruiter', '/activity', { ...options, bypassCSP: true })
      await page.locator('.activity li').first().waitFor()
      return page
    },
    'the linked accounts': async (options) => {
      const page = await pages.as('recruiter', '/connect', { ...options, bypassCSP: true })
      await page.getByRole('button', { name: 'Get a code' }).click()
      await page.getByText('Write to Parley in Slack or Teams').waitFor()
      return page
    },
    'the preferences': async (options) => {
      const page = await pages.as('recruiter', '/preferences', { ...options, bypassCSP: true })
      await page.getByLabel('Your time zone').waitFor()
      return page
    },
  }

  const all = ['light', 'dark', 'phone', 'dark phone'] as const
  const looked = bySize<readonly (keyof typeof screens)[]>({
    small: ['light', 'dark phone'],
    medium: all,
    prove: all,
  })
  const cases = Object.entries(views).flatMap(([view, open]) =>
    looked.map((screen) => ({ view, screen, open })),
  )
  it.each(cases)('$view, $screen', async ({ screen, open }) => {
    const page = await open(screens[screen])
    expect(await look(page)).toEqual([])
  })

  it('a keyboard reaches the content first, and every control of the chat', async () => {
    const page = await pages.as('recruiter')
    await page.getByLabel('Your message').waitFor()
    await page.keyboard.press('Tab')
    await page.locator('a.skip:focus').waitFor()
    await page.keyboard.press('Enter')
    await page.locator('main:focus').waitFor()
    const seen: string[] = []
    while (!seen.includes('Send')) {
      await page.keyboard.press('Tab')
      const here = page.locator(':focus')
      seen.push((await here.getAttribute('id')) ?? (await here.textContent()) ?? '')
    }
    expect(seen).toEqual(expect.arrayContaining(['New conversation', 'search', 'words']))
  })

  it('would be told of what it cannot see', async () => {
    const page = await pages.as('recruiter', '/preferences', { ...screens.phone, bypassCSP: true })
    await page.getByLabel('Your time zone').waitFor()
    await page.locator('main').evaluate((main) => {
      main.innerHTML += '<p style="color: #bbb; background: #ccc; width: 2000px">hard to read</p><input>'
    })
    const found = await look(page)
    expect(found.map((each) => each.split(':')[0]).sort()).toEqual([
      'color-contrast',
      'label',
      'the page scrolls sideways',
    ])
  })
})

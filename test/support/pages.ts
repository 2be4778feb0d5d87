import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { launchBrowser } from './browser.ts'
import type { Alias } from './people.ts'
import type { Web } from './web.ts'

/** Screens on which the pages have to work. */
export const screens = {
  light: { colorScheme: 'light', viewport: { width: 1280, height: 800 } },
  dark: { colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
  phone: { colorScheme: 'light', viewport: { width: 375, height: 740 }, isMobile: true, hasTouch: true },
  'dark phone': {
    colorScheme: 'dark',
    viewport: { width: 375, height: 740 },
    isMobile: true,
    hasTouch: true,
  },
} as const satisfies Record<string, BrowserContextOptions>

export type Pages = Awaited<ReturnType<typeof openPages>>

/** A browser on the pages of a web. Whatever a page complains about (scripts that fail, a policy broken) is kept in `complaints`. */
export async function openPages(web: Web) {
  const browser: Browser = await launchBrowser()
  const complaints: string[] = []
  const contexts: BrowserContext[] = []
  const open = async (options: BrowserContextOptions = screens.light) => {
    const context = await browser.newContext({
      baseURL: web.url,
      locale: 'en-GB',
      timezoneId: 'America/New_York',
      ...options,
    })
    context.setDefaultTimeout(10_000)
    context.on('weberror', (error) => complaints.push(String(error.error())))
    context.on('console', (message) => {
      if (/Content Security Policy|Refused to/.test(message.text())) complaints.push(message.text())
    })
    contexts.push(context)
    return context
  }
  return {
    complaints,
    /** A browser of nobody yet. */
    open,
    /** A browser in which somebody is signed in, on one page. */
    as: async (alias: Alias, path = '/', options: BrowserContextOptions = screens.light): Promise<Page> => {
      const context = await open(options)
      const { session } = await web.as(alias)
      await context.addCookies([
        { name: web.cookie, value: session, url: web.url, httpOnly: true, sameSite: 'Lax' },
      ])
      const page = await context.newPage()
      await page.goto(path)
      return page
    },
    /** Closes what the last test opened. */
    leave: async () => {
      await Promise.all(contexts.splice(0).map((context) => context.close()))
    },
    close: () => browser.close(),
  }
}

/** Says something in the chat and waits until the answer stands there whole; returns its text. */
export async function say(page: Page, text: string): Promise<string> {
  const answers = page.locator('.message.parley:not([aria-busy])')
  const before = await answers.count()
  await page.getByLabel('Your message').fill(text)
  await page.keyboard.press('Enter')
  await answers.nth(before).waitFor()
  return (await answers.nth(before).textContent()) ?? ''
}

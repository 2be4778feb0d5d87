import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { describeWithBrowser } from '../support/browser.ts'
import { openPages, type Pages, screens } from '../support/pages.ts'
import { createWeb, type Web } from '../support/web.ts'
import { done } from '../support/world.ts'

const desk = { kind: 'system', purpose: 'desk' } as const

describeWithBrowser('the page “Connect”', () => {
  let web: Web
  let pages: Pages
  beforeAll(async () => {
    web = await createWeb()
    done(await web.world.as('owner').call('update_settings', { mail_domains: 'northwind.test' }))
    pages = await openPages(web)
  })
  afterEach(() => pages.leave())
  afterAll(async () => {
    await pages.close()
    await web.close()
  })

  let count = 0
  const link = async (more: object) => {
    count += 1
    const who = {
      platform: 'slack',
      tenant: 'T1',
      subject: `U${count}`,
      name: `rosa.${count}`,
      allowed: true,
    }
    return done(
      await web.world
        .as('owner')
        .call('link_identity', { ...who, ...more }, { credential: desk, door: 'slack' }),
    )
  }

  it.each(['light', 'dark phone'] as const)(
    'shows a code once that links whoever writes it, %s',
    async (screen) => {
      const page = await pages.as('manager', '/pipeline', screens[screen])
      await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Connect' }).click()
      await page.getByRole('button', { name: 'Get a code' }).click()
      const words = (await page.locator('.code').textContent()) ?? ''
      expect(words).toMatch(/^link [A-Z2-9]{4}-[A-Z2-9]{4}$/)
      await link({ code: words.replace('link ', '') })
      await page.evaluate(`window.dispatchEvent(new Event('focus'))`)
      await page.getByText(`Slack rosa.${count} is linked with you now.`).waitFor()
      expect(await page.locator('.code').count()).toBe(0)
      await page.getByText(`Slack · rosa.${count}`).waitFor()
      await page.reload()
      await page.getByText(`Slack · rosa.${count}`).waitFor()
      expect(await page.locator('.code').count()).toBe(0)
      expect(pages.complaints).toEqual([])
    },
  )

  it('unlinks after asking once more, and keeps what was kept', async () => {
    await link({ address: 'viewer@northwind.test' })
    const page = await pages.as('viewer', '/connect')
    const unlink = page.getByRole('button', { name: `Unlink Slack rosa.${count}` })
    await unlink.click()
    await page.getByRole('dialog').getByRole('button', { name: 'Keep it' }).click()
    expect(await web.world.db.platformIdentity.count({ where: { userId: web.world.as('viewer').id } })).toBe(
      1,
    )
    await unlink.click()
    await page.getByRole('dialog').getByRole('button', { name: 'Unlink', exact: true }).click()
    await page.getByText(`Slack rosa.${count} is unlinked.`).waitFor()
    expect(await web.world.db.platformIdentity.count({ where: { userId: web.world.as('viewer').id } })).toBe(
      0,
    )
    await page.getByText('None yet.').waitFor()
  })

  it('is for whoever is signed in, and gives codes to nobody else', async () => {
    const page = await web.ask({ path: '/connect' })
    expect(page.status).toBe(303)
    const refused = await web.ask({ method: 'POST', path: '/connect/code', body: {} })
    expect(refused.status).toBe(401)
    const person = await web.as('supplier')
    const foreign = await person.ask({
      method: 'POST',
      path: '/connect/code',
      body: {},
      headers: { origin: 'https://elsewhere.test', 'sec-fetch-site': 'cross-site' },
    })
    expect(foreign.status).toBe(403)
    expect((await person.tool('create_link_code')).status).toBe(404)
    expect((await person.ask({ method: 'POST', path: '/connect/code', body: {} })).json()).toMatchObject({
      code: expect.stringMatching(/^[A-Z2-9]{4}-[A-Z2-9]{4}$/),
    })
  })
})

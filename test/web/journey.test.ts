import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeWithBrowser } from '../support/browser.ts'
import { openPages, type Pages, say } from '../support/pages.ts'
import { type Staged, stagePipeline } from '../support/pipeline.ts'
import { createWeb, type Web } from '../support/web.ts'
import { done } from '../support/world.ts'

describeWithBrowser('a recruiter on their first day', () => {
  let web: Web
  let pages: Pages
  let staged: Staged
  let page: Page
  beforeAll(async () => {
    web = await createWeb()
    staged = await stagePipeline(web.world)
    const { world } = web
    const nora = {
      name: 'Nora Blom',
      email: 'nora@northwind.test',
      role: 'recruiter',
      team: world.teams.Platform,
      time_zone: 'Europe/Amsterdam',
    }
    done(await world.as('owner').call('create_user', nora))
    pages = await openPages(web)
    page = await (await pages.open()).newPage()
  })
  afterAll(async () => {
    await pages.close()
    await web.close()
  })

  const stageOf = async (application: string) =>
    (await web.world.db.application.findUniqueOrThrow({ where: { id: application } })).status

  it('picks the demo person and reads the notice', async () => {
    await page.goto('/')
    expect(new URL(page.url()).pathname).toBe('/sign-in')
    await page.getByRole('button', { name: 'nora@northwind.test' }).click()
    await page.getByRole('heading', { name: 'What Parley records' }).waitFor()
    expect(await page.getByLabel('Your message').count()).toBe(0)
    await page.getByRole('button', { name: 'I have read this' }).click()
    await page.getByRole('heading', { name: 'Hello Nora' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'Hello Nora' }).waitFor()
  })

  it('finds a candidate by chat and sees the card', async () => {
    await say(page, 'find java developers')
    const card = page.locator('.card').last()
    expect(await card.textContent()).toContain('Ana Souza')
    expect(await card.textContent()).toContain('Senior Java Developer')
  })

  it('moves them a stage, sees the card, and presses its button', async () => {
    await say(page, 'move Ana Souza to screened')
    const card = page.getByRole('region', { name: 'Moved Ana Souza to Screened' })
    await card.waitFor()
    expect(await stageOf(staged.people.ana.application)).toBe('screened')
    await card.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('region', { name: 'Took back the last move of Ana Souza' }).waitFor()
    expect(await stageOf(staged.people.ana.application)).toBe('new')
    expect(await card.getByRole('button', { name: 'Undo' }).isDisabled()).toBe(true)
  })

  it('drags another card on the board', async () => {
    await page.getByRole('link', { name: 'Pipeline' }).click()
    const tile = page.locator(`[data-application="${staged.people.bo.application}"]`)
    await tile.dragTo(page.locator('[data-status="screened"]'))
    await page
      .locator(`[data-status="screened"] [data-application="${staged.people.bo.application}"]`)
      .waitFor()
    expect(await page.getByRole('status').textContent()).toContain('Moved Bo Lindqvist to Screened.')
    expect(await stageOf(staged.people.bo.application)).toBe('screened')
  })

  it('finds both acts in their own activity', async () => {
    await page.getByRole('link', { name: 'Activity' }).click()
    const acts = page.locator('.activity li')
    await acts.first().waitFor()
    const told = await acts.allInnerTexts()
    const moves = told.filter((text) => text.includes('Moved an application'))
    expect(moves).toHaveLength(2)
    expect(moves.some((text) => text.includes('Ana Souza'))).toBe(true)
    expect(moves.some((text) => text.includes('Bo Lindqvist'))).toBe(true)
  })

  it('signs out', async () => {
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'Sign in to Parley' }).waitFor()
    await page.goto('/pipeline')
    expect(new URL(page.url()).pathname).toBe('/sign-in')
    expect(pages.complaints).toEqual([])
  })
})

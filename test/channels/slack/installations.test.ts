import type { Installation } from '@slack/oauth'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createInstallations } from '../../../src/channels/slack/installations.ts'
import { slackLog } from '../../../src/channels/slack/log.ts'
import { createSecret } from '../../../src/platform/secret.ts'
import { createWorld, type World } from '../../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld({ people: false })
})
afterAll(() => world.close())

function installation(ids: { team?: string; enterprise?: string }, token: string): Installation {
  const { team, enterprise } = ids
  return {
    team: team ? { id: team, name: team } : undefined,
    enterprise: enterprise ? { id: enterprise, name: enterprise } : undefined,
    isEnterpriseInstall: !team,
    user: { id: 'U1', token: undefined, scopes: undefined },
    bot: { id: 'B1', userId: 'UBOT', token, scopes: [] },
    authVersion: 'v2',
  } as Installation
}

describe('installations', () => {
  it('of a whole organisation serve its workspaces, behind those of their own', async () => {
    const store = createInstallations(world.waist)
    await store.storeInstallation(installation({ enterprise: 'E1' }, 'xoxb-org'))
    await store.storeInstallation(installation({ team: 'T1', enterprise: 'E1' }, 'xoxb-own'))
    const tokenOf = async (teamId: string, enterpriseId?: string, isEnterpriseInstall = false) =>
      (await store.fetchInstallation({ teamId, enterpriseId, isEnterpriseInstall } as never)).bot?.token
    expect(await tokenOf('T1', 'E1')).toBe('xoxb-own')
    expect(await tokenOf('T1', 'E1', true)).toBe('xoxb-org')
    expect(await tokenOf('T2', 'E1')).toBe('xoxb-org')
    expect(await tokenOf('T2')).toBe('xoxb-org')
    expect(await tokenOf('E1')).toBe('xoxb-org')
    await store.deleteInstallation({ teamId: undefined, enterpriseId: 'E1', isEnterpriseInstall: true })
    await expect(tokenOf('T2', 'E1')).rejects.toMatchObject({
      code: 'not_found',
      details: { field: 'place' },
    })
    expect(await tokenOf('T1', 'E1')).toBe('xoxb-own')
  })

  it('are readable under the secret alone', async () => {
    const rows = await world.db.workspace.findMany()
    expect(rows.length).toBeGreaterThan(0)
    expect(JSON.stringify(rows)).not.toContain('xoxb-')
  })

  it('of another secret have to be made again, which is said and not tried for a day', async () => {
    const query = { teamId: 'T7', enterpriseId: undefined, isEnterpriseInstall: false } as const
    await createInstallations(world.waist).storeInstallation(installation({ team: 'T7' }, 'xoxb-7'))
    const moved = createInstallations({ ...world.waist, secret: createSecret('another secret altogether') })
    await expect(moved.fetchInstallation(query)).rejects.toMatchObject({
      code: 'not_found',
      details: { field: 'place' },
      internal: expect.stringContaining('PARLEY_SECRET'),
    })
    await moved.storeInstallation(installation({ team: 'T7' }, 'xoxb-8'))
    expect((await moved.fetchInstallation(query)).bot?.token).toBe('xoxb-8')
  })
})

describe("what Slack's libraries log", () => {
  it('comes without tokens, and without what people wrote', () => {
    const lines: string[] = []
    const log = slackLog(pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) }))
    log.debug('http request body: {"text":"pay is 90,000"}')
    log.info('started with xoxb-1-2-abc')
    log.warn('refused', new Error('token xapp-1-A-2-b'))
    log.error('rotated xoxe.xoxb-1-abc')
    const all = lines.join('')
    expect(lines).toHaveLength(3)
    expect(all).not.toMatch(/xox|xapp|90,000/)
    expect(all).toContain('refused')
  })
})

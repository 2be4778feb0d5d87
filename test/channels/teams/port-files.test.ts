import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { visibleText } from '../../support/teams/looks.ts'
import { faultIn, openPortStage, type PortStage } from '../../support/teams/port-stage.ts'
import type { FakeUser } from '../../support/teams/state.ts'

let stage: PortStage

beforeAll(async () => {
  stage = await openPortStage()
})

afterAll(() => stage.close())

describe('a file', () => {
  const file = {
    name: 'team.csv',
    type: 'text/csv',
    title: 'Team report',
    bytes: new TextEncoder().encode('a,b\n1,2\n'),
  }
  const ask = async (user: FakeUser, key: string) => {
    expect(await stage.bot.port.sendFile(stage.chatOf(user), file, key)).toBe('asked')
    return { ...(stage.posted(user).at(-1) ?? expect.fail()) }
  }
  const last = (user: FakeUser) => stage.posted(user).at(-1)

  it('is uploaded when its reader accepts it, and shown in place of the question', async () => {
    const user = await stage.known()
    const message = await ask(user, 'file-1')
    expect(stage.bot.teams.uploads.size).toBe(0)
    const answer = await stage.bot.teams.consent('accept', {
      user,
      message,
      uploadUrl: stage.bot.teams.uploadUrl('one'),
    })
    expect([answer.status, answer.text]).toEqual([200, '{}'])
    expect(stage.bot.teams.uploads.get('/upload/one')?.toString()).toBe('a,b\n1,2\n')
    const shown = last(user)?.activity.attachments
    expect(shown).toMatchObject([
      { contentType: 'application/vnd.microsoft.teams.card.file.info', name: 'team.csv' },
    ])
    expect(await stage.world.db.offeredFile.count()).toBe(0)
  })

  it('is asked for once under one key', async () => {
    const user = await stage.known()
    await ask(user, 'file-2')
    await ask(user, 'file-2')
    expect(stage.posted(user)).toHaveLength(1)
  })

  it('goes nowhere when it is declined', async () => {
    const user = await stage.known()
    const message = await ask(user, 'file-3')
    await stage.bot.teams.consent('decline', { user, message, uploadUrl: stage.bot.teams.uploadUrl('three') })
    expect(visibleText(last(user) ?? expect.fail())).toContain('You declined')
    await stage.bot.teams.consent('accept', { user, message, uploadUrl: stage.bot.teams.uploadUrl('three') })
    expect(stage.bot.teams.uploads.has('/upload/three')).toBe(false)
    expect(visibleText(last(user) ?? expect.fail())).toContain('not here any more')
  })

  it('goes to no store that is none of Microsoft, and to nobody whom it was not offered to', async () => {
    const user = await stage.known()
    const message = await ask(user, 'file-4')
    const before = stage.bot.teams.uploads.size
    await stage.bot.teams.consent('accept', { user, message, uploadUrl: 'https://evil.example.test/drop' })
    expect(visibleText(last(user) ?? expect.fail())).toContain('could not be put')
    const other = await stage.known()
    const foreign = { ...message, conversation: stage.bot.teams.personal(other) }
    await stage.bot.teams.consent('accept', {
      user: other,
      message: foreign,
      uploadUrl: stage.bot.teams.uploadUrl('four'),
    })
    expect(stage.bot.teams.uploads.size).toBe(before)
    expect(stage.bot.teams.complaints).toEqual([])
  })

  it('is handed over one to one only', async () => {
    const user = await stage.known()
    const fault = await faultIn(
      stage.bot.port.sendFile(stage.placeIn(stage.bot.teams.group(user), 'group'), file, 'file-5'),
    )
    expect(fault.code).toBe('refused')
    expect(fault.message).toContain('one to one')
  })
})

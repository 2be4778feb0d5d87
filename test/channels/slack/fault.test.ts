import { describe, expect, it } from 'vitest'
import { isWorthAnotherTry } from '../../../src/channels/desk/post.ts'
import { slackFault } from '../../../src/channels/slack/fault.ts'
import { openPort, threadWith } from './desk-slack.ts'

describe('what goes wrong in Slack', () => {
  it('by a mistake of ours is given up after a few tries, and not waited for like an outage', async () => {
    const open = await openPort()
    const place = await threadWith(open)
    const broken = Object.defineProperty(
      { text: 'x', markdown: false, generated: false, cards: [] },
      'text',
      {
        get: () => {
          throw new TypeError('Cannot read properties of undefined')
        },
      },
    )
    await expect(open.port.post(place, broken, 'k')).rejects.toMatchObject({ code: 'failed' })
    await open.slack.close()
  })

  it('by a network that is gone is waited for', () => {
    const fault = slackFault(new Error('socket hang up'))
    expect(fault.code).toBe('unavailable')
    expect(isWorthAnotherTry(fault)).toBe(true)
  })
})

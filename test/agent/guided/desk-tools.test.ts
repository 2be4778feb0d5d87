import { afterAll, beforeAll, expect, it } from 'vitest'
import { createConverse } from '../../../src/agent/converse.ts'
import { addPerson, stage } from '../../domain/candidates/stage.ts'
import type { Alias } from '../../support/people.ts'
import { createWorld, done, type World } from '../../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
  const { ana, backend } = await stage(world)
  done(await world.as('recruiter').call('submit_candidate', { candidate: ana, job: backend }))
  await addPerson(world.as('recruiter3'), 'Otto Fremd', { email: 'otto@example.test' })
  done(await world.as('recruiter').call('request_hand_over', { email: 'otto@example.test' }))
  done(await world.as('supplier').call('request_human', { note: 'My invoice.' }))
  done(await world.as('owner').call('update_settings', { mail_domains: 'northwind.test' }))
  for (const [platform, alias] of [
    ['slack', 'recruiter'],
    ['teams', 'viewer'],
  ] as const) {
    const who = { platform, tenant: 'T1', subject: alias, name: alias, allowed: true }
    done(
      await world
        .as('owner')
        .call(
          'link_identity',
          { ...who, address: `${alias}@northwind.test` },
          { credential: { kind: 'system', purpose: 'desk' } },
        ),
    )
  }
})
afterAll(() => world.close())

const said: readonly [Alias, string, string, 'done' | 'pending'][] = [
  ['recruiter', 'which accounts of slack are linked to me?', 'list_my_identities', 'done'],
  ['manager', 'is my slack account connected', 'list_my_identities', 'done'],
  ['recruiter', 'please unlink my slack account', 'unlink_identity', 'pending'],
  ['owner', 'unlink the teams account of victor osei', 'unlink_identity', 'pending'],
  ['manager', 'show me the submission of ana', 'get_submission', 'done'],
  ['manager', 'open the submission of Ana Souza', 'get_submission', 'done'],
  ['recruiter3', 'show the hand-over of otto fremd', 'get_hand_over', 'done'],
  ['admin', 'show the request of sam whitfield for a person', 'get_human_request', 'done'],
  ['recruiter', 'open the application of ana souza', 'get_application', 'done'],
  ['admin', 'set the mail domains to northwind.test, acme.test', 'update_settings', 'pending'],
]

it.each(said)('%s: %s', async (alias, text, tool, outcome) => {
  const reply = await createConverse(world.waist, { model: undefined })({
    credential: world.as(alias).credential,
    door: 'terminal',
    text,
  })
  const made = reply.calls.filter(({ initiator }) => initiator === 'mind')
  expect(made, reply.reply).toMatchObject([{ tool, outcome }])
})

it('sets the mail domains that were said', async () => {
  const waiting = await world.db.confirmation.findFirstOrThrow({ where: { tool: 'update_settings' } })
  expect(waiting.input).toEqual({ mail_domains: 'northwind.test, acme.test' })
})

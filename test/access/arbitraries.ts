import fc from 'fast-check'
import { type Grant, scopes } from '../../src/access/grant.ts'
import type { Ask } from './reference.ts'
import { actorWith, type Row } from './sample.ts'

export const resources = ['candidate', 'job', 'submission'] as const
export const actions = ['read', 'update', 'close'] as const
export const fieldNames = ['name', 'expected_pay', 'note'] as const

const users = ['me', 'ben', 'chika'] as const
const teams = ['platform', 'data', 'design'] as const

/** One grant; ids may repeat, as they do when two roles share a permission. */
export const grant: fc.Arbitrary<Grant> = fc
  .record({
    id: fc.constantFrom('g1', 'g2', 'g3', 'g4', 'g5', 'g6'),
    role: fc.constantFrom('recruiter', 'viewer'),
    resource: fc.constantFrom('candidate', 'candidate', 'job', '*'),
    action: fc.constantFrom('read', 'read', 'update', '*'),
    scope: fc.constantFrom(...scopes),
    effect: fc.constantFrom('allow', 'allow', 'deny'),
    fields: fc.option(fc.uniqueArray(fc.constantFrom(...fieldNames), { minLength: 1 }), { nil: undefined }),
  })
  .map(({ fields, ...rest }) => ({ ...rest, ...(fields ? { fields } : {}) }))

export const grants = fc.array(grant, { maxLength: 8 })

/** The person who asks, in none to all of the teams. */
export const actor = fc.subarray([...teams]).map((mine) => actorWith('me', mine))

const row: fc.Arbitrary<Row> = fc.record({
  id: fc.uuid(),
  ownerId: fc.constantFrom(...users),
  teamId: fc.constantFrom(...teams),
})

export const rows = fc.array(row, { minLength: 1, maxLength: 12 })

/** Every question there is about the action as a whole, then about each field. */
export const asks: readonly Ask[] = resources.flatMap((resource) =>
  actions.map((action) => ({ resource, action })),
)
export const fieldAsks: readonly (Ask & { field: string })[] = asks.flatMap((ask) =>
  [...fieldNames, 'unnamed'].map((field) => ({ ...ask, field })),
)

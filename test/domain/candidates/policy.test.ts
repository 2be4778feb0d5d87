import { describe, expect, it } from 'vitest'
import type { Actor } from '../../../src/access/actor.ts'
import { applicationJobPolicy, candidatePolicy } from '../../../src/domain/candidates/policy.ts'
import { jobPolicy } from '../../../src/domain/openings/policy.ts'

const actor = (parts: Partial<Actor>) =>
  ({ id: 'me', kind: 'internal', teams: ['one', 'two'], ...parts }) as Actor

describe('policies', () => {
  it('of openings say the same here as in the room of openings', () => {
    expect(applicationJobPolicy.resource).toBe(jobPolicy.resource)
    for (const kind of ['internal', 'candidate', 'supplier', 'referrer', 'system'] as const) {
      for (const teams of [[], ['one'], ['one', 'two']]) {
        const someone = actor({ kind, teams })
        expect(applicationJobPolicy.own(someone)).toEqual(jobPolicy.own(someone))
        expect(applicationJobPolicy.team(someone)).toEqual(jobPolicy.team(someone))
      }
    }
  })

  it('of candidates are about the own account for candidates and about submissions for suppliers and referrers', () => {
    expect(candidatePolicy.own(actor({ kind: 'candidate' }))).toEqual({ userId: 'me' })
    expect(candidatePolicy.own(actor({ kind: 'supplier' }))).toEqual({
      submissions: { some: { submittedBy: 'me' } },
    })
  })
})

import { describe, expect, it } from 'vitest'
import type { Credential } from '../../src/access/credential.ts'
import { createLimits, defaultLimits } from '../../src/access/limits.ts'

const link: Credential = { kind: 'link', token: 'old' }
const session: Credential = { kind: 'session', token: 'one' }
const office = '192.0.2.1'

const limitsOf = (given = {}, seconds = () => 0) => createLimits({ ...defaultLimits, ...given }, seconds)

describe('an address that many people share', () => {
  it('stays open to who is signed in when others fail to sign in', async () => {
    const limits = limitsOf()
    for (let n = 0; n < 20; n++) await limits.stranger(office, link)
    await expect(limits.address(office, link)).rejects.toMatchObject({ code: 'limited' })
    await expect(limits.address(office, session)).resolves.toBeUndefined()
    await expect(limits.address('192.0.2.2', link)).resolves.toBeUndefined()
  })

  it('may open the page without a session, or with one that has ended, and still sign in', async () => {
    const limits = limitsOf()
    for (let n = 0; n < 500; n++) await limits.stranger(office, n % 2 ? session : { kind: 'none' })
    await expect(limits.address(office, link)).resolves.toBeUndefined()
  })

  it('is closed for a while to a flood of calls that are nobody’s', async () => {
    const limits = limitsOf({ perAddress: 50 })
    for (let n = 0; n < 50; n++) await limits.stranger(office, { kind: 'none' })
    await expect(limits.address(office, session)).rejects.toMatchObject({ code: 'limited' })
  })
})

describe('the budget of distinct records', () => {
  it('forgets what was seen an hour ago', () => {
    let now = 0
    const limits = limitsOf({ recordsPerHour: 2 }, () => now)
    limits.records('one', ['a', 'b'])
    limits.records('one', ['a', 'b'])
    expect(() => limits.records('one', ['c'])).toThrow('more records than one person may open')
    limits.records('other', ['c'])
    now = 3_600
    expect(() => limits.records('one', ['c'])).not.toThrow()
  })
})

import { describe, expect, it } from 'vitest'
import { languageOf } from '../../../src/domain/people/language.ts'
import { readSettings } from '../../../src/domain/people/settings.ts'
import { zoneOf } from '../../../src/domain/people/zone.ts'
import { Fault } from '../../../src/platform/fault.ts'

describe('zoneOf', () => {
  it.each([
    ['Europe/Berlin', 'Europe/Berlin'],
    ['europe/berlin', 'Europe/Berlin'],
    ['Berlin', 'Europe/Berlin'],
    ['new york', 'America/New_York'],
    ['New_York', 'America/New_York'],
    ['São Paulo', 'America/Sao_Paulo'],
    ['Kolkata', 'Asia/Kolkata'],
    ['kyiv', 'Europe/Kyiv'],
    ['eastern time', 'America/New_York'],
    ['EST', 'America/New_York'],
    ['Pacific Standard Time', 'America/Los_Angeles'],
    ['Indianapolis', 'America/Indianapolis'],
    ['UTC', 'UTC'],
  ])('reads %s as %s', (text, zone) => {
    expect(zoneOf(text)).toBe(zone)
  })

  it.each(['Berln', 'Atlantis', '+02:00', 'Europe/Nowhere', '🙂', '../../etc'])(
    'refuses %s with three to choose from',
    (text) => {
      const fault = faultFrom(() => zoneOf(text))
      expect(fault.details.field).toBe('time_zone')
      expect(fault.details.options).toHaveLength(3)
    },
  )

  it('offers the zone that was nearly meant first', () => {
    expect(faultFrom(() => zoneOf('Berln')).details.options?.[0]?.label).toBe('Europe/Berlin')
    expect(faultFrom(() => zoneOf('Europe/Stokholm')).details.options?.[0]?.label).toBe('Europe/Stockholm')
  })
})

describe('languageOf', () => {
  it.each([
    ['German', 'de'],
    ['deutsch', 'de'],
    ['pt-BR', 'pt'],
    ['EN', 'en'],
    ['français', 'fr'],
  ])('reads %s as %s', (text, code) => {
    expect(languageOf(text)).toBe(code)
  })

  it('refuses others with the three nearest', () => {
    expect(faultFrom(() => languageOf('Frensh')).details.options?.[0]?.label).toBe('French')
  })
})

describe('readSettings', () => {
  it('has usual values for whatever is missing or out of bounds', () => {
    const usual = readSettings({})
    expect(usual.retention_days).toEqual({ read: 90, write: 1461, security: 730 })
    expect(readSettings(null)).toEqual(usual)
    expect(readSettings({ retention_days: { read: 1, write: 2000 }, session_hours: 'x', extra: 1 })).toEqual({
      ...usual,
      retention_days: { read: 90, write: 2000, security: 730 },
    })
  })
})

function faultFrom(work: () => unknown): Fault {
  try {
    work()
  } catch (error) {
    if (error instanceof Fault) return error
    throw error
  }
  throw new Error('Expected a fault.')
}

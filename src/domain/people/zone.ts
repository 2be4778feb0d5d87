import { distance } from 'fastest-levenshtein'
import { Temporal } from 'temporal-polyfill'
import { Fault } from '../../platform/fault.ts'

/** Short names that IANA knows with other rules or not at all; people mean the city's clock, summer time and all. */
const short: Readonly<Record<string, string>> = {
  utc: 'UTC',
  gmt: 'UTC',
  eastern: 'America/New_York',
  est: 'America/New_York',
  central: 'America/Chicago',
  cst: 'America/Chicago',
  mountain: 'America/Denver',
  mst: 'America/Denver',
  pacific: 'America/Los_Angeles',
  pst: 'America/Los_Angeles',
  cet: 'Europe/Berlin',
}

const regions = ['Europe', 'America', 'Asia', 'Africa', 'Australia', 'Pacific', 'Atlantic', 'Indian']

/**
 * The IANA time zone that is meant: "Europe/Berlin", "berlin", "New York", "eastern time".
 * Faults: invalid, with the three nearest zones.
 */
export function zoneOf(text: string): string {
  const plain = simplify(text)
  const spelt = plain.replaceAll(' ', '_')
  const known =
    short[plain] ??
    canonical(spelt) ??
    regions.map((region) => canonical(`${region}/${spelt}`)).find((zone) => zone !== undefined) ??
    cities().get(plain)
  if (known !== undefined) return known
  const options = nearest(plain)
  throw new Fault(
    'invalid',
    `I don't know the time zone “${text}”. Did you mean ${options.slice(0, -1).join(', ')} or ${options.at(-1)}?`,
    { field: 'time_zone', options: options.map((label) => ({ label })) },
  )
}

function simplify(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[_\s]+/g, ' ')
    .replace(/ (standard )?time( ?zone)?$/, '')
    .trim()
}

/** The zone in its own spelling; undefined when there is none. Offsets such as +02:00 are no zones. */
function canonical(zone: string): string | undefined {
  if (!/^[a-z]/i.test(zone)) return undefined
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone).timeZoneId
  } catch {
    return undefined
  }
}

function nearest(plain: string): string[] {
  const city = plain.split('/').at(-1) ?? plain
  return [...cities()]
    .map(([name, zone]) => ({ zone, far: distance(city, name) }))
    .sort((a, b) => a.far - b.far || a.zone.localeCompare(b.zone))
    .slice(0, 3)
    .map(({ zone }) => zone)
}

function cities(): Map<string, string> {
  return new Map(
    Intl.supportedValuesOf('timeZone').map((zone) => [simplify(zone.split('/').at(-1) ?? zone), zone]),
  )
}

/** What people say for a time zone, where the zone's own city does not say it. */
const spoken: Readonly<Record<string, string>> = {
  utc: 'Etc/UTC',
  gmt: 'Etc/UTC',
  est: 'America/New_York',
  edt: 'America/New_York',
  et: 'America/New_York',
  eastern: 'America/New_York',
  cst: 'America/Chicago',
  central: 'America/Chicago',
  mst: 'America/Denver',
  mountain: 'America/Denver',
  pst: 'America/Los_Angeles',
  pdt: 'America/Los_Angeles',
  pt: 'America/Los_Angeles',
  pacific: 'America/Los_Angeles',
  'san francisco': 'America/Los_Angeles',
  seattle: 'America/Los_Angeles',
  boston: 'America/New_York',
  nyc: 'America/New_York',
  washington: 'America/New_York',
  miami: 'America/New_York',
  atlanta: 'America/New_York',
  austin: 'America/Chicago',
  dallas: 'America/Chicago',
  houston: 'America/Chicago',
  uk: 'Europe/London',
  britain: 'Europe/London',
  england: 'Europe/London',
  manchester: 'Europe/London',
  bst: 'Europe/London',
  cet: 'Europe/Berlin',
  cest: 'Europe/Berlin',
  germany: 'Europe/Berlin',
  munich: 'Europe/Berlin',
  hamburg: 'Europe/Berlin',
  frankfurt: 'Europe/Berlin',
  france: 'Europe/Paris',
  lyon: 'Europe/Paris',
  spain: 'Europe/Madrid',
  barcelona: 'Europe/Madrid',
  portugal: 'Europe/Lisbon',
  porto: 'Europe/Lisbon',
  italy: 'Europe/Rome',
  milan: 'Europe/Rome',
  netherlands: 'Europe/Amsterdam',
  poland: 'Europe/Warsaw',
  krakow: 'Europe/Warsaw',
  ireland: 'Europe/Dublin',
  switzerland: 'Europe/Zurich',
  geneva: 'Europe/Zurich',
  india: 'Asia/Kolkata',
  ist: 'Asia/Kolkata',
  mumbai: 'Asia/Kolkata',
  delhi: 'Asia/Kolkata',
  bangalore: 'Asia/Kolkata',
  bengaluru: 'Asia/Kolkata',
  pune: 'Asia/Kolkata',
  hyderabad: 'Asia/Kolkata',
  japan: 'Asia/Tokyo',
  osaka: 'Asia/Tokyo',
  china: 'Asia/Shanghai',
  beijing: 'Asia/Shanghai',
  brazil: 'America/Sao_Paulo',
  rio: 'America/Sao_Paulo',
  australia: 'Australia/Sydney',
  'tel aviv': 'Asia/Jerusalem',
  israel: 'Asia/Jerusalem',
  kyiv: 'Europe/Kyiv',
  montreal: 'America/Toronto',
  philadelphia: 'America/New_York',
  'st louis': 'America/Chicago',
  denver: 'America/Denver',
}

let known: ReadonlyMap<string, string> | undefined

/** Every place name or abbreviation that stands for an IANA zone, in lower case. Made at first use. */
export function zoneNames(): ReadonlyMap<string, string> {
  if (known) return known
  const names = new Map<string, string>()
  for (const zone of Intl.supportedValuesOf('timeZone')) {
    const city = zone.split('/').at(-1)
    if (city && zone.includes('/') && !zone.startsWith('Etc/'))
      names.set(city.replaceAll('_', ' ').toLowerCase(), zone)
  }
  for (const [name, zone] of Object.entries(spoken)) names.set(name, zone)
  known = names
  return names
}

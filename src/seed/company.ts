import type { Temporal } from 'temporal-polyfill'
import { inOfficeHours } from './calendar.ts'
import { type Caller, idOf } from './caller.ts'
import { clients } from './clients.ts'
import { idIn, type Made } from './made.ts'
import type { SeedOpening } from './opening.ts'
import { openings } from './openings.ts'
import { addressOf, companyName, companyZone, mailDomain, people, teamNames } from './people.ts'
import { seededRandom } from './random.ts'

/** Days before the seed day on which the company began to use Parley. */
export const companyDays = 100

/** Makes the organisation with its teams, people, clients and openings, each on its day. */
export async function makeCompany(caller: Caller, made: Made, seedDay: Temporal.PlainDate): Promise<void> {
  const random = seededRandom('company')
  caller.goTo(inOfficeHours(seedDay.subtract({ days: companyDays }), companyZone, random))
  await caller.call('update_settings', {
    name: companyName,
    time_zone: companyZone,
    currency: 'USD',
    mail_domains: mailDomain,
  })
  for (const name of teamNames) {
    made.teams.set(name, idOf(await caller.call('create_team', { name })))
  }
  for (const { account, name, kind, role, team, timeZone } of people) {
    const email = addressOf(account)
    const teamId = team === undefined ? {} : { team: idIn(made.teams, team) }
    const input = { name, email, kind, role, time_zone: timeZone, ...teamId }
    made.users.set(account, idOf(await caller.call('create_user', input)))
  }
  caller.goTo(inOfficeHours(seedDay.subtract({ days: companyDays - 3 }), companyZone, random))
  for (const { key, name, industry, location, contactName, note } of clients) {
    const input = { name, industry, location, contact_name: contactName, note }
    made.clients.set(key, idOf(await caller.call('create_client', input)))
  }
  for (const opening of [...openings].sort((a, b) => b.openedDaysAgo - a.openedDaysAgo)) {
    caller.goTo(inOfficeHours(seedDay.subtract({ days: opening.openedDaysAgo }), companyZone, random))
    made.jobs.set(opening.key, idOf(await caller.call('create_job', jobInput(opening, made, seedDay))))
  }
}

function jobInput(opening: SeedOpening, made: Made, seedDay: Temporal.PlainDate) {
  const rate = (major: number) => ({ amount: major * 100, currency: 'USD', unit: opening.unit })
  return {
    client: idIn(made.clients, opening.client),
    title: opening.title,
    description: opening.description,
    required_skills: opening.required,
    wished_skills: opening.wished,
    pay_min: rate(opening.pay[0]),
    pay_max: rate(opening.pay[1]),
    ...(opening.billMax === undefined ? {} : { bill_max: rate(opening.billMax) }),
    workplace: opening.workplace,
    location: opening.location,
    employment: opening.employment,
    level: opening.level,
    headcount: opening.headcount,
    starts_on: seedDay.add({ days: opening.startsInDays }).toString(),
    team: idIn(made.teams, opening.team),
    owner: idIn(made.users, opening.owner),
  }
}

import { Temporal } from 'temporal-polyfill'
import { inOfficeHours, workdayBefore } from './calendar.ts'
import { type Caller, idOf } from './caller.ts'
import { candidatesOf, type SeedCandidate } from './candidates.ts'
import { historyOf, type SeedApplication } from './history.ts'
import { idIn, type Made } from './made.ts'
import { companyZone } from './people.ts'
import { seededRandom } from './random.ts'

/** Something that happened: calls that are made at that time. */
type Event = { at: Temporal.Instant; happen: () => Promise<void> }

/**
 * Makes the candidates and all that became of them. Candidates do not touch each other, so each caller has its own
 * share of them and goes through their events in the order of time, with a clock of its own.
 */
export async function makePipeline(
  callers: readonly Caller[],
  made: Made,
  seedDay: Temporal.PlainDate,
): Promise<void> {
  const candidates = candidatesOf(seedDay)
  const history = historyOf(candidates, seedDay)
  const share = async (caller: Caller, index: number) => {
    const mine = candidates.filter(({ number }) => number % callers.length === index)
    const events = mine.flatMap((candidate) => {
      const applications = history.filter((one) => one.candidate.number === candidate.number)
      const at = arrivalOf(candidate, applications, seedDay)
      return [
        arrival(caller, made, { candidate, at }),
        ...applications.flatMap((one) => courseOf(caller, made, one)),
      ]
    })
    for (const { at, happen } of events.sort((a, b) => Temporal.Instant.compare(a.at, b.at))) {
      caller.goTo(at)
      await happen()
    }
  }
  await Promise.all(callers.map(share))
}

/** A candidate is added some working days before they first apply. */
function arrivalOf(
  candidate: SeedCandidate,
  applications: readonly SeedApplication[],
  seedDay: Temporal.PlainDate,
): Temporal.Instant {
  const random = seededRandom(`arrival ${candidate.number}`)
  const [first] = applications
    .map(({ at }) => at.toZonedDateTimeISO(companyZone).toPlainDate())
    .sort(Temporal.PlainDate.compare)
  const day = first ? workdayBefore(first, random.int(2, 4)) : workdayBefore(seedDay, random.int(2, 60))
  return inOfficeHours(day, companyZone, random)
}

function arrival(
  caller: Caller,
  made: Made,
  { candidate, at }: { candidate: SeedCandidate; at: Temporal.Instant },
): Event {
  return {
    at,
    happen: async () => {
      const id = idOf(await caller.call('create_candidate', candidateInput(candidate, made)))
      made.candidates.set(candidate.number, id)
      if (candidate.account === undefined) return
      const user = idIn(made.users, candidate.account)
      await caller.call('link_candidate_account', { candidate: id, user })
    },
  }
}

function candidateInput(candidate: SeedCandidate, made: Made) {
  const { expectedPay, availableOn, phone } = candidate
  return {
    name: candidate.name,
    headline: candidate.headline,
    email: candidate.email,
    ...(phone === undefined ? {} : { phone }),
    level: candidate.level,
    location: candidate.location,
    open_to_remote: candidate.openToRemote,
    skills: candidate.skills,
    years_experience: candidate.years,
    ...(availableOn === undefined ? {} : { available_on: availableOn.toString() }),
    ...(expectedPay === undefined ? {} : { expected_rate: { ...expectedPay, currency: 'USD' } }),
    source: candidate.source,
    resume: candidate.resume,
    owner: idIn(made.users, candidate.owner),
  }
}

/** The beginning of an application, its moves, and its submission, which was made and reviewed elsewhere. */
function courseOf(caller: Caller, made: Made, one: SeedApplication): Event[] {
  let application = ''
  const names = () => ({
    candidate: idIn(made.candidates, one.candidate.number),
    job: idIn(made.jobs, one.opening),
  })
  const begin: Event = {
    at: one.at,
    happen: async () => {
      const owner = idIn(made.users, one.owner)
      application = idOf(await caller.call('create_application', { ...names(), owner }))
    },
  }
  const moves = one.moves.map(
    ({ at, ...move }): Event => ({
      at,
      happen: async () => void (await caller.call('change_status', { application, ...move })),
    }),
  )
  const { submission } = one
  if (!submission) return [begin, ...moves]
  const proposal: Event = {
    at: submission.review?.at ?? submission.at,
    happen: async () =>
      void (await caller.call('import_submission', { ...names(), ...proposalInput(submission, made) })),
  }
  return [begin, ...moves, proposal]
}

function proposalInput(submission: NonNullable<SeedApplication['submission']>, made: Made) {
  const { review, billRate } = submission
  return {
    note: submission.note,
    pay_rate: submission.payRate,
    ...(billRate === undefined ? {} : { bill_rate: billRate }),
    submitted_by: idIn(made.users, submission.by),
    submitted_at: submission.at.toString(),
    ...(review === undefined
      ? {}
      : {
          review: {
            status: review.status,
            by: idIn(made.users, review.by),
            at: review.at.toString(),
            ...(review.reason === undefined ? {} : { reason: review.reason }),
          },
        }),
  }
}

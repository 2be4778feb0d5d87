import { z } from 'zod'
import { personas } from '../../access/actor.ts'
import { type ShownButton, withTokens } from '../../agent/reply.ts'
import { formatRate, rateUnits } from '../../platform/money.ts'
import { issueButtons } from '../../tools/button.ts'
import type { Call, Result } from '../../tools/call.ts'
import type { CardButton } from '../../tools/card.ts'
import { invoke } from '../../tools/invoke.ts'
import type { Waist } from '../../tools/waist.ts'

/** Whose App Home it is, and what they may see there. What they may not see, or what could not be had, is not there. */
export type HomeData =
  | { known: false }
  | {
      known: true
      name: string
      persona: (typeof personas)[number]
      prompts: readonly { label: string }[]
      stages?: readonly { label: string; count: number }[]
      day?: {
        total: number
        items: readonly { label: string; detail: string }[]
        buttons: readonly ShownButton[]
      }
      reviews?: { total: number; items: readonly Review[] }
      applications?: readonly { label: string; status: string }[]
      people?: number
      teams?: number
      mayAdd: boolean
    }

/** A submission that waits; those who may decide on it have buttons. */
export type Review = {
  candidate: string
  opening: string
  by: string
  pay: string | undefined
  buttons: readonly ShownButton[]
}

/** How many of each kind are shown; the rest is a question away. */
const most = { day: 5, reviews: 10, applications: 10 }

type Caller = Omit<Call, 'tool' | 'input'>

/** Asks the tools, as this person, what their App Home shows. Each answer stands alone: one that is refused is left out. */
export async function gatherHome(waist: Waist, caller: Caller): Promise<HomeData> {
  const ask = (tool: string, input: object) => invoke(waist, { ...caller, tool, input })
  const account = outputOf(profile, await ask('get_my_profile', {}))
  const suggested = outputOf(suggestions, await ask('get_suggested_prompts', {}))
  if (!account || !suggested) return { known: false }
  const persona = suggested.persona
  const asked = { waist, caller, ask, persona }
  return {
    known: true,
    name: account.account.name,
    persona,
    prompts: suggested.items,
    ...(await gather(asked)),
    mayAdd: await mayAdd(asked),
  }
}

type Asking = {
  waist: Waist
  caller: Caller
  ask: (tool: string, input: object) => Promise<Result>
  persona: (typeof personas)[number]
}

async function gather(asking: Asking) {
  const { ask, persona } = asking
  switch (persona) {
    case 'recruiter':
    case 'manager':
      return { ...(await stagesOf(asking)), ...(await dayOf(asking)), ...(await reviewsOf(asking)) }
    case 'admin': {
      const people = outputOf(counted, await ask('list_users', { limit: 1 }))?.total
      const teams = outputOf(counted, await ask('list_teams', { limit: 1 }))?.total
      return { ...(people === undefined ? {} : { people }), ...(teams === undefined ? {} : { teams }) }
    }
    case 'candidate': {
      const mine = outputOf(applications, await ask('list_my_applications', { limit: most.applications }))
      return mine ? { applications: mine.items } : {}
    }
    case 'supplier':
      return reviewsOf(asking)
    case 'referrer':
      return {}
  }
}

async function stagesOf({ ask }: Asking) {
  const pipeline = outputOf(stages, await ask('get_pipeline', { limit: 1 }))
  return pipeline ? { stages: pipeline.stages.filter(({ count }) => count > 0) } : {}
}

async function dayOf({ waist, caller, ask }: Asking) {
  const result = await ask('get_my_day', { limit: most.day })
  const day = outputOf(todos, result)
  if (!day || result.outcome !== 'done') return {}
  const buttons = await shownButtons(waist, caller, day.items.length > 0 ? (result.card?.buttons ?? []) : [])
  return { day: { total: day.total, items: day.items, buttons } }
}

/** Managers see what waits for them and decide on it here; the others see what they put forward. */
async function reviewsOf({ waist, caller, ask, persona }: Asking) {
  const whose = persona === 'manager' ? 'everyone' : 'mine'
  const input = { status: 'waiting', whose, limit: most.reviews }
  const page = outputOf(submissions, await ask('list_submissions', input))
  if (!page) return {}
  const { id: self, rights } = await waist.authenticate(caller.credential)
  const decides = persona === 'manager' && rights.decide('submission', 'review').allowed
  // Nobody decides on what they put forward themselves.
  const asked = page.items.map((item) =>
    decides && item.submitted_by.id !== self ? decisions(item.id, item.version) : [],
  )
  const buttons = [...(await shownButtons(waist, caller, asked.flat()))]
  const items = page.items.map(({ candidate, job, submitted_by, pay_rate }, index) => ({
    candidate: candidate.name,
    opening: job.title,
    by: submitted_by.name,
    pay: pay_rate && formatRate(pay_rate),
    buttons: buttons.splice(0, asked[index]?.length ?? 0),
  }))
  return { reviews: { total: page.total, items } }
}

/** Approving takes a click; declining asks for the reason first. */
function decisions(submission: string, version: number): CardButton[] {
  const input = { submission, expected_version: version }
  const tool = 'review_submission'
  return [
    { label: 'Approve', tool, input: { ...input, decision: 'approve' }, style: 'primary' },
    { label: 'Decline', tool, input: { ...input, decision: 'decline' }, asks: ['reason'] },
  ]
}

/** The form for a new candidate is offered to recruiters, since adding people is what they do. */
async function mayAdd({ waist, caller, persona }: Asking): Promise<boolean> {
  if (persona !== 'recruiter') return false
  const { rights } = await waist.authenticate(caller.credential)
  return rights.decide('candidate', 'create').allowed
}

async function shownButtons(waist: Waist, caller: Caller, buttons: readonly CardButton[]) {
  if (buttons.length === 0) return []
  const { id } = await waist.authenticate(caller.credential)
  const card = await issueButtons(waist, { title: '', buttons }, { allowed: [id], conversation: undefined })
  return withTokens(waist.secret, card).buttons
}

function outputOf<T>(schema: z.ZodType<T>, result: Result): T | undefined {
  return result.outcome === 'done' ? schema.parse(result.output) : undefined
}

const named = z.object({ name: z.string() })
const profile = z.object({ account: named })
const suggestions = z.object({ persona: z.enum(personas), items: z.array(z.object({ label: z.string() })) })
const counted = z.object({ total: z.int() })
const stages = z.object({ stages: z.array(z.object({ label: z.string(), count: z.int() })) })
const todos = counted.extend({ items: z.array(z.object({ label: z.string(), detail: z.string() })) })
const applications = z.object({ items: z.array(z.object({ label: z.string(), status: z.string() })) })
const rate = z.object({ amount: z.int(), currency: z.string(), unit: z.enum(rateUnits) })
const submissions = counted.extend({
  items: z.array(
    z.object({
      id: z.string(),
      version: z.int(),
      candidate: named,
      job: z.object({ title: z.string() }),
      submitted_by: named.extend({ id: z.string() }),
      pay_rate: rate.optional(),
    }),
  ),
})

import type { Card, CardButton, Fact } from '../../tools/card.ts'
import type { CardContext } from '../../tools/tool.ts'
import { sayRate, whereTheyStand } from './candidate-view.ts'
import type { showCandidate } from './detail-service.ts'
import type { rankCandidates } from './match-service.ts'
import { count, sayDay, sayTime, sentences, showing } from './say.ts'
import type { Part, PartName } from './score.ts'
import { type Status, statusLabels } from './stages.ts'

type Listed = {
  items: readonly {
    id: string
    label: string
    headline: string
    location: string
    applications: readonly { job: { title: string }; status: Status }[]
  }[]
  total: number
  next_cursor?: string | undefined
  hint?: string | undefined
}

/** A list of candidates: who, what they do, where, and where they stand. */
export function candidatesCard(output: Listed): Card {
  const { items, total, hint } = output
  const [only] = items
  if (!only) return { title: 'No candidates', ...sentences(hint) }
  if (total === 1) {
    return {
      title: only.label,
      ...sentences(
        hint,
        `${only.headline} in ${only.location}. Stands at: ${whereTheyStand(only.applications)}.`,
      ),
      table: tableOf(items),
      buttons: [look(only)],
      page: { label: 'Open the page', path: `/candidates/${only.id}` },
    }
  }
  return {
    title: count(total, 'candidate'),
    ...sentences(hint, showing(output)),
    table: tableOf(items),
    buttons: items.slice(0, 3).map(look),
  }
}

function tableOf(items: Listed['items']) {
  return {
    columns: ['Name', 'Headline', 'Place', 'Stands at'],
    rows: items.map((item) => [item.label, item.headline, item.location, whereTheyStand(item.applications)]),
  }
}

function look({ id, label }: { id: string; label: string }): CardButton {
  return { label: `Look at ${label}`, tool: 'get_candidate', input: { candidate: id } }
}

type Shown = Awaited<ReturnType<typeof showCandidate>>

/** One candidate: the profile as facts, the applications as a table, and the next steps as buttons. */
export function candidateCard(output: Shown, { may, timeZone }: CardContext): Card {
  const stands = output.applications.map(({ job, status }) => ({ job, status }))
  return {
    title: output.name,
    ...sentences(
      `${output.headline} in ${output.location}. Stands at: ${whereTheyStand(stands)}.`,
      output.resume ? `\n\nRésumé\n${output.resume.text}` : undefined,
      ...(output.notes ?? []).map(
        ({ by, at, text }) => `\n\nNote by ${by.name}, ${sayTime(at, timeZone)}\n${text}`,
      ),
    ),
    facts: profileFacts(output),
    ...(output.applications.length > 0 ? { table: applicationTable(output) } : {}),
    page: { label: 'Open the page', path: `/candidates/${output.id}` },
    buttons: [...longTexts(output), ...(may('application', 'update') ? nextSteps(output) : [])],
  }
}

function profileFacts(output: Shown): Fact[] {
  const contact = [output.email, output.phone].filter((text) => text !== undefined).join(', ')
  return [
    { label: 'Skills', value: output.skills.join(', ') || 'none named' },
    {
      label: 'Level',
      value: [
        output.level,
        ...(output.years_experience > 0 ? [`${count(output.years_experience, 'year')} of experience`] : []),
      ].join(', '),
    },
    { label: 'Available', value: output.available_on ? sayDay(output.available_on) : 'not known' },
    { label: 'Remote', value: output.open_to_remote ? 'open to it' : 'not named' },
    ...(output.expected_rate ? [{ label: 'Expects', value: sayRate(output.expected_rate) }] : []),
    ...(contact ? [{ label: 'Contact', value: contact }] : []),
    { label: 'Owner', value: output.owner.name },
    {
      label: 'Résumé and notes',
      value: `${output.has_resume ? 'résumé on file' : 'no résumé'}, ${count(output.note_count, 'note')}`,
    },
  ]
}

function applicationTable({ applications }: Shown) {
  return {
    columns: ['Opening', 'Client', 'Stage', 'Since', 'Owner'],
    rows: applications.map(({ job, client, status, days_in_stage, owner }) => [
      job.title,
      client,
      statusLabels[status],
      count(days_in_stage, 'day'),
      owner.name,
    ]),
  }
}

function longTexts({ id, has_resume, note_count, notes }: Shown): CardButton[] {
  const more = notes === undefined && (has_resume || note_count > 0)
  return more
    ? [{ label: 'Résumé and notes', tool: 'get_candidate', input: { candidate: id, detail: 'full' } }]
    : []
}

/** The moves that need nothing further, at most three; for a single application also those that a form can ask for. */
function nextSteps({ applications }: Shown): CardButton[] {
  const steps = applications.flatMap(({ id, version, job, moves }) =>
    moves
      .filter(({ needs }) => needs.length === 0)
      .map(({ to }) => ({
        label:
          applications.length > 1 ? `To ${statusLabels[to]}: ${job.title}` : `Move to ${statusLabels[to]}`,
        tool: 'change_status',
        input: { application: id, status: to, expected_version: version },
      })),
  )
  const [only, ...others] = applications
  return [...steps.slice(0, 3), ...(only && others.length === 0 ? askingSteps(only) : [])]
}

/** What a form asks for a move, beyond what the move needs. */
const besides: Partial<Record<Status, readonly string[]>> = { rejected: ['note?'], on_hold: ['until?'] }

const labels: Partial<Record<Status, string>> = { rejected: 'Reject', on_hold: 'Put on hold' }

/** The next stage, when it needs a day; a hold and a rejection, which need a reason. */
function askingSteps({ id, version, moves }: Shown['applications'][number]): CardButton[] {
  const next = moves.find(({ to }) => labels[to] === undefined)
  return moves
    .filter((move) => move.needs.length > 0 && !move.needs.includes('rate'))
    .filter((move) => labels[move.to] !== undefined || (move === next && !move.needs.includes('reason')))
    .map(({ to, needs }) => ({
      label: labels[to] ?? `Move to ${statusLabels[to]}`,
      tool: 'change_status',
      input: { application: id, status: to, expected_version: version },
      asks: [...needs, ...(besides[to] ?? [])],
    }))
}

type Matched = Awaited<ReturnType<typeof rankCandidates>>

const partLabels: Record<PartName, string> = {
  required_skills: 'required skills',
  wished_skills: 'wished skills',
  level: 'level',
  location: 'place',
  availability: 'availability',
  rate: 'rate',
}

/** The ranking for an opening, each row with how its score came about. */
export function matchesCard(output: Matched, { may }: CardContext): Card {
  const { items, total, job } = output
  const [best] = items
  if (!best)
    return {
      title: `Nobody fits ${job.title} yet`,
      text: 'No candidate that you can see has any of its required skills. Adding people, or fewer required skills, would help.',
    }
  const add = items.slice(0, 3).map(({ id, label }) => ({
    label: `Add ${label} to the pipeline`,
    tool: 'create_application',
    input: { candidate: id, job: job.id },
  }))
  return {
    title: `Who fits ${job.title}: ${count(total, 'person', 'people')}`,
    ...sentences(`Best: ${best.label} with ${best.score} of 100 (${sayParts(best.parts)}).`, showing(output)),
    table: {
      columns: ['Name', 'Score', 'How it came about'],
      rows: items.map(({ label, score, parts }) => [label, String(score), sayParts(parts)]),
    },
    buttons: [...items.slice(0, 3).map(look), ...(may('application', 'create') ? add : [])],
  }
}

function sayParts(parts: readonly Part[]): string {
  return parts.map(({ part, points, of, why }) => `${partLabels[part]} ${points}/${of}: ${why}`).join(' · ')
}

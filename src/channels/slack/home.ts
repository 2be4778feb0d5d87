import type { Button, HomeView, KnownBlock } from '@slack/types'
import type { ShownButton } from '../../agent/reply.ts'
import type { Fact } from '../../tools/card.ts'
import { normaliseLine } from '../desk/visible.ts'
import type { HomeData, Review } from './home-data.ts'
import { newCandidateTool } from './home-forms.ts'
import { plainSections, renderButton } from './render-card.ts'
import { shorten } from './render-cut.ts'
import { factLines } from './render-facts.ts'
import { actions } from './surface.ts'

type Options = { publicUrl?: string | undefined }
type Known = Extract<HomeData, { known: true }>

/** The App Home of one person, who is the only one to see it. */
export function renderHome(data: HomeData, { publicUrl }: Options = {}): HomeView {
  const blocks = data.known ? known(data, publicUrl) : stranger(publicUrl)
  return { type: 'home', blocks: numbered(blocks) }
}

function known(data: Known, publicUrl: string | undefined): KnownBlock[] {
  return [
    ...title(`Parley, for ${normaliseLine(data.name)}`),
    ...reviewBlocks(data),
    ...dayBlocks(data),
    ...stageBlocks(data, publicUrl),
    ...applicationBlocks(data),
    ...adminBlocks(data),
    ...beginBlocks(data),
  ]
}

function reviewBlocks({ reviews, persona }: Known): KnownBlock[] {
  if (!reviews) return []
  const waits = persona === 'manager' ? 'Waiting for your decision' : 'Waiting for a review'
  const left = reviews.total - reviews.items.length
  return [
    ...title(waits),
    ...(reviews.total === 0 ? plainSections('Nothing is waiting.') : []),
    ...reviews.items.flatMap(reviewItem),
    ...(left > 0 ? plainSections(`${left} more: ask me which submissions wait.`) : []),
  ]
}

function reviewItem({ candidate, opening, by, pay, buttons }: Review): KnownBlock[] {
  const facts = [
    { label: `${candidate} for ${opening}`, value: `put forward by ${by}${pay ? `, ${pay}` : ''}` },
  ]
  return [...briefFacts(facts), ...buttonRow(buttons.map((button) => renderButton(button, 0, false)))]
}

/** To-dos by urgency; interviews of the day have their place above them. */
function dayBlocks({ day }: Known): KnownBlock[] {
  if (!day) return []
  const left = day.total - day.items.length
  return [
    ...title('Today'),
    ...(day.items.length === 0 ? plainSections('Nothing is waiting for you.') : []),
    ...briefFacts(day.items.map(({ label, detail }) => ({ label, value: detail }))),
    ...(left > 0 ? plainSections(`${left} more: ask me what needs your attention.`) : []),
    ...buttonRow(day.buttons.map((button: ShownButton) => renderButton(button, 0, false))),
  ]
}

function stageBlocks({ stages }: Known, publicUrl: string | undefined): KnownBlock[] {
  if (!stages) return []
  const board: Button[] = publicUrl
    ? [{ ...plainButton(actions.page, 'Open the board'), url: new URL('/pipeline', publicUrl).href }]
    : []
  return [
    ...title('Pipeline'),
    ...(stages.length === 0 ? plainSections('Nobody is in the pipeline yet.') : []),
    ...briefFacts(stages.map(({ label, count }) => ({ label, value: String(count) }))),
    ...buttonRow(board),
  ]
}

function applicationBlocks({ applications }: Known): KnownBlock[] {
  if (!applications) return []
  return [
    ...title('Your applications'),
    ...(applications.length === 0
      ? plainSections('As soon as you are considered for an opening, it shows here.')
      : []),
    ...briefFacts(applications.map(({ label, status }) => ({ label, value: status }))),
  ]
}

function adminBlocks({ people, teams, persona }: Known): KnownBlock[] {
  if (persona !== 'admin') return []
  const counts = [
    ...(people === undefined ? [] : [{ label: 'People', value: String(people) }]),
    ...(teams === undefined ? [] : [{ label: 'Teams', value: String(teams) }]),
  ]
  return [
    ...title('People and settings'),
    ...briefFacts(counts),
    ...plainSections('Add people, change roles and teams, or change the settings by asking me in words.'),
  ]
}

function beginBlocks({ prompts, mayAdd }: Known): KnownBlock[] {
  const sentences = prompts
    .map(({ label }) => label.trim())
    .filter((label) => label !== '' && label.length <= 2_000)
  const asks = sentences.slice(0, 10).map((label) => ({ ...plainButton(actions.ask, label), value: label }))
  const add: Button[] = mayAdd
    ? [{ ...plainButton(actions.act, 'New candidate'), value: newCandidateTool, style: 'primary' }]
    : []
  const row = buttonRow([...add, ...asks])
  // Slack stays on this page when something is clicked here.
  return row.length > 0 ? [...title('Ask me'), ...plainSections('I answer under Messages.'), ...row] : []
}

function stranger(publicUrl: string | undefined): KnownBlock[] {
  const connect: Button[] = publicUrl
    ? [{ ...plainButton(actions.page, 'Get a code'), url: new URL('/connect', publicUrl).href }]
    : []
  return [
    ...title('Parley does not know you here yet'),
    ...plainSections(
      'Write to me under Messages. If your company lets people in by their mail address, that is all it takes. ' +
        'Otherwise sign in to Parley on the web, get a code under Connect, and send it to me.',
    ),
    ...buttonRow(connect),
  ]
}

/** An overview says things shortly; the whole is a question away. */
function briefFacts(facts: readonly Fact[]): KnownBlock[] {
  const brief = (text: string) => shorten(normaliseLine(text), 200)
  return factLines(facts.map(({ label, value }) => ({ label: brief(label), value: brief(value) })))
}

function title(text: string): KnownBlock[] {
  return [{ type: 'header', text: { type: 'plain_text', text: shorten(text, 150), emoji: false } }]
}

function plainButton(action: string, label: string): Button {
  const text = shorten(normaliseLine(label) || 'Go on', 75)
  return { type: 'button', action_id: action, text: { type: 'plain_text', text, emoji: false } }
}

function buttonRow(elements: readonly Button[]): KnownBlock[] {
  return elements.length === 0 ? [] : [{ type: 'actions', elements: [...elements] }]
}

/** Gives every button a number of its own, since ids have to differ. */
function numbered(blocks: readonly KnownBlock[]): KnownBlock[] {
  let number = 0
  return blocks.map((block) => {
    if (block.type !== 'actions') return block
    const elements = block.elements.map((element) => {
      const action_id = `${(element.action_id ?? '').split(':')[0]}:${number}`
      number += 1
      return { ...element, action_id }
    })
    return { ...block, elements }
  })
}

import { randomUUID } from 'node:crypto'
import { type Delivered, envelopeOf, invokeId, type Stage } from './drives.ts'
import { actionsOf, cardsOf } from './looks.ts'
import type { FakeMessage, FakeUser, Wire } from './state.ts'

export type Executing = {
  user: FakeUser
  message: FakeMessage
  /** The title of the button, or its verb and data themselves. */
  label?: string
  verb?: string
  data?: Wire
  /** What is filled in, by the ids of the inputs or the names of their fields. */
  inputs?: Readonly<Record<string, string>>
}

/** Clicks a button of a card, or that of the form that it opens; the answer is what the clicker's Teams is told. */
export async function execute(stage: Stage, executing: Executing): Promise<Delivered> {
  const { user, message, label, verb, data, inputs = {} } = executing
  const cards = cardsOf(message, user)
  const found = label === undefined ? undefined : buttonOf(cards, label)
  const action: Wire = found ?? { verb, data }
  const filled = Object.entries(inputs).map(([name, value]) => [inputOf(cards, name), value])
  const all = { ...(action.data as Wire), ...Object.fromEntries(filled) }
  return act(stage, { user, message }, { ...action, data: all })
}

function buttonOf(cards: readonly Wire[], label: string): Wire {
  const actions = cards.flatMap(actionsOf)
  const named = (type: string) => actions.find((one) => one.type === type && one.title === label)
  const opened = actionsOf(named('Action.ShowCard')?.card).find(({ type }) => type === 'Action.Execute')
  const found = opened ?? named('Action.Execute')
  if (!found) throw new Error(`No button says ${label}.`)
  return found
}

/** The id of an input, by it or by the name of the field that it is for. */
function inputOf(cards: readonly Wire[], name: string): string {
  const ids = Array.from(JSON.stringify(cards).matchAll(/"id":"([^"]+)"/g), ([, id]) => id ?? '')
  const found = ids.find((id) => id === name || id.endsWith(`.${name}`))
  if (!found) throw new Error(`No input is called ${name}.`)
  return found
}

/** The reader's Teams asks for their own view of a card; undefined when the card does not ask this reader to. */
export async function refresh(stage: Stage, { user, message }: { user: FakeUser; message: FakeMessage }) {
  const asks = cardsOf(message)[0]?.refresh as Wire | undefined
  const ids = Array.isArray(asks?.userIds) ? asks.userIds : []
  if (!asks || !ids.includes(user.id)) return undefined
  return act(stage, { user, message }, { ...(asks.action as Wire), trigger: 'automatic' })
}

/** Answers the question whether a file may be put into the user's own store. */
export function consent(
  stage: Stage,
  answer: 'accept' | 'decline',
  { user, message, uploadUrl }: { user: FakeUser; message: FakeMessage; uploadUrl: string },
): Promise<Delivered> {
  const [card] = message.activity.attachments as { name: string; content: Wire }[]
  if (!card) throw new Error('This message asks for no consent.')
  const uploadInfo = {
    contentUrl: `${uploadUrl}/shown`,
    name: card.name,
    uploadUrl,
    uniqueId: randomUUID(),
    fileType: card.name.split('.').at(-1),
  }
  const value =
    answer === 'accept'
      ? { context: card.content.acceptContext, uploadInfo }
      : { context: card.content.declineContext }
  return invoke(stage, {
    ...envelopeOf(stage, user, message),
    ...{ type: 'invoke', name: 'fileConsent/invoke', id: invokeId(), replyToId: message.id },
    value: { type: 'fileUpload', action: answer, ...value },
  })
}

/** What somebody thought of an answer, by the buttons below it. */
export function feedback(
  stage: Stage,
  { user, message, reaction }: { user: FakeUser; message: FakeMessage; reaction: 'like' | 'dislike' },
): Promise<Delivered> {
  return invoke(stage, {
    ...envelopeOf(stage, user, message),
    ...{ type: 'invoke', name: 'message/submitAction', id: invokeId(), replyToId: message.id },
    value: { actionName: 'feedback', actionValue: { reaction, feedback: '{"feedbackText":""}' } },
  })
}

/** Delivers an invoke as Teams does: an empty reply is noticed, and the invoke comes again. */
export async function invoke({ deliver, complaints }: Stage, activity: Wire): Promise<Delivered> {
  const [first] = await deliver(activity)
  if (!first) throw new Error('Nothing was delivered.')
  if (first.status === 200 && first.text === '') {
    complaints.push(`empty reply to ${activity.name}`)
    await deliver({ ...activity, id: invokeId() })
  }
  if (first.ms > 10_000) complaints.push(`${activity.name} took ${first.ms} ms`)
  return first
}

async function act(
  stage: Stage,
  { user, message }: { user: FakeUser; message: FakeMessage },
  { trigger = 'manual', ...action }: Wire,
): Promise<Delivered> {
  const answer = await invoke(stage, {
    ...envelopeOf(stage, user, message),
    ...{ type: 'invoke', name: 'adaptiveCard/action', id: invokeId(), replyToId: message.id },
    value: { action: { type: 'Action.Execute', ...action }, trigger },
  })
  const { statusCode, type, value } = answer.body ?? {}
  if (typeof statusCode !== 'number' || typeof type !== 'string' || value === undefined)
    stage.complaints.push(`not an answer to an action: ${answer.status} ${answer.text}`)
  if (type === 'application/vnd.microsoft.card.adaptive') message.views.set(user.id, value as Wire)
  return answer
}

import type { Arrival } from '../desk/port.ts'
import type { HeldApp } from './held-app.ts'
import type { Listening } from './listening.ts'
import { createModals, isOfHome, type Modals } from './modals.ts'
import {
  arrivalOf,
  type Clicked,
  parseClicked,
  parseShortcut,
  parseSubmitted,
  parseSuggesting,
} from './parse-click.ts'
import { seenOf } from './seen.ts'
import { showHome } from './show-home.ts'
import { actions, shortcuts } from './surface.ts'

/** Clicks, shortcuts, forms and their suggestions. Each is acknowledged at once when nothing has to be stored for it. */
export function listenToClicks(app: HeldApp, on: Listening): void {
  const modals = createModals(on)
  app.action(/.*/, async ({ body, context, ack }) => {
    const clicked = parseClicked(body, seenOf(context))
    if (!clicked) return on.reports.odd('a click')
    const deed = deeds[clicked.action.id.split(':')[0] ?? '']
    if (deed) await deed({ on, modals, clicked, ack })
    else await unknown({ on, modals, clicked, ack })
  })
  app.shortcut(/.*/, async ({ body, context, ack }) => {
    const used = parseShortcut(body, seenOf(context))
    await ack()
    if (!used) return on.reports.odd('a shortcut')
    if (used.callback === shortcuts[0]) return modals.openNote(used)
    await on.reports.odd('an unknown shortcut', used)
  })
  app.view({ callback_id: /.*/, type: 'view_submission' }, async ({ body, context, ack }) => {
    const submitted = parseSubmitted(body, seenOf(context))
    if (!submitted) return on.reports.odd('a form')
    const { arrival, errors } = await modals.read(submitted)
    if (errors) return ack({ response_action: 'errors', errors })
    if (!arrival) {
      await ack()
      return on.reports.odd('an unknown form', submitted)
    }
    await on.desk.take(arrival)
    await ack()
    if (isOfHome(submitted)) refreshHome(on, arrival)
  })
  app.options(actions.candidate, async ({ body, context, ack }) => {
    const asked = parseSuggesting(body, seenOf(context))
    await ack({ options: asked ? await modals.candidates(asked.person, asked.words) : [] })
  })
}

type Ack = () => Promise<void>
type Click = { on: Listening; modals: Modals; clicked: Clicked; ack: Ack }

/** What a click on each of our things does, by the first part of its id. */
const deeds: Readonly<Record<string, (click: Click) => Promise<void>>> = {
  [actions.press]: press,
  [actions.ask]: async ({ on, clicked, ack }) => {
    await on.desk.take(arrivalOf(clicked, { kind: 'message', text: clicked.action.value, files: [] }))
    await ack()
  },
  [actions.feedback]: async ({ on, clicked, ack }) => {
    const { action, message } = clicked
    const verdict = action.value === 'good' ? 'good' : 'bad'
    if (message) await on.desk.take(arrivalOf(clicked, { kind: 'feedback', message, verdict }))
    await ack()
  },
  // A click by somebody else is refused, told and recorded like that on any button.
  [actions.form]: async (click) => {
    const { modals, clicked, ack } = click
    if (!(await modals.isTheirs(clicked))) return press(click)
    await ack()
    await modals.openForm(clicked)
  },
  [actions.act]: async ({ modals, clicked, ack }) => {
    await ack()
    await modals.openAct(clicked)
  },
  // Slack opens the page and chooses the candidate by itself; it only wants to hear that we heard.
  [actions.page]: ({ ack }) => ack(),
  [actions.candidate]: ({ ack }) => ack(),
}

async function press({ on, clicked, ack }: Click): Promise<void> {
  const { action, message } = clicked
  const content = { kind: 'click', token: action.value, ...(message ? { message } : {}) } as const
  const arrival = arrivalOf(clicked, content)
  await on.desk.take(arrival)
  await ack()
  if (!message) refreshHome(on, arrival)
}

/** Milliseconds after which a home waits no longer for what was begun there. */
const homePatienceMs = 10_000

/** Slack tells nobody that a home has changed: what was decided there is shown there as soon as it is done. */
function refreshHome(on: Listening, { event, person, place: { tenant } }: Arrival): void {
  on.background.run('show home', async () => {
    await on.desk.settled({ event, platform: 'slack' }, homePatienceMs)
    await showHome(on, { person, tenant })
  })
}

async function unknown({ on, clicked, ack }: Click): Promise<void> {
  await ack()
  await on.reports.odd('an unknown button', clicked)
}

import { z } from 'zod'
import { Fault } from '../../platform/fault.ts'
import { buttonOf, checkForm, formOf } from '../../tools/button.ts'
import type { Form } from '../../tools/form.ts'
import { formComplaints } from '../../tools/form-fields.ts'
import { invoke } from '../../tools/invoke.ts'
import type { Arrival, Content, Person, Place } from '../desk/port.ts'
import { callerOf, memberCallerOf } from './caller.ts'
import { candidateOptions, formErrors, readForm, renderForm, renderNoteForm } from './forms.ts'
import { newCandidateForm, newCandidateTool } from './home-forms.ts'
import type { Listening } from './listening.ts'
import { type Clicked, remember, type Shortcut, type Submitted } from './parse-click.ts'
import { plainWords } from './words.ts'

/** What a form that was sent comes to: what is wrong with it, by block, or what is to be done; neither when it is not ours. */
export type Read = { errors?: Record<string, string>; arrival?: Arrival }

export type Modals = ReturnType<typeof createModals>

/** Forms of ours by their callback id. */
const callbacks = { press: 'press', act: 'act', note: 'note' } as const

const noteTool = 'add_candidate_note'

/** The forms that clicks and shortcuts open, and what they come to. */
export function createModals(on: Listening) {
  return {
    /** True when this person may click the button; what stands in its form is nobody else's business. */
    isTheirs: (clicked: Clicked) => mayClick(on, clicked),
    /** Opens the form of a button. */
    openForm: async (clicked: Clicked): Promise<void> => {
      const token = clicked.action.value
      const form = await formOf(on.waist, token)
      const metadata = remember(clicked, { token })
      if (form) await open(on, clicked, renderForm(form, { callback: callbacks.press, metadata }))
      else await on.reports.odd('a button without its form', clicked)
    },
    /** Opens the form of a tool that no card shows. */
    openAct: async (clicked: Clicked): Promise<void> => {
      const tool = clicked.action.value
      const form = formOfAct(on.waist, tool)
      const metadata = remember(clicked, { tool })
      if (form) await open(on, clicked, renderForm(form, { callback: callbacks.act, metadata }))
      else await on.reports.odd('a form of an unknown tool', clicked)
    },
    /** Opens the form that adds the words of a message to a candidate. */
    openNote: async (used: Shortcut): Promise<void> => {
      const metadata = remember(used, { tool: noteTool, tainted: !used.own })
      const words = plainWords(used.text, undefined)
      await open(on, used, renderNoteForm(words, { callback: callbacks.note, metadata }))
    },
    read: (submitted: Submitted): Promise<Read> => read(on, submitted),
    /** Candidates whom this person may see, for what they have typed. */
    candidates: (person: Person, words: string) => findCandidates(on, person, words),
  }
}

/** True for a form that was opened in the App Home, where no message shows its button. */
export function isOfHome({ callback, remembered: { message } }: Submitted): boolean {
  return message === undefined && callback !== callbacks.note
}

async function mayClick({ waist, desk }: Listening, { action, person }: Clicked): Promise<boolean> {
  const id = buttonOf(waist.secret, action.value)
  const button = id && (await waist.db.reads.button.findUnique({ where: { id }, select: { allowed: true } }))
  if (!button || !(await desk.isMember(person))) return false
  try {
    const { id: user } = await waist.authenticate(callerOf(person).credential)
    return button.allowed.includes(user)
  } catch (error) {
    if (error instanceof Fault && error.code === 'unauthenticated') return false
    throw error
  }
}

type Opening = { person: Person; place: Place; trigger: string | undefined }

/** Slack lets a form be opened for three seconds after the click; later the person has to click again. */
async function open(on: Listening, { person, place, trigger }: Opening, view: ReturnType<typeof renderForm>) {
  try {
    if (!trigger) throw new Fault('expired', 'That took too long for Slack. Please click again.')
    await on.rooms.speakIn(place, ({ client }) => client.views.open({ trigger_id: trigger, view }))
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    on.waist.log.warn({ err: error }, 'a form could not be opened in Slack')
    await on.reports.tell({ person, place }, error.message)
  }
}

async function read({ waist }: Listening, submitted: Submitted): Promise<Read> {
  const fields = readForm(submitted.state)
  const { token, tool, message, tainted = false } = submitted.remembered
  const answer = (form: Form | undefined, wrong: Record<string, string>, content: Content): Read => {
    const asked = form?.fields.map(({ name }) => name) ?? []
    return Object.keys(wrong).length > 0
      ? { errors: formErrors(wrong, asked) }
      : { arrival: arrivalOf(submitted, content) }
  }
  if (submitted.callback === callbacks.press && token) {
    const content: Content = { kind: 'click', token, fields, ...(message ? { message } : {}) }
    return answer(await formOf(waist, token), await checkForm(waist, token, fields), content)
  }
  const form = tool ? formOfAct(waist, tool) : undefined
  if (submitted.callback === callbacks.act && tool && form)
    return answer(form, checkAct(waist, { tool, form }, fields), { kind: 'act', tool, fields })
  if (submitted.callback === callbacks.note)
    return answer(undefined, {}, { kind: 'act', tool: noteTool, fields, tainted })
  return {}
}

/** The forms that the App Home opens. */
function formOfAct({ tools }: Listening['waist'], tool: string): Form | undefined {
  return tool === newCandidateTool ? newCandidateForm(tools) : undefined
}

function checkAct(
  { tools }: Listening['waist'],
  { tool, form }: { tool: string; form: Form },
  fields: Readonly<Record<string, string>>,
): Record<string, string> {
  const known = tools.get(tool)
  const asks = form.fields.map(({ name, optional }) => (optional ? `${name}?` : name))
  return known ? formComplaints(known, { asks, input: {} }, fields) : {}
}

function arrivalOf({ person, place, stamp }: Submitted, content: Content): Arrival {
  return { person, place, event: stamp, stamp, content }
}

const found = z.object({
  items: z.array(z.object({ id: z.string(), label: z.string(), headline: z.string() })),
})

/** Nobody is suggested to somebody who may not look for candidates. */
async function findCandidates({ waist, desk }: Listening, person: Person, words: string) {
  const query = words.trim().slice(0, 200)
  const input = { limit: 25, ...(query ? { query } : {}) }
  const caller = await memberCallerOf(desk, person)
  const result = await invoke(waist, { ...caller, tool: 'search_candidates', input })
  const items = result.outcome === 'done' ? found.parse(result.output).items : []
  return candidateOptions(items.map(({ id, label, headline }) => ({ id, name: label, headline })))
}

import { html, useState } from '/assets/vendor/preact.js'
import { Dialog } from './dialog.js'
import { MoveFields, readFields } from './move-fields.js'

/** Asks where an application goes and for what that move needs. */
export function MoveDialog({ item, to, reasons, stages, submit, close }) {
  const legal = item.moves
  const [target, setTarget] = useState(legal.some((move) => move.to === to) ? to : (legal[0]?.to ?? ''))
  const [trouble, setTrouble] = useState(to && !legal.some((move) => move.to === to) ? `From here that is not a legal move.` : '')
  const [busy, setBusy] = useState(false)
  const needs = legal.find((move) => move.to === target)?.needs ?? []
  const label = (status) => stages.find((stage) => stage.status === status)?.label ?? status

  const send = async (event) => {
    event.preventDefault()
    setBusy(true)
    const error = await submit({ status: target, ...readFields(event.currentTarget, needs, target) })
    setBusy(false)
    if (error) setTrouble(error.message)
    else close()
  }
  return html`
    <${Dialog} title=${`Move ${item.candidate.name}`} close=${close}>
      <p class="soft" dir="auto">${item.job.title}, now in ${label(item.status)}</p>
      ${trouble && html`<p role="alert">${trouble}</p>`}
      <form onSubmit=${send}>
        <div class="field">
          <label for="target">Move to</label>
          <select id="target" value=${target} onChange=${(event) => setTarget(event.currentTarget.value)}>
            ${legal.map((move) => html`<option value=${move.to}>${label(move.to)}</option>`)}
          </select>
        </div>
        <${MoveFields} needs=${needs} to=${target} reasons=${reasons} />
        <div class="actions">
          <button type="button" class="quiet" onClick=${close}>Cancel</button>
          <button class="primary" disabled=${busy || !target}>Move</button>
        </div>
      </form>
    <//>
  `
}

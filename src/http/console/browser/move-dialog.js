import { Dialog } from '/assets/dialog.js'
import { today } from '/assets/time.js'
import { html, useState } from '/assets/vendor/preact.js'
import { MoveFields, readFields } from './move-fields.js'

/** Asks where an application goes and for what that move needs. `to` is what was meant, if anything was. */
export function MoveDialog({ moving: { item, to }, words: { reasons, stages, person }, submit, close }) {
  const { moves } = item
  const meant = moves.find((move) => move.to === to)
  const label = (status) => stages.find((stage) => stage.status === status)?.label ?? status
  const [target, setTarget] = useState(meant?.to ?? moves[0]?.to ?? '')
  const [trouble, setTrouble] = useState(
    to && !meant
      ? `From ${label(item.status)} it cannot go to ${label(to)}. These are the moves that it can make.`
      : '',
  )
  const [busy, setBusy] = useState(false)
  const needs = moves.find((move) => move.to === target)?.needs ?? []

  const send = async (event) => {
    event.preventDefault()
    setBusy(true)
    const error = await submit({ status: target, ...readFields(event.currentTarget, { needs, to: target }) })
    setBusy(false)
    if (error) setTrouble(error.message)
    else close()
  }
  return html`
    <${Dialog} title=${`Move ${item.candidate.name}`} close=${close}>
      <p class="soft" dir="auto">${item.job.title}, now in ${label(item.status)}</p>
      ${trouble && html`<p role="alert">${trouble}</p>`}
      <form onSubmit=${send}>
        ${
          moves.length > 0 &&
          html`
          <div class="field">
            <label for="target">Move to</label>
            <select id="target" value=${target} onChange=${(event) => setTarget(event.currentTarget.value)}>
              ${moves.map((move) => html`<option value=${move.to}>${label(move.to)}</option>`)}
            </select>
          </div>
          <${MoveFields} needs=${needs} to=${target} reasons=${reasons} today=${today(person.time_zone)} />`
        }
        <div class="actions">
          <button type="button" class="quiet" onClick=${close}>Cancel</button>
          <button class="primary" disabled=${busy || !target}>Move</button>
        </div>
      </form>
    <//>
  `
}

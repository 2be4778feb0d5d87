import { runTool } from '/assets/api.js'
import { Dialog } from '/assets/dialog.js'
import { today } from '/assets/time.js'
import { html, useState } from '/assets/vendor/preact.js'
import { MoveFields, readFields } from './move-fields.js'

/** Moves many at once: choose where to, look at what would happen to each, and only then do it. */
export function BulkDialog({ items, words, close, done }) {
  const [preview, setPreview] = useState(undefined)
  const [request, setRequest] = useState(undefined)
  const [trouble, setTrouble] = useState('')
  const [busy, setBusy] = useState(false)

  const attempt = async (work) => {
    setBusy(true)
    setTrouble('')
    try {
      await work()
    } catch (error) {
      setTrouble(error.message)
    }
    setBusy(false)
  }
  const look = (fields) =>
    attempt(async () => {
      const input = { applications: items.map(({ id }) => id), ...fields }
      setPreview(await runTool('preview_bulk_change_status', input))
      setRequest(input)
    })
  const go = () =>
    attempt(async () => {
      const applications = preview.items.filter(({ moves }) => moves).map(({ id }) => id)
      const result = await runTool('bulk_change_status', { ...request, applications })
      const moved = result.items.filter(({ moves }) => moves).length
      done(`Moved ${moved} of ${items.length}.`)
      close()
    })
  const title = `Move ${items.length} ${items.length === 1 ? 'application' : 'applications'}`
  return html`
    <${Dialog} title=${title} close=${close}>
      ${trouble && html`<p role="alert">${trouble}</p>`}
      ${
        preview
          ? html`<${Preview} preview=${preview} busy=${busy} back=${() => setPreview(undefined)} go=${go} />`
          : html`<${Choice} items=${items} words=${words} busy=${busy} close=${close} look=${look} />`
      }
    <//>
  `
}

/** Where to, and what that needs. Only stages to which at least one of them can go are offered. */
function Choice({ items, words: { stages, reasons, person }, busy, close, look }) {
  const moves = items.flatMap((item) => item.moves)
  const targets = stages.filter(({ status }) => moves.some((move) => move.to === status))
  const [target, setTarget] = useState(targets[0]?.status ?? '')
  const needs = [...new Set(moves.filter((move) => move.to === target).flatMap((move) => move.needs))]
  const submit = (event) => {
    event.preventDefault()
    return look({ status: target, ...readFields(event.currentTarget, { needs, to: target }) })
  }
  return html`
    <form onSubmit=${submit}>
      ${targets.length === 0 && html`<p>None of these can be moved any further.</p>`}
      ${
        targets.length > 0 &&
        html`
        <div class="field">
          <label for="target">Move to</label>
          <select id="target" value=${target} onChange=${(event) => setTarget(event.currentTarget.value)}>
            ${targets.map(({ status, label }) => html`<option value=${status}>${label}</option>`)}
          </select>
        </div>
        <${MoveFields} needs=${needs} to=${target} reasons=${reasons} today=${today(person.time_zone)} />`
      }
      <div class="actions">
        <button type="button" class="quiet" onClick=${close}>Cancel</button>
        <button class="primary" disabled=${busy || !target}>Preview</button>
      </div>
    </form>
  `
}

function Preview({ preview, busy, back, go }) {
  const movable = preview.items.filter(({ moves }) => moves).length
  return html`
    <p>${movable} of ${preview.items.length} would move. Nothing has changed yet.</p>
    <ul class="preview" tabindex="0" aria-label="What would happen">
      ${preview.items.map(
        ({ label, moves, why }) =>
          html`<li><strong dir="auto">${label}</strong> ${moves ? 'moves.' : html`<span class="soft">stays: ${why}</span>`}</li>`,
      )}
    </ul>
    <div class="actions">
      <button type="button" class="quiet" onClick=${back}>Back</button>
      <button class="primary" disabled=${busy || movable === 0} onClick=${go}>Move ${movable}</button>
    </div>
  `
}

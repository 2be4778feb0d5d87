import { html, useState } from '/assets/vendor/preact.js'
import { runTool } from '/assets/api.js'
import { Dialog } from './dialog.js'
import { MoveFields, readFields } from './move-fields.js'

/** Moves many at once: choose where to, look at what would happen to each, and only then do it. */
export function BulkDialog({ items, reasons, stages, close, done }) {
  const targets = stages.filter(({ status }) => items.some((item) => item.moves.some((move) => move.to === status)))
  const [target, setTarget] = useState(targets[0]?.status ?? '')
  const [preview, setPreview] = useState(undefined)
  const [request, setRequest] = useState(undefined)
  const [trouble, setTrouble] = useState('')
  const [busy, setBusy] = useState(false)
  const needs = [...new Set(items.flatMap((item) => item.moves.find((move) => move.to === target)?.needs ?? []))]
  const applications = items.map(({ id }) => id)

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
  const look = (event) => {
    event.preventDefault()
    const input = { applications, status: target, ...readFields(event.currentTarget, needs, target) }
    return attempt(async () => {
      setPreview(await runTool('preview_bulk_change_status', input))
      setRequest(input)
    })
  }
  const go = () =>
    attempt(async () => {
      const movable = preview.items.filter(({ moves }) => moves).map(({ id }) => id)
      const result = await runTool('bulk_change_status', { ...request, applications: movable })
      const moved = result.items.filter(({ moves, moved: did }) => did ?? moves).length
      done(`Moved ${moved} of ${applications.length}.`)
      close()
    })

  return html`
    <${Dialog} title=${`Move ${items.length} ${items.length === 1 ? 'application' : 'applications'}`} close=${close}>
      ${trouble && html`<p role="alert">${trouble}</p>`}
      ${preview ? html`<${Preview} preview=${preview} busy=${busy} back=${() => setPreview(undefined)} go=${go} />` : html`
        <form onSubmit=${look}>
          <div class="field">
            <label for="target">Move to</label>
            <select id="target" value=${target} onChange=${(event) => setTarget(event.currentTarget.value)}>
              ${targets.map(({ status, label }) => html`<option value=${status}>${label}</option>`)}
            </select>
          </div>
          <${MoveFields} needs=${needs} to=${target} reasons=${reasons} />
          <div class="actions">
            <button type="button" class="quiet" onClick=${close}>Cancel</button>
            <button class="primary" disabled=${busy || !target}>Preview</button>
          </div>
        </form>`}
    <//>
  `
}

function Preview({ preview, busy, back, go }) {
  const movable = preview.items.filter(({ moves }) => moves).length
  return html`
    <p>${movable} of ${preview.items.length} would move. Nothing has changed yet.</p>
    <ul class="preview">
      ${preview.items.map(({ label, moves, why }) => html`<li><strong dir="auto">${label}</strong> ${moves ? 'moves' : `stays: ${why}`}</li>`)}
    </ul>
    <div class="actions">
      <button type="button" class="quiet" onClick=${back}>Back</button>
      <button class="primary" disabled=${busy || movable === 0} onClick=${go}>Move ${movable}</button>
    </div>
  `
}

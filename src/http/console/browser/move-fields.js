import { html } from '/assets/vendor/preact.js'
import { RateField, readRate } from './rate-field.js'

/** Days that a move may need, by their name in the tool's input. */
const days = { held_on: 'Interview held on', start_date: 'First day of work', until: 'Wait until (optional)' }

/** Reads what was filled in, as part of the tool's input. */
export function readFields(form, { needs, to }) {
  const data = new FormData(form)
  const text = (name) => String(data.get(name) ?? '').trim()
  const request = {}
  for (const name of [...fieldsFor(needs, to), 'note'])
    if (name !== 'rate' && text(name)) request[name] = text(name)
  const rate = needs.includes('rate') ? readRate(data) : undefined
  return rate ? { ...request, rate } : request
}

function fieldsFor(needs, to) {
  return to === 'on_hold' ? [...needs, 'until'] : needs
}

/** The inputs for what this move needs, and a note. `key` keeps what was typed apart for each target. */
export function MoveFields({ needs, to, reasons, today }) {
  const fields = {
    rate: html`<${RateField} legend="Agreed rate" required />`,
    reason: html`<${Reason} to=${to} reasons=${reasons} />`,
    held_on: html`<${Day} name="held_on" max=${today} />`,
    start_date: html`<${Day} name="start_date" min=${today} />`,
    until: html`<${Day} name="until" min=${today} />`,
  }
  return html`
    ${fieldsFor(needs, to).map((need) => html`<div key=${`${to} ${need}`}>${fields[need]}</div>`)}
    <div class="field">
      <label for="note">Note (optional)</label>
      <textarea id="note" name="note" rows="2" dir="auto"></textarea>
    </div>
  `
}

function Day({ name, min, max }) {
  return html`<div class="field"><label for=${name}>${days[name]}</label>
    <input id=${name} name=${name} type="date" min=${min} max=${max} required=${name !== 'until'} /></div>`
}

/** A rejection takes one of the known reasons, so that they can be counted; every other move takes words. */
function Reason({ to, reasons }) {
  if (to !== 'rejected') {
    return html`<div class="field"><label for="reason">Reason</label>
      <input id="reason" name="reason" required dir="auto" /></div>`
  }
  return html`<div class="field"><label for="reason">Reason</label>
    <select id="reason" name="reason" required>
      <option value="">Choose one</option>
      ${reasons.map(({ family, items }) => html`<optgroup label=${family}>${items.map(({ code, label }) => html`<option value=${code}>${label}</option>`)}</optgroup>`)}
    </select></div>`
}

import { html } from '/assets/vendor/preact.js'

/** Fields that a move may need, by their name in the tool's input. */
const days = { held_on: 'Interview held on', start_date: 'Start date', until: 'On hold until (optional)' }

/** Reads what was filled in as part of the tool's input; the amount is typed in whole units and sent in minor ones. */
export function readFields(form, needs, to) {
  const data = new FormData(form)
  const text = (name) => String(data.get(name) ?? '').trim()
  const request = {}
  for (const name of [...fieldsFor(needs, to), 'note']) if (name !== 'rate' && text(name)) request[name] = text(name)
  if (needs.includes('rate') && text('amount')) {
    request.rate = { amount: Math.round(Number(text('amount')) * 100), currency: text('currency') || 'USD', unit: text('unit') }
  }
  return request
}

function fieldsFor(needs, to) {
  return to === 'on_hold' ? [...needs, 'until'] : needs
}

/** The inputs for what this move needs, and a note. */
export function MoveFields({ needs, to, reasons }) {
  return html`
    ${fieldsFor(needs, to).map((need) => (need === 'rate' ? html`<${Rate} />` : need === 'reason' ? html`<${Reason} to=${to} reasons=${reasons} />` : html`<${Day} name=${need} />`))}
    <div class="field"><label for="note">Note (optional)</label><textarea id="note" name="note" rows="2" maxlength="2000" dir="auto"></textarea></div>
  `
}

function Day({ name }) {
  return html`<div class="field"><label for=${name}>${days[name]}</label><input id=${name} name=${name} type="date" required=${name !== 'until'} /></div>`
}

function Rate() {
  return html`<fieldset class="rate"><legend>Agreed rate</legend>
    <input name="amount" type="number" min="0" step="0.01" required aria-label="Amount" placeholder="92.50" />
    <input name="currency" value="USD" maxlength="3" size="4" aria-label="Currency" />
    <select name="unit" aria-label="Per"><option value="hour">an hour</option><option value="day">a day</option><option value="year">a year</option></select>
  </fieldset>`
}

/** A rejection takes one of the known reasons, so that they can be counted; every other move takes words. */
function Reason({ to, reasons }) {
  if (to !== 'rejected') {
    return html`<div class="field"><label for="reason">Reason</label><input id="reason" name="reason" required maxlength="500" dir="auto" /></div>`
  }
  return html`<div class="field"><label for="reason">Reason</label>
    <select id="reason" name="reason" required>
      <option value="">Choose one</option>
      ${reasons.map(({ family, items }) => html`<optgroup label=${family}>${items.map(({ code, label }) => html`<option value=${code}>${label}</option>`)}</optgroup>`)}
    </select></div>`
}

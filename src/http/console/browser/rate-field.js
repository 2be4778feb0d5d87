import { toMajor, toMinor } from '/assets/money.js'
import { html } from '/assets/vendor/preact.js'

/** Reads the inputs of a RateField; undefined when no amount was typed. */
export function readRate(data) {
  const amount = String(data.get('amount') ?? '').trim()
  const currency = String(data.get('currency') ?? '')
    .trim()
    .toUpperCase()
  return amount ? { amount: toMinor(amount, currency), currency, unit: data.get('unit') } : undefined
}

/** Amount, currency and period, side by side under one legend. */
export function RateField({ legend, rate, required }) {
  const currency = rate?.currency ?? 'USD'
  return html`<fieldset class="rate">
    <legend>${legend}</legend>
    <input name="amount" type="number" min="0.01" step="any" required=${required} aria-label="Amount" defaultValue=${rate ? toMajor(rate.amount, currency) : ''} />
    <input name="currency" defaultValue=${currency} maxlength="3" size="4" pattern="[A-Za-z]{3}" title="Three letters, such as USD" aria-label="Currency" />
    <select name="unit" aria-label="Per" defaultValue=${rate?.unit ?? 'hour'}>
      ${[
        ['hour', 'an hour'],
        ['day', 'a day'],
        ['year', 'a year'],
      ].map(
        ([unit, label]) =>
          html`<option value=${unit} selected=${unit === (rate?.unit ?? 'hour')}>${label}</option>`,
      )}
    </select>
  </fieldset>`
}

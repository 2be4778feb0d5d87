import { html, useState } from '/assets/vendor/preact.js'

/** A card: title, text, facts, table, page link and buttons, all of it as text. */
export function Card({ card: { title, text, facts = [], table, page, buttons = [] }, press }) {
  return html`
    <section class="card" aria-label=${title}>
      <h3 dir="auto">${title}</h3>
      ${text && html`<p dir="auto">${text}</p>`}
      ${facts.length > 0 && html`<dl>${facts.map(({ label, value }) => html`<dt dir="auto">${label}</dt><dd dir="auto">${value}</dd>`)}</dl>`}
      ${table?.rows.length > 0 && html`<${Table} title=${title} table=${table} />`}
      ${page && html`<p><a href=${page.path}>${page.label}</a></p>`}
      ${buttons.length > 0 && html`<${Buttons} buttons=${buttons} press=${press} />`}
    </section>
  `
}

function Buttons({ buttons, press }) {
  const [pressing, setPressing] = useState('')
  const hit = async (token) => {
    setPressing(token)
    await press(token)
    setPressing('')
  }
  return html`<div class="actions">
    ${buttons.map(
      ({ label, token, style, spent }) =>
        html`<button class=${style ?? ''} disabled=${spent || pressing !== ''} aria-busy=${pressing === token} onClick=${() => hit(token)}>${label}</button>`,
    )}
  </div>`
}

function Table({ title, table }) {
  return html`
    <div class="scroll" tabindex="0" role="group" aria-label=${`Table: ${title}`}>
      <table>
        <thead><tr><th scope="col"><span class="visually-hidden">Number</span></th>${table.columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
        <tbody>
          ${table.rows.map((row, index) => html`<tr><td class="number">${index + 1}</td>${row.map((cell) => html`<td dir="auto">${cell}</td>`)}</tr>`)}
        </tbody>
      </table>
    </div>
  `
}

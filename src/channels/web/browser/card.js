import { html, useState } from '/assets/vendor/preact.js'

/** A card: title, text, facts, table, page link and buttons. What the words beside it say already is left out. */
export function Card({ card, press, said = '' }) {
  const [pressing, setPressing] = useState('')
  const hit = async (token) => {
    setPressing(token)
    await press(token)
    setPressing('')
  }
  const { title, text, facts = [], table, page, buttons = [] } = card
  const heading = said.includes(title) ? '' : title
  const words = text && !said.includes(text) ? text : ''
  if (!heading && !words && facts.length === 0 && !table?.rows.length && !page && buttons.length === 0)
    return null
  return html`
    <section class="card" aria-label=${title}>
      ${heading && html`<h3 dir="auto">${heading}</h3>`}
      ${words && html`<p dir="auto">${words}</p>`}
      ${facts.length > 0 && html`<dl>${facts.map(({ label, value }) => html`<dt>${label}</dt><dd dir="auto">${value}</dd>`)}</dl>`}
      ${table?.rows.length > 0 && html`<${Table} table=${table} />`}
      ${page && html`<p><a href=${page.path}>${page.label}</a></p>`}
      ${
        buttons.length > 0 &&
        html`<div class="actions">
          ${buttons.map(
            ({ label, token, style, spent }) =>
              html`<button class=${style ?? ''} disabled=${spent || pressing !== ''} aria-busy=${pressing === token} onClick=${() => hit(token)}>${label}</button>`,
          )}
        </div>`
      }
    </section>
  `
}

function Table({ table }) {
  return html`
    <div class="scroll" tabindex="0" role="group" aria-label="Table">
      <table>
        <thead><tr><th scope="col"><span class="visually-hidden">Number</span></th>${table.columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
        <tbody>
          ${table.rows.map((row, index) => html`<tr><td>${index + 1}</td>${row.map((cell) => html`<td dir="auto">${cell}</td>`)}</tr>`)}
        </tbody>
      </table>
    </div>
  `
}

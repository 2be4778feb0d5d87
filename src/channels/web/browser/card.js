import { html, useState } from '/assets/vendor/preact.js'
import { FormDialog } from './form-dialog.js'

/** A card: title, text, facts, table, page link and buttons, all of it as text. */
export function Card({ card: { title, text, facts = [], table, page, buttons = [] }, press }) {
  return html`
    <section class="card" aria-label=${title} tabindex="-1">
      <h3 dir="auto">${title}</h3>
      ${text && html`<p dir="auto">${text}</p>`}
      ${facts.length > 0 && html`<dl>${facts.map(({ label, value }) => html`<dt dir="auto">${label}</dt><dd dir="auto">${value}</dd>`)}</dl>`}
      ${table?.rows.length > 0 && html`<${Table} title=${title} table=${table} />`}
      ${page && html`<p><a href=${page.path}>${page.label}</a></p>`}
      ${buttons.length > 0 && html`<${Buttons} buttons=${buttons} press=${press} />`}
    </section>
  `
}

/** A button acts at once, unless it has to ask something first. */
function Buttons({ buttons, press }) {
  const [pressing, setPressing] = useState('')
  const [asking, setAsking] = useState(undefined)
  const hit = async (token) => {
    setPressing(token)
    await press(token)
    setPressing('')
  }
  const submit = (fields) => press(asking.token, fields)
  return html`<div class="actions">
    ${buttons.map(
      ({ label, token, style, spent, form }) =>
        html`<button class=${style ?? ''} disabled=${spent || pressing !== ''} aria-busy=${pressing === token} aria-haspopup=${form && 'dialog'} onClick=${() => (form ? setAsking({ form, token }) : hit(token))}>${label}</button>`,
    )}
    ${asking && html`<${FormDialog} form=${asking.form} submit=${submit} close=${() => setAsking(undefined)} />`}
  </div>`
}

/** A long table shows its first rows, and all of them on demand. */
const rowsAtFirst = 8

function Table({ title, table }) {
  const [whole, setWhole] = useState(table.rows.length <= rowsAtFirst + 2)
  const rows = whole ? table.rows : table.rows.slice(0, rowsAtFirst)
  return html`
    <div class="scroll" tabindex="0" role="group" aria-label=${`Table: ${title}`}>
      <table role="table">
        <thead><tr><th scope="col"><span class="visually-hidden">Number</span></th>${table.columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
        <tbody>
          ${rows.map((row, index) => html`<tr role="row"><td role="cell" class="number">${index + 1}</td>${row.map((cell, at) => html`<td role="cell" data-column=${table.columns[at]}><span dir="auto">${cell}</span></td>`)}</tr>`)}
        </tbody>
      </table>
    </div>
    ${!whole && html`<button class="quiet" onClick=${() => setWhole(true)}>Show all ${table.rows.length}</button>`}
  `
}

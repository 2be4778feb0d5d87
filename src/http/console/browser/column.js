import { html, useState } from '/assets/vendor/preact.js'

/** One stage of the board. Its cards can be dropped on it; the button of each card does the same from the keyboard. */
export function Column({ column, items, selected, toggle, drop, ask, shown }) {
  const [over, setOver] = useState(false)
  const onDrop = (event) => {
    event.preventDefault()
    setOver(false)
    drop(event.dataTransfer.getData('text/plain'), column.status)
  }
  return html`
    <section class="column ${over ? 'over' : ''} ${shown ? 'shown' : ''}" aria-label=${`${column.label}, ${column.count}`}
      onDragOver=${(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave=${() => setOver(false)} onDrop=${onDrop} data-status=${column.status}>
      <h2>${column.label} <span class="soft">${column.count}</span></h2>
      <ul tabindex="0" aria-label=${`Applications in ${column.label}`}>
        ${items.map((item) => html`<${Tile} key=${item.id} item=${item} selected=${selected.has(item.id)} toggle=${toggle} ask=${ask} />`)}
      </ul>
      ${items.length === 0 && html`<p class="soft empty">Nobody here.</p>`}
    </section>
  `
}

function Tile({ item, selected, toggle, ask }) {
  const name = item.candidate.name
  return html`
    <li class="tile ${selected ? 'selected' : ''}" draggable="true" data-application=${item.id}
      onDragStart=${(event) => event.dataTransfer.setData('text/plain', item.id)}>
      <input type="checkbox" aria-label=${`Select ${name}`} checked=${selected} onChange=${() => toggle(item.id)} />
      <div>
        <a href=${`/candidates/${item.candidate.id}`} dir="auto">${name}</a>
        <p dir="auto">${item.job.title}</p>
        <p class="soft">${item.days_in_stage} ${item.days_in_stage === 1 ? 'day' : 'days'} · ${item.owner.name}</p>
      </div>
      ${item.moves.length > 0 && html`<button class="quiet" aria-label=${`Move ${name}`} onClick=${() => ask(item)}>Move…</button>`}
    </li>
  `
}

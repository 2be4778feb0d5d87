import { days } from '/assets/time.js'
import { html, useState } from '/assets/vendor/preact.js'

/** One stage of the board. Its cards can be dropped on it; the button of each card does the same from the keyboard. */
export function Column({ column, items, actions, shown }) {
  const [over, setOver] = useState(false)
  const onDrop = (event) => {
    event.preventDefault()
    setOver(false)
    actions.drop(event.dataTransfer.getData('text/plain'), column.status)
  }
  const onDragOver = (event) => {
    event.preventDefault()
    setOver(true)
  }
  const onDragLeave = (event) => {
    if (!event.currentTarget.contains(event.relatedTarget)) setOver(false)
  }
  return html`
    <section class="column ${over ? 'over' : ''} ${shown ? 'shown' : ''}" data-status=${column.status}
      aria-label=${`${column.label}, ${column.count}`}
      onDragOver=${onDragOver} onDragLeave=${onDragLeave} onDrop=${onDrop}>
      <h2>${column.label} <span class="count">${column.count}</span></h2>
      ${
        items.length === 0
          ? html`<p class="soft empty">Nobody here.</p>`
          : html`<ul tabindex="0" aria-label=${`Applications in ${column.label}`}>
              ${items.map((item) => html`<${Tile} key=${item.id} item=${item} actions=${actions} />`)}
            </ul>`
      }
    </section>
  `
}

function Tile({ item, actions }) {
  const { candidate, job, owner, moves } = item
  const selected = actions.selected.has(item.id)
  const movable = actions.may.move && moves.length > 0
  return html`
    <li class="tile ${selected ? 'selected' : ''}" draggable=${movable} data-application=${item.id}
      onDragStart=${(event) => event.dataTransfer.setData('text/plain', item.id)}>
      <div class="tile-head">
        <a href=${`/candidates/${candidate.id}`} dir="auto" draggable="false">${candidate.name}</a>
        ${
          actions.may.bulk &&
          html`<input type="checkbox" aria-label=${`Select ${item.label}`} checked=${selected} onChange=${() => actions.toggle(item.id)} />`
        }
      </div>
      <p dir="auto">${job.title}</p>
      <div class="tile-foot">
        <span class="soft"><${Initials} name=${owner.name} /> ${days(item.days_in_stage)}</span>
        ${movable && html`<button class="quiet" aria-label=${`Move ${item.label}`} onClick=${() => actions.ask(item)}>Move…</button>`}
      </div>
    </li>
  `
}

/** Whose it is, in two letters; the whole name for whoever points at it or listens. */
function Initials({ name }) {
  const words = name.trim().split(/\s+/)
  const letters = [words[0], words.length > 1 ? words.at(-1) : '']
    .map((word) => Array.from(word)[0] ?? '')
    .join('')
  return html`<span class="initials" title=${name}><span aria-hidden="true">${letters}</span><span class="visually-hidden">${name},</span></span>`
}

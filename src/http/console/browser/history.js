import { runTool } from '/assets/api.js'
import { sayRate } from '/assets/money.js'
import { sayDay, whenIn } from '/assets/time.js'
import { html, useEffect, useState } from '/assets/vendor/preact.js'

/** Every move of an application, the latest first; read when it is opened, and anew when something has changed. */
export function History({ application, changes, words, undo }) {
  const [open, setOpen] = useState(false)
  const [page, setPage] = useState(undefined)
  const [trouble, setTrouble] = useState('')
  const load = async (cursor) => {
    try {
      const more = cursor ? { cursor } : {}
      const next = await runTool('get_status_history', { application: application.id, ...more })
      setPage((known) => (cursor ? { ...next, items: [...known.items, ...next.items] } : next))
      setTrouble('')
    } catch (error) {
      setTrouble(error.message)
    }
  }
  useEffect(() => {
    if (open) void load()
  }, [open, changes])

  const [last] = page?.items ?? []
  const undoable = undo && last?.from && !last.undoes
  return html`
    <details onToggle=${(event) => setOpen(event.currentTarget.open)}>
      <summary>History</summary>
      ${trouble && html`<p role="alert">${trouble}</p>`}
      ${open && !page && !trouble && html`<p class="soft">Loading…</p>`}
      <ol class="history">${page?.items.map((item) => html`<${Change} key=${item.id} item=${item} words=${words} />`)}</ol>
      <div class="actions">
        ${page?.next_cursor && html`<button class="quiet" onClick=${() => load(page.next_cursor)}>Show more</button>`}
        ${undoable && html`<button onClick=${undo}>Undo the last move</button>`}
      </div>
    </details>
  `
}

function Change({ item, words: { stages, person } }) {
  const label = (status) => stages.find((stage) => stage.status === status)?.label ?? status
  const way = item.from ? `${label(item.from)} to ${label(item.to)}` : `Applied, in ${label(item.to)}`
  const facts = factsIn(item.facts ?? {})
  return html`
    <li class=${item.undone ? 'undone' : ''}>
      <strong>${item.undoes ? `Taken back: ${way}` : way}</strong>
      ${item.undone && html` <span class="badge">taken back</span>`}
      <small class="soft"><span dir="auto">${item.by.name}</span>, <time datetime=${item.at}>${whenIn(person.time_zone, item.at)}</time></small>
      ${item.reason && html`<p dir="auto">${item.reason}</p>`}
      ${item.note && html`<p dir="auto">“${item.note}”</p>`}
      ${facts.map((fact) => html`<p>${fact}</p>`)}
    </li>
  `
}

function factsIn({ held_on, rate, start_date, until }) {
  return [
    held_on && `Interview held on ${sayDay(held_on)}`,
    rate && `Agreed rate ${sayRate(rate)}`,
    start_date && `Starts on ${sayDay(start_date)}`,
    until && `Waits until ${sayDay(until)}`,
  ].filter(Boolean)
}

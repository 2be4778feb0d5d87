import { sayRate } from '/assets/money.js'
import { days, sayDay } from '/assets/time.js'
import { html } from '/assets/vendor/preact.js'
import { History } from './history.js'

/** One application of a candidate: where it stands, where it can go, and how it came there. */
export function Application({ item, page, words, ask }) {
  const { stages, person } = words
  const label = (status) => stages.find((stage) => stage.status === status)?.label ?? status
  const [next, ...others] = person.may.move ? item.moves : []
  const go = () =>
    next.needs.length === 0 ? void page.move(item, { status: next.to }) : ask({ item, to: next.to })
  const facts = factsOf(item)
  return html`
    <li class="application" data-application=${item.id} aria-label=${item.job.title}>
      <div class="application-head">
        <h3 dir="auto">${item.job.title}</h3>
        <span class="badge ${item.status}">${label(item.status)}</span>
      </div>
      <p class="soft"><span dir="auto">${item.client}</span> · <span dir="auto">${item.owner.name}</span> · ${days(item.days_in_stage)} in this stage</p>
      ${facts.length > 0 && html`<dl>${facts.map(([term, value]) => html`<dt>${term}</dt><dd dir="auto">${value}</dd>`)}</dl>`}
      ${
        next &&
        html`<div class="actions">
          <button class="primary" onClick=${go}>Move to ${label(next.to)}${next.needs.length > 0 ? '…' : ''}</button>
          ${others.length > 0 && html`<button onClick=${() => ask({ item })}>Another stage…</button>`}
        </div>`
      }
      <${History} application=${item} changes=${page.changes} words=${words} undo=${person.may.move && page.undo({ application: item.id, version: item.version, candidate: item.candidate })} />
    </li>
  `
}

function factsOf({ reason, hold_until, held_on, rate, start_date }) {
  return [
    reason && ['Reason', reason],
    hold_until && ['Waits until', sayDay(hold_until)],
    held_on && ['Interview', sayDay(held_on)],
    rate && ['Agreed rate', sayRate(rate)],
    start_date && ['Starts', sayDay(start_date)],
  ].filter(Boolean)
}

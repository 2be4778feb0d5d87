import { html, render, useEffect, useState } from '/assets/vendor/preact.js'
import { runTool } from '/assets/api.js'

/** What Parley has recorded of one's own acts, newest first. */
function Activity({ person }) {
  const [page, setPage] = useState(undefined)
  const [trouble, setTrouble] = useState('')
  const load = (cursor) =>
    runTool('get_my_activity', { limit: 50, ...(cursor ? { cursor } : {}) })
      .then((next) => setPage((known) => (cursor ? { ...next, items: [...known.items, ...next.items] } : next)))
      .catch((error) => setTrouble(error.message))
  useEffect(() => {
    load()
  }, [])
  const when = (iso) => new Date(iso).toLocaleString([], { timeZone: person.time_zone, dateStyle: 'medium', timeStyle: 'short' })
  return html`
    <section class="page">
      <h1>Your activity</h1>
      <p class="soft">What was done in your name, through every door. Times are those of ${person.time_zone}.</p>
      ${trouble && html`<p role="alert">${trouble}</p>`}
      ${!page && !trouble && html`<p class="loading">Loading…</p>`}
      ${page?.items.length === 0 && html`<p>Nothing yet. What you do will show up here.</p>`}
      <ol class="activity">
        ${page?.items.map(
          (item) => html`<li>
            <span>${item.label}</span> <span class="badge ${item.outcome}">${item.outcome}</span>
            <small class="soft">${item.detail ?? ''} · <time datetime=${item.at}>${when(item.at)}</time></small>
          </li>`,
        )}
      </ol>
      ${page?.next_cursor && html`<button onClick=${() => load(page.next_cursor)}>Show more</button>`}
    </section>
  `
}

const root = document.getElementById('app')
if (root) render(html`<${Activity} person=${JSON.parse(root.dataset.person ?? '{}')} />`, root)

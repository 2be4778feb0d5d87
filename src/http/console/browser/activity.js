import { runTool } from '/assets/api.js'
import { whenIn } from '/assets/time.js'
import { html, useEffect, useState } from '/assets/vendor/preact.js'
import { mount } from './mount.js'

/** What Parley has recorded of one's own acts, newest first. */
function Activity({ person }) {
  const [page, setPage] = useState(undefined)
  const [trouble, setTrouble] = useState('')
  const load = (cursor) =>
    runTool('get_my_activity', { limit: 50, ...(cursor ? { cursor } : {}) })
      .then((next) =>
        setPage((known) => (cursor ? { ...next, items: [...known.items, ...next.items] } : next)),
      )
      .catch((error) => setTrouble(error.message))
  useEffect(() => {
    void load()
  }, [])
  return html`
    <section class="page">
      <h1>Your activity</h1>
      <p class="soft">What was done in your name, through every door. Times are those of ${person.time_zone}.</p>
      ${trouble && html`<p role="alert">${trouble}</p>`}
      ${!page && !trouble && html`<p class="loading">Loading…</p>`}
      ${page?.items.length === 0 && html`<p>Nothing yet. What you do will show up here.</p>`}
      <ol class="activity">
        ${page?.items.map(
          (item) => html`<li key=${item.id}>
            <div><span dir="auto">${item.label}</span>${item.outcome !== 'done' && html` <span class="badge ${item.outcome}">${item.outcome}</span>`}</div>
            <small class="soft">${item.detail && html`<span dir="auto">${item.detail}</span> · `}<time datetime=${item.at}>${whenIn(person.time_zone, item.at)}</time></small>
          </li>`,
        )}
      </ol>
      ${page?.next_cursor && html`<p class="more"><button onClick=${() => load(page.next_cursor)}>Show more</button></p>`}
    </section>
  `
}

mount(Activity)

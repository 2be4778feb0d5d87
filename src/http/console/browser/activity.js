import { runTool } from '/assets/api.js'
import { whenIn } from '/assets/time.js'
import { html, useEffect, useState } from '/assets/vendor/preact.js'
import { mount } from './mount.js'

/** What Parley has recorded of one's own acts, newest first. */
function Activity({ person }) {
  const [page, setPage] = useState(undefined)
  const [kind, setKind] = useState('changes')
  const [trouble, setTrouble] = useState('')
  const load = (cursor) =>
    runTool('get_my_activity', { kind, limit: 50, ...(cursor ? { cursor } : {}) })
      .then((next) =>
        setPage((known) => (cursor ? { ...next, items: [...known.items, ...next.items] } : next)),
      )
      .catch((error) => setTrouble(error.message))
  useEffect(() => {
    void load()
  }, [kind])
  return html`
    <section class="page">
      <h1>Your activity</h1>
      <p class="soft">What was done in your name, through every door. Times are those of ${person.time_zone}.</p>
      <div class="field choice">
        <label for="kind">Show</label>
        <select id="kind" value=${kind} onChange=${(event) => setKind(event.currentTarget.value)}>
          <option value="changes">What you changed</option>
          <option value="acts">Everything, what you looked at included</option>
        </select>
      </div>
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

import { runTool } from '/assets/api.js'
import { ago } from '/assets/time.js'
import { html, useEffect, useState } from '/assets/vendor/preact.js'

/** One's own conversations, newest first, with a search over what was said. */
export function Sidebar({ current, changes, open, close }) {
  const [query, setQuery] = useState('')
  const [page, setPage] = useState({ items: [], total: 0 })
  const [trouble, setTrouble] = useState('')

  const load = async (cursor) => {
    const words = query.trim()
    const more = cursor ? { cursor } : {}
    try {
      const found = words
        ? await runTool('search_conversations', { query: words, ...more })
        : await runTool('list_conversations', more)
      setPage((known) => (cursor ? { ...found, items: [...known.items, ...found.items] } : found))
      setTrouble('')
    } catch (error) {
      setTrouble(error.message)
    }
  }
  useEffect(() => {
    const soon = setTimeout(() => load(), query ? 250 : 0)
    return () => clearTimeout(soon)
  }, [query, changes])

  return html`
    <aside class="sidebar" aria-label="Conversations" onKeyDown=${(event) => event.key === 'Escape' && close()}>
      <button class="primary" onClick=${() => open(undefined)}>New conversation</button>
      <label class="visually-hidden" for="search">Search conversations</label>
      <input id="search" type="search" placeholder="Search conversations" value=${query} onInput=${(event) => setQuery(event.currentTarget.value)} />
      ${trouble && html`<p role="alert">${trouble}</p>`}
      ${page.items.length === 0 && !trouble && html`<p class="soft">${query ? 'Nothing was said like that.' : 'Nothing yet. Say hello.'}</p>`}
      <ul>
        ${page.items.map(
          (item) => html`<li>
            <button class="quiet" aria-current=${current && (item.conversation ?? item.id) === current ? 'true' : undefined}
              onClick=${() => open(item.conversation ?? item.id)}>
              <span dir="auto">${item.label}</span>
              <small class="soft">${item.snippet ?? (item.updated_at ? ago(item.updated_at) : '')}</small>
            </button>
          </li>`,
        )}
      </ul>
      ${page.next_cursor && html`<button class="quiet" onClick=${() => load(page.next_cursor)}>Show more</button>`}
    </aside>
  `
}

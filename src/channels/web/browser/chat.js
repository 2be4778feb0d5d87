import { html, render, useCallback, useEffect, useRef, useState } from '/assets/vendor/preact.js'
import { Composer } from './composer.js'
import { Notice } from './notice.js'
import { Sidebar } from './sidebar.js'
import { Thread } from './thread.js'
import { useThread } from './use-thread.js'

/** The chat: conversations at the side, one thread with its composer beside them. */
function Chat({ person }) {
  const [current, setCurrent] = useState(location.hash.slice(1) || undefined)
  const [listOpen, setListOpen] = useState(false)
  const [acknowledged, setAcknowledged] = useState(person.notice_acknowledged)
  const [persona, setPersona] = useState(person.personas[0])
  const [changes, setChanges] = useState(0)
  const composer = useRef(null)

  const open = useCallback((conversation) => {
    history.replaceState(null, '', conversation ? `#${conversation}` : location.pathname)
    setCurrent(conversation)
    setListOpen(false)
    composer.current?.focus()
  }, [])
  const thread = useThread({
    conversation: current,
    persona,
    onConversation: open,
    onChange: () => setChanges((n) => n + 1),
  })

  useEffect(() => {
    const follow = () => setCurrent(location.hash.slice(1) || undefined)
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [])

  if (!acknowledged) return html`<${Notice} onDone=${() => setAcknowledged(true)} />`
  return html`
    <div class="chat ${listOpen ? 'list-open' : ''}">
      <${Sidebar} current=${current} changes=${changes} open=${open} close=${() => setListOpen(false)} />
      <section class="talk" aria-label="Conversation">
        <div class="talk-head">
          <button class="quiet list-toggle" aria-expanded=${listOpen} onClick=${() => setListOpen(!listOpen)}>Conversations</button>
          <span class="soft">${person.name}</span>
          ${
            person.personas.length > 1 &&
            html`<label class="persona">Speaking as
              <select value=${persona} onChange=${(event) => {
                setPersona(event.currentTarget.value)
                open(undefined)
              }}>
                ${person.personas.map((each) => html`<option value=${each}>${each}</option>`)}
              </select>
            </label>`
          }
        </div>
        <${Thread} thread=${thread} person=${person} />
        <${Composer} thread=${thread} inputRef=${composer} persona=${persona} />
      </section>
    </div>
  `
}

const root = document.getElementById('app')
if (root) render(html`<${Chat} person=${JSON.parse(root.dataset.person ?? '{}')} />`, root)

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
  const [persona, setPersona] = useState(person.personas[0])
  const [changes, setChanges] = useState(0)
  const composer = useRef(null)

  const show = useCallback((conversation) => {
    history.replaceState(null, '', conversation ? `#${conversation}` : location.pathname)
    setCurrent(conversation)
  }, [])
  const open = useCallback((conversation) => {
    show(conversation)
    setListOpen(false)
    composer.current?.focus()
  }, [])
  const thread = useThread({
    conversation: current,
    persona,
    onConversation: show,
    onChange: () => setChanges((n) => n + 1),
  })
  useEffect(() => {
    const follow = () => setCurrent(location.hash.slice(1) || undefined)
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [])
  const speakAs = (event) => {
    setPersona(event.currentTarget.value)
    open(undefined)
  }
  return html`
    <div class="chat ${listOpen ? 'list-open' : ''}">
      <${Sidebar} current=${current} changes=${changes} open=${open} close=${() => setListOpen(false)} />
      <section class="talk" aria-label="Conversation">
        <${Head} ...${{ person, persona, speakAs, listOpen, toggle: () => setListOpen(!listOpen) }} />
        <${Thread} thread=${thread} person=${person} />
        <${Composer} thread=${thread} inputRef=${composer} persona=${persona} />
      </section>
    </div>
  `
}

function Head({ person, persona, speakAs, listOpen, toggle }) {
  const choices = person.personas
  return html`
    <div class="talk-head">
      <button class="quiet list-toggle" aria-expanded=${listOpen} onClick=${toggle}>Conversations</button>
      ${
        choices.length > 1 &&
        html`<label class="persona">Speaking as
          <select value=${persona} onChange=${speakAs}>${choices.map((each) => html`<option value=${each}>${each}</option>`)}</select>
        </label>`
      }
    </div>
  `
}

/** Nothing is asked or answered before the notice was read. */
function Page({ person }) {
  const [acknowledged, setAcknowledged] = useState(person.notice_acknowledged)
  return acknowledged
    ? html`<${Chat} person=${person} />`
    : html`<${Notice} words=${person.activity_notice} onDone=${() => setAcknowledged(true)} />`
}

const root = document.getElementById('app')
if (root) {
  const person = JSON.parse(root.dataset.person ?? '{}')
  root.replaceChildren()
  render(html`<${Page} person=${person} />`, root)
}

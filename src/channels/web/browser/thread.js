import { ago } from '/assets/time.js'
import { html, useEffect, useLayoutEffect, useRef } from '/assets/vendor/preact.js'
import { Card } from './card.js'

/** How close to the end counts as reading along, in pixels. */
const near = 120

/** The messages, oldest first, and the answer that is being written. */
export function Thread({ thread, person }) {
  const { messages, turn, trouble, earlier } = thread
  const list = useRef(null)
  const along = useRef(true)
  const last = messages.at(-1)
  const onScroll = ({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
    along.current = scrollHeight - scrollTop - clientHeight < near
  }
  useLayoutEffect(() => {
    // Whoever reads further up is left there, unless they have just written something themselves.
    if (along.current || last?.author === 'person') showEnd(list.current)
  }, [last?.id, turn?.text, trouble])
  useKeptFocus(list, messages)

  return html`
    <div class="messages" ref=${list} onScroll=${onScroll} role="log" aria-live="polite" aria-label="Messages" tabindex="0">
      ${earlier && html`<button class="quiet" onClick=${thread.showEarlier}>Show earlier messages</button>`}
      ${messages.length === 0 && !turn && html`<${Welcome} person=${person} />`}
      ${messages.map((message) => html`<${Message} key=${message.id} message=${message} press=${thread.press} />`)}
      ${turn && html`<article class="message parley" aria-busy="true"><p class="words" dir="auto">${turn.text || html`<span class="soft">Working on it…</span>`}</p></article>`}
      ${trouble && html`<p role="alert">${trouble}</p>`}
    </div>
  `
}

/**
 * A button whose message is read anew cannot keep the focus: the newest card takes it, so that nobody who works by
 * keyboard begins at the top of the page again.
 */
function useKeptFocus(list, messages) {
  const inside = useRef(false)
  useEffect(() => {
    const follow = ({ type, relatedTarget }) => {
      if (type === 'focusin') inside.current = true
      else if (relatedTarget) inside.current = list.current.contains(relatedTarget)
    }
    for (const type of ['focusin', 'focusout']) list.current.addEventListener(type, follow)
  }, [])
  useEffect(() => {
    if (!inside.current || document.activeElement !== document.body) return
    const newest = [...list.current.querySelectorAll('.card')].at(-1)
    newest?.focus({ preventScroll: true })
  }, [messages])
}

/** Scrolls to the end; an answer that is taller than the view is shown from the question on. */
function showEnd(list) {
  list.scrollTop = list.scrollHeight
  const answer = [...list.querySelectorAll('.message')].at(-1)
  const asked = answer?.previousElementSibling
  const first = asked?.classList.contains('person') ? asked : answer
  if (!first || answer.offsetHeight < list.clientHeight) return
  list.scrollTop += first.getBoundingClientRect().top - list.getBoundingClientRect().top - 16
}

function Welcome({ person }) {
  return html`<div class="welcome">
    <h1>Hello <span dir="auto">${person.name.split(' ')[0]}</span></h1>
    <p class="soft">Write as you would to a colleague. Whatever you ask for runs under your own rights, and is recorded.</p>
  </div>`
}

function Message({ message: { author, text, html: words, cards, created_at: when }, press }) {
  const mine = author === 'person'
  return html`
    <article class="message ${mine ? 'person' : 'parley'}">
      <h2 class="visually-hidden">${mine ? 'You' : 'Parley'}</h2>
      ${
        words
          ? html`<div class="words" dir="auto" dangerouslySetInnerHTML=${{ __html: words }}></div>`
          : text && html`<p class="words" dir="auto">${text}</p>`
      }
      ${cards.map((card) => html`<${Card} card=${card} press=${press} />`)}
      ${when && html`<time class="soft" datetime=${when} title=${new Date(when).toLocaleString()}>${ago(when)}</time>`}
    </article>
  `
}

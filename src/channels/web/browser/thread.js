import { ago } from '/assets/api.js'
import { html, useEffect, useRef } from '/assets/vendor/preact.js'
import { Card } from './card.js'

/** The messages, oldest first, and the answer that is being written. */
export function Thread({ thread, person }) {
  const end = useRef(null)
  const { messages, turn, trouble, earlier } = thread
  useEffect(() => end.current?.scrollIntoView({ block: 'end' }), [messages.length, turn?.text])

  return html`
    <div class="messages" role="log" aria-live="polite" aria-label="Messages" tabindex="0">
      ${earlier && html`<button class="quiet" onClick=${thread.showEarlier}>Show earlier messages</button>`}
      ${
        messages.length === 0 &&
        !turn &&
        html`<div class="welcome">
          <h1>Hello ${person.name.split(' ')[0]}</h1>
          <p>Write as you would to a colleague. Everything you ask for runs under your own rights, and is recorded.</p>
        </div>`
      }
      ${messages.map((message) => html`<${Message} message=${message} press=${thread.press} />`)}
      ${turn && html`<article class="message parley" aria-busy="true"><p class="words">${turn.text || 'Working on it…'}</p></article>`}
      ${trouble && html`<p role="alert">${trouble}</p>`}
      <div ref=${end}></div>
    </div>
  `
}

function Message({ message, press }) {
  const mine = message.author === 'person'
  const when = message.created_at
  return html`
    <article class="message ${mine ? 'person' : 'parley'}">
      <h2 class="visually-hidden">${mine ? 'You' : 'Parley'}</h2>
      ${
        message.html
          ? html`<div class="words" dangerouslySetInnerHTML=${{ __html: message.html }}></div>`
          : html`<p class="words" dir="auto">${message.text}</p>`
      }
      ${(message.cards ?? []).map((card) => html`<${Card} card=${card} press=${press} said=${message.text} />`)}
      ${when && html`<time class="soft" datetime=${when} title=${new Date(when).toLocaleString()}>${ago(when)}</time>`}
    </article>
  `
}

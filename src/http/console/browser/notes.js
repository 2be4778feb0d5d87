import { whenIn } from '/assets/time.js'
import { html, useState } from '/assets/vendor/preact.js'

/** What colleagues have noted, the latest first, and a place to add to it. */
export function Notes({ notes, person, add }) {
  const [text, setText] = useState('')
  const [trouble, setTrouble] = useState('')
  const [busy, setBusy] = useState(false)
  const submit = async (event) => {
    event.preventDefault()
    setBusy(true)
    const error = await add(text)
    setBusy(false)
    setTrouble(error?.message ?? '')
    if (!error) setText('')
  }
  return html`
    <section class="panel">
      <h2>Notes</h2>
      ${
        person.may.note &&
        html`<form onSubmit=${submit}>
          <div class="field">
            <label for="new-note">Add a note</label>
            <textarea id="new-note" rows="3" required dir="auto" value=${text} onInput=${(event) => setText(event.currentTarget.value)}></textarea>
          </div>
          ${trouble && html`<p role="alert">${trouble}</p>`}
          <div class="actions"><button disabled=${busy || !text.trim()}>Add note</button></div>
        </form>`
      }
      ${notes.length === 0 && html`<p class="soft">No notes yet.</p>`}
      <ul class="notes">
        ${notes.map(
          (note) => html`<li key=${note.id}>
            <p dir="auto">${note.text}</p>
            <small class="soft"><span dir="auto">${note.by.name}</span>, <time datetime=${note.at}>${whenIn(person.time_zone, note.at)}</time></small>
            ${note.tainted && html`<small class="outside">Holds words of somebody outside.</small>`}
          </li>`,
        )}
      </ul>
    </section>
  `
}

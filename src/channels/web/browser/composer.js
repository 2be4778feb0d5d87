import { runTool } from '/assets/api.js'
import { html, useEffect, useState } from '/assets/vendor/preact.js'

/** Where one writes: Enter sends, Shift+Enter begins a new line, Escape stops an answer that is being written. */
export function Composer({ thread, inputRef, persona }) {
  const [text, setText] = useState('')
  const [prompts, setPrompts] = useState([])
  const busy = thread.turn !== undefined

  useEffect(() => {
    runTool('get_suggested_prompts', { persona })
      .then((answer) => setPrompts(answer.items.slice(0, 4)))
      .catch(() => setPrompts([]))
  }, [persona])

  const submit = async (words) => {
    if (busy) return
    setText('')
    if (!(await thread.say(words))) setText(words)
    inputRef.current?.focus()
  }
  const onKeyDown = (event) => {
    if (event.key === 'Escape' && busy) thread.stop()
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    void submit(text)
  }

  return html`
    <form class="composer" onSubmit=${(event) => {
      event.preventDefault()
      void submit(text)
    }}>
      ${
        thread.messages.length === 0 &&
        prompts.length > 0 &&
        html`<div class="prompts" role="group" aria-label="Suggestions">
          ${prompts.map(({ label }) => html`<button type="button" onClick=${() => submit(label)}>${label}</button>`)}
        </div>`
      }
      <label class="visually-hidden" for="words">Your message</label>
      <textarea id="words" ref=${inputRef} rows="2" maxlength="100000" dir="auto" placeholder="Ask Parley…"
        value=${text} onInput=${(event) => setText(event.currentTarget.value)} onKeyDown=${onKeyDown}></textarea>
      ${
        busy
          ? html`<button type="button" class="danger" onClick=${thread.stop}>Stop</button>`
          : html`<button class="primary">Send</button>`
      }
    </form>
  `
}

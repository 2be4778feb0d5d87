import { runTool } from '/assets/api.js'
import { html, useEffect, useState } from '/assets/vendor/preact.js'

/** Where one writes: Enter sends, Shift+Enter begins a new line, Escape stops an answer that is being written. */
export function Composer({ thread, inputRef, persona }) {
  const [text, setText] = useState('')
  const busy = thread.turn !== undefined
  const submit = async (words) => {
    if (busy) return
    setText('')
    if (!(await thread.say(words))) setText(words)
    inputRef.current?.focus()
  }
  const onKeyDown = (event) => {
    if (event.key === 'Escape' && busy) void thread.stop()
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    void submit(text)
  }
  const onSubmit = (event) => {
    event.preventDefault()
    void submit(text)
  }
  return html`
    <form class="composer" onSubmit=${onSubmit}>
      ${thread.messages.length === 0 && !busy && html`<${Prompts} persona=${persona} choose=${submit} />`}
      <label class="visually-hidden" for="words">Your message</label>
      <textarea id="words" ref=${inputRef} rows="1" dir="auto" placeholder="Write to Parley…"
        value=${text} onInput=${(event) => setText(event.currentTarget.value)} onKeyDown=${onKeyDown}></textarea>
      ${
        busy
          ? html`<button key="stop" type="button" class="danger" onClick=${thread.stop}>Stop</button>`
          : html`<button key="send" class="primary">Send</button>`
      }
    </form>
  `
}

/** Things that one may ask now; gone once the conversation has begun. Without them the chat works as well. */
function Prompts({ persona, choose }) {
  const [prompts, setPrompts] = useState([])
  useEffect(() => {
    runTool('get_suggested_prompts', { persona })
      .then(({ items }) => setPrompts(items.slice(0, 4)))
      .catch(() => setPrompts([]))
  }, [persona])
  if (prompts.length === 0) return null
  return html`<div class="prompts" role="group" aria-label="Suggestions">
    ${prompts.map(({ label }) => html`<button type="button" onClick=${() => choose(label)}>${label}</button>`)}
  </div>`
}

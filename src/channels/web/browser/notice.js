import { runTool } from '/assets/api.js'
import { html, useState } from '/assets/vendor/preact.js'

/** Shown once, before anything else: what Parley records of one's work, in the organisation's own words. */
export function Notice({ words, onDone }) {
  const [trouble, setTrouble] = useState('')
  const acknowledge = () =>
    runTool('acknowledge_activity_notice')
      .then(onDone)
      .catch((error) => setTrouble(error.message))
  return html`
    <section class="narrow">
      <h1>What Parley records</h1>
      <p class="kept" dir="auto">${words}</p>
      ${trouble && html`<p role="alert">${trouble}</p>`}
      <button class="primary" onClick=${acknowledge}>I have read this</button>
    </section>
  `
}

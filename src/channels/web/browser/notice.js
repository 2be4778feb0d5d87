import { runTool } from '/assets/api.js'
import { html, useState } from '/assets/vendor/preact.js'

/** Shown once, before anything else: what Parley records of one's work, and why. */
export function Notice({ onDone }) {
  const [trouble, setTrouble] = useState('')
  const acknowledge = () =>
    runTool('acknowledge_activity_notice')
      .then(onDone)
      .catch((error) => setTrouble(error.message))
  return html`
    <section class="narrow">
      <h1>What Parley records</h1>
      <p>Parley keeps a record of what is done through it: who did what to which candidate, opening or setting, when, and
        through which door. It keeps no text that you write in this record, no pay and no names.</p>
      <p>The record protects candidates and you, and shows the team how work goes. Reads are kept for 90 days, changes for
        four years, security events for two years. You can see your own record at any time: ask “show my activity”.</p>
      ${trouble && html`<p role="alert">${trouble}</p>`}
      <button class="primary" onClick=${acknowledge}>I have read this</button>
    </section>
  `
}

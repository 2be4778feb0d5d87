import { Dialog } from '/assets/dialog.js'
import { html } from '/assets/vendor/preact.js'

/** Asks once more before an account is unlinked. */
export function UnlinkDialog({ account, unlink, close }) {
  return html`<${Dialog} title=${`Unlink ${account.label}?`} close=${close}>
    <p>Parley will no longer know you there. Messages that wait for you come by your other accounts; you can link this one again with a new code.</p>
    <div class="actions">
      <button onClick=${close}>Keep it</button>
      <button class="danger" onClick=${unlink}>Unlink</button>
    </div>
  </${Dialog}>`
}

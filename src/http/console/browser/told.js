import { html } from '/assets/vendor/preact.js'

/** What has just happened, said aloud to whoever cannot see it, with a way back while there is one. */
export function Told({ told, trouble }) {
  return html`
    <div role="status" class="told">
      ${told && html`<span>${told.text}</span>`}
      ${told?.undo && html` <button class="quiet" onClick=${told.undo}>Undo</button>`}
    </div>
    ${trouble && html`<p role="alert">${trouble}</p>`}
  `
}

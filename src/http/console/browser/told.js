import { html } from '/assets/vendor/preact.js'

/** What has just happened, said aloud to whoever cannot see it, with a way back while there is one. */
export function Told({ told, trouble, dismiss }) {
  return html`
    <div role="status" class="told">${
      told &&
      html`<span dir="auto">${told.text}</span>
        ${told.undo && html`<button onClick=${told.undo}>Undo</button>`}
        <button aria-label="Dismiss" onClick=${dismiss}>✕</button>`
    }</div>
    ${trouble && html`<p role="alert">${trouble}</p>`}
  `
}

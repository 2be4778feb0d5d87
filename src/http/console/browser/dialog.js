import { html, useEffect, useRef } from '/assets/vendor/preact.js'

/** A modal dialog of the platform: it keeps the focus, and Escape closes it. */
export function Dialog({ title, close, children }) {
  const dialog = useRef(null)
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  return html`<dialog ref=${dialog} aria-labelledby="dialog-title" onClose=${close}><h2 id="dialog-title">${title}</h2>${children}</dialog>`
}

import { html, useEffect, useRef } from '/assets/vendor/preact.js'

/** A modal dialog of the platform: it keeps the focus, Escape closes it, and the focus goes back to where it was. */
export function Dialog({ title, close, children }) {
  const dialog = useRef(null)
  useEffect(() => {
    const before = document.activeElement
    dialog.current?.showModal()
    return () => {
      // A button that is spent takes no focus; what it stands in does, where that can.
      const back = before?.disabled ? before.closest('[tabindex]') : before
      if (back?.isConnected) back.focus()
    }
  }, [])
  return html`<dialog ref=${dialog} aria-labelledby="dialog-title" onClose=${close}>
    <h2 id="dialog-title" dir="auto">${title}</h2>${children}
  </dialog>`
}

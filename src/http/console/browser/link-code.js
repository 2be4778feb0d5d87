import { html, useEffect, useState } from '/assets/vendor/preact.js'

/** A one-time code, with what to do with it, until it is used or too old. */
export function LinkCode({ code, zone, again, busy }) {
  const [over, setOver] = useState(false)
  const [copied, setCopied] = useState('')
  const words = `link ${code.code}`
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), Math.max(0, new Date(code.expires_at) - Date.now()))
    return () => clearTimeout(timer)
  }, [])
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(words)
      setCopied('Copied.')
    } catch {
      setCopied('Your browser does not let us copy. Please select the words and copy them.')
    }
  }
  const until = new Date(code.expires_at).toLocaleTimeString('en-GB', { timeZone: zone, timeStyle: 'short' })
  return html`
    <div role="status">
      ${
        over
          ? html`<p>That code is too old now. Get a new one.</p>`
          : html`<p>Write to Parley in Slack or Teams:</p>
            <p class="code"><code>${words}</code></p>
            <p class="soft">It works once, until ${until}. You will not see it again.</p>`
      }
    </div>
    <p class="actions">
      ${!over && html`<button class="primary" onClick=${copy}>Copy</button>`}
      <button class=${over ? 'primary' : ''} disabled=${busy} onClick=${again}>Get a new code</button>
      <span role="status" class="soft">${copied}</span>
    </p>
  `
}

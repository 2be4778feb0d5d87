import { html, render, useState } from '/assets/vendor/preact.js'
import { runTool } from '/assets/api.js'

const zones = Intl.supportedValuesOf('timeZone')

/** One's own time zone, in which days and hours are read and shown. */
function Preferences({ person }) {
  const [zone, setZone] = useState(person.time_zone)
  const [said, setSaid] = useState('')
  const [trouble, setTrouble] = useState('')
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone
  const save = async (event) => {
    event.preventDefault()
    setSaid('')
    setTrouble('')
    try {
      await runTool('set_my_preferences', { time_zone: zone })
      setSaid(`Saved. It is ${new Date().toLocaleTimeString([], { timeZone: zone, timeStyle: 'short' })} in ${zone} now.`)
    } catch (error) {
      setTrouble(error.message)
    }
  }
  return html`
    <section class="narrow">
      <h1>Preferences</h1>
      <form onSubmit=${save}>
        <div class="field">
          <label for="zone">Your time zone</label>
          <input id="zone" list="zones" value=${zone} autocomplete="off" onInput=${(event) => setZone(event.currentTarget.value)} />
          <datalist id="zones">${zones.map((each) => html`<option value=${each}></option>`)}</datalist>
        </div>
        ${
          own !== zone &&
          html`<p><button type="button" class="quiet" onClick=${() => setZone(own)}>Use the zone of this device: ${own}</button></p>`
        }
        ${trouble && html`<p role="alert">${trouble}</p>`}
        <p role="status">${said}</p>
        <button class="primary">Save</button>
      </form>
    </section>
  `
}

const root = document.getElementById('app')
if (root) render(html`<${Preferences} person=${JSON.parse(root.dataset.person ?? '{}')} />`, root)

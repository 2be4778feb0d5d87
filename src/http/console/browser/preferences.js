import { runTool } from '/assets/api.js'
import { html, useState } from '/assets/vendor/preact.js'
import { mount } from './mount.js'

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
      const { time_zone, local_time } = await runTool('set_my_preferences', { time_zone: zone })
      setZone(time_zone)
      setSaid(`Saved. It is ${local_time} in ${time_zone} now.`)
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
          <input id="zone" list="zones" value=${zone} autocomplete="off" required aria-describedby="zone-hint" onInput=${(event) => setZone(event.currentTarget.value)} />
          <datalist id="zones">${zones.map((each) => html`<option value=${each}></option>`)}</datalist>
          <p id="zone-hint" class="soft">A zone such as Europe/Berlin, or its city. Days and times are read and shown for it.</p>
        </div>
        ${own !== zone && html`<p><button type="button" onClick=${() => setZone(own)}>Use the zone of this device: ${own}</button></p>`}
        ${trouble && html`<p role="alert">${trouble}</p>`}
        <p role="status">${said}</p>
        <button class="primary">Save</button>
      </form>
    </section>
  `
}

mount(Preferences)

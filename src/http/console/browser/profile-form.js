import { html, useEffect, useRef, useState } from '/assets/vendor/preact.js'
import { RateField, readRate } from './rate-field.js'

/** The profile as a form. Only what was changed is sent, so that two people can change different things. */
export function ProfileForm({ profile, levels, save, close }) {
  const [trouble, setTrouble] = useState('')
  const [busy, setBusy] = useState(false)
  const first = useRef(null)
  useEffect(() => first.current?.focus(), [])
  const submit = async (event) => {
    event.preventDefault()
    const fields = changed(profile, read(event.currentTarget))
    if (Object.keys(fields).length === 0) return close()
    setBusy(true)
    const error = await save(fields)
    setBusy(false)
    if (error) setTrouble(error.message)
    else close()
  }
  const field = (name, label, more = {}) => html`<div class="field"><label for=${name}>${label}</label>
    <input id=${name} name=${name} defaultValue=${profile[name] ?? ''} dir="auto" autocomplete="off" ...${more} /></div>`
  return html`
    <form onSubmit=${submit} aria-label="Profile">
      ${field('name', 'Name', { required: true, ref: first })}
      ${field('headline', 'Headline', { required: true })}
      <div class="field"><label for="level">Level</label>
        <select id="level" name="level">${levels.map((level) => html`<option value=${level} selected=${level === profile.level}>${level}</option>`)}</select></div>
      ${field('years_experience', 'Years of experience', { type: 'number', min: 0, max: 70, required: true })}
      ${field('location', 'Location', { required: true })}
      <div class="field check"><input id="open_to_remote" name="open_to_remote" type="checkbox" defaultChecked=${profile.open_to_remote} />
        <label for="open_to_remote">Open to remote work</label></div>
      <div class="field"><label for="skills">Skills, with commas between</label>
        <textarea id="skills" name="skills" rows="3" dir="auto">${profile.skills.join(', ')}</textarea></div>
      ${field('available_on', 'Available from', { type: 'date' })}
      <${RateField} legend="Asks for" rate=${profile.expected_rate} />
      ${field('email', 'E-mail', { type: 'email' })}
      ${field('phone', 'Phone', { type: 'tel' })}
      ${trouble && html`<p role="alert">${trouble}</p>`}
      <div class="actions">
        <button type="button" class="quiet" onClick=${close}>Cancel</button>
        <button class="primary" disabled=${busy}>Save</button>
      </div>
    </form>
  `
}

const texts = ['name', 'headline', 'level', 'location', 'available_on', 'email', 'phone']

/** What the form says. A field that is left empty stays as it was. */
function read(form) {
  const data = new FormData(form)
  const text = (name) => String(data.get(name) ?? '').trim()
  const given = Object.fromEntries(texts.filter(text).map((name) => [name, text(name)]))
  const rate = readRate(data)
  return {
    ...given,
    years_experience: Number(text('years_experience')),
    open_to_remote: data.has('open_to_remote'),
    skills: text('skills')
      .split(/[,\n]/)
      .map((skill) => skill.trim())
      .filter(Boolean),
    ...(rate ? { expected_rate: rate } : {}),
  }
}

function changed(before, after) {
  const same = (name) => JSON.stringify(before[name]) === JSON.stringify(after[name])
  return Object.fromEntries(Object.entries(after).filter(([name]) => !same(name)))
}

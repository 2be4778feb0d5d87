import { sayRate } from '/assets/money.js'
import { sayDay } from '/assets/time.js'
import { html, useState } from '/assets/vendor/preact.js'
import { ProfileForm } from './profile-form.js'

/** What is known of a person, and the way to change it for those who may. */
export function Profile({ profile, person, levels, save }) {
  const [editing, setEditing] = useState(false)
  return html`
    <section class="panel">
      <div class="panel-head">
        <h2>Profile</h2>
        ${person.may.edit && !editing && html`<button class="quiet" onClick=${() => setEditing(true)}>Edit</button>`}
      </div>
      ${
        editing
          ? html`<${ProfileForm} profile=${profile} levels=${levels} save=${save} close=${() => setEditing(false)} />`
          : html`<dl>${linesOf(profile).map(([term, value]) => html`<dt>${term}</dt><dd dir="auto">${value}</dd>`)}</dl>
              <ul class="chips" aria-label="Skills">${profile.skills.map((skill) => html`<li>${skill}</li>`)}</ul>`
      }
    </section>
  `
}

function linesOf(profile) {
  return [
    ['Level', profile.level],
    ['Experience', `${profile.years_experience} ${profile.years_experience === 1 ? 'year' : 'years'}`],
    ['Location', profile.location],
    ['Remote', profile.open_to_remote ? 'open to it' : 'no'],
    profile.available_on && ['Available', sayDay(profile.available_on)],
    profile.expected_rate && ['Asks for', sayRate(profile.expected_rate)],
    profile.email && ['E-mail', profile.email],
    profile.phone && ['Phone', profile.phone],
    ['Source', profile.source],
    ['Owner', profile.owner.name],
  ].filter(Boolean)
}

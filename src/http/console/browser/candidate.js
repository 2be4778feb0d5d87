import { html, useEffect, useState } from '/assets/vendor/preact.js'
import { Application } from './application.js'
import { mount } from './mount.js'
import { MoveDialog } from './move-dialog.js'
import { Notes } from './notes.js'
import { Profile } from './profile.js'
import { Told } from './told.js'
import { useCandidate } from './use-candidate.js'

/** One candidate: profile, applications with their status control and history, résumé and notes. */
function Candidate({ id, person, reasons, stages, levels }) {
  const page = useCandidate(id, stages)
  const { profile, told, trouble } = page
  const [moving, setMoving] = useState(undefined)
  const words = { reasons, stages, person }
  useEffect(() => {
    if (profile) document.title = `${profile.name} · Parley`
  }, [profile?.name])

  if (!profile)
    return html`<section class="page"><h1>Candidate</h1>${trouble ? html`<p role="alert">${trouble}</p>` : html`<p class="loading">Loading…</p>`}</section>`
  const { name } = profile
  const applications = profile.applications.map((item) => ({ ...item, candidate: { id, name } }))
  return html`
    <section class="page">
      <h1 dir="auto">${name}</h1>
      <p class="soft" dir="auto">${profile.headline}, ${profile.location}</p>
      <${Told} told=${told} trouble=${trouble} dismiss=${page.dismiss} />
      <div class="candidate">
        <div>
          <section class="panel">
            <h2>Applications</h2>
            ${applications.length === 0 && html`<p class="soft">No applications yet.</p>`}
            <ul class="applications">
              ${applications.map((item) => html`<${Application} key=${item.id} item=${item} page=${page} words=${words} ask=${setMoving} />`)}
            </ul>
          </section>
          <${Resume} resume=${profile.resume} />
        </div>
        <div>
          <${Profile} profile=${profile} person=${person} levels=${levels} save=${page.save} />
          <${Notes} notes=${profile.notes ?? []} person=${person} add=${page.addNote} />
        </div>
      </div>
      ${moving && html`<${MoveDialog} moving=${moving} words=${words} submit=${(request) => page.move(moving.item, request)} close=${() => setMoving(undefined)} />`}
    </section>
  `
}

/** Text from outside is shown as text and nothing else, and says whose words it is. */
function Resume({ resume }) {
  return html`
    <section class="panel">
      <h2>Résumé</h2>
      ${
        resume
          ? html`${resume.tainted && html`<p class="outside">Written by the candidate, not by your team.</p>`}
              <div class="resume" dir="auto">${resume.text}</div>`
          : html`<p class="soft">No résumé yet.</p>`
      }
    </section>
  `
}

mount(Candidate)

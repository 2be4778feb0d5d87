import { runTool } from '/assets/api.js'
import { html, useEffect, useState } from '/assets/vendor/preact.js'

/** Which part of the pipeline the board shows: one opening or all, everybody's or one's own. */
export function Filters({ filter, person, onChange }) {
  const [jobs, setJobs] = useState([])
  const [trouble, setTrouble] = useState('')
  useEffect(() => {
    runTool('search_jobs', { limit: 100 })
      .then(({ items }) => setJobs(items))
      .catch((error) => setTrouble(error.message))
  }, [])
  const choose = (name) => (event) => {
    const { [name]: _, ...others } = filter
    const { value } = event.currentTarget
    onChange(value ? { ...others, [name]: value } : others)
  }
  return html`
    <div class="field">
      <label for="job">Opening</label>
      <select id="job" value=${filter.job ?? ''} onChange=${choose('job')} aria-describedby=${trouble ? 'job-trouble' : undefined}>
        <option value="">All openings</option>
        ${jobs.map(({ id, label }) => html`<option value=${id} selected=${id === filter.job}>${label}</option>`)}
      </select>
      ${trouble && html`<p id="job-trouble" class="soft">${trouble}</p>`}
    </div>
    <div class="field">
      <label for="owner">Whose</label>
      <select id="owner" value=${filter.owner ?? ''} onChange=${choose('owner')}>
        <option value="">Everybody's</option>
        <option value=${person.id}>Mine</option>
      </select>
    </div>
  `
}

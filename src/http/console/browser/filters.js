import { html, useEffect, useState } from '/assets/vendor/preact.js'
import { runTool } from '/assets/api.js'

/** Whose part of the pipeline the board shows: one opening, or all of them. */
export function Filters({ filter, onChange }) {
  const [jobs, setJobs] = useState([])
  useEffect(() => {
    runTool('search_jobs', { limit: 100 })
      .then(({ items }) => setJobs(items))
      .catch(() => setJobs([]))
  }, [])
  const choose = (event) => onChange(event.currentTarget.value ? { job: event.currentTarget.value } : {})
  return html`
    <div class="field">
      <label for="job">Opening</label>
      <select id="job" value=${filter.job ?? ''} onChange=${choose}>
        <option value="">All openings</option>
        ${jobs.map(({ id, label }) => html`<option value=${id}>${label}</option>`)}
      </select>
    </div>
  `
}

import { Dialog } from '/assets/dialog.js'
import { html, useState } from '/assets/vendor/preact.js'

/** Asks what a button needs before it acts. `submit` answers with the trouble, if there is any, and then it stays open. */
export function FormDialog({ form, submit, close }) {
  const [trouble, setTrouble] = useState('')
  const [busy, setBusy] = useState(false)
  const send = async (event) => {
    event.preventDefault()
    const filled = readForm(event.currentTarget, form.fields)
    setBusy(true)
    const error = await submit(filled)
    setBusy(false)
    if (error) setTrouble(error)
    else close()
  }
  return html`
    <${Dialog} title=${form.title} close=${close}>
      ${trouble && html`<p role="alert">${trouble}</p>`}
      <form onSubmit=${send}>
        ${form.fields.map((field) => html`<${Field} key=${field.name} field=${field} />`)}
        <div class="actions">
          <button type="button" class="quiet" onClick=${close}>Cancel</button>
          <button class="primary" disabled=${busy}>${form.submit}</button>
        </div>
      </form>
    <//>
  `
}

/** What was filled in, every value as text; what was left empty is left out. */
function readForm(form, fields) {
  const data = new FormData(form)
  const filled = fields.map(({ name }) => [name, String(data.get(name) ?? '').trim()])
  return Object.fromEntries(filled.filter(([, text]) => text !== ''))
}

function Field({ field: { name, label, hint, kind, options = [], optional, most, value = '' } }) {
  const id = `form-${name}`
  const common = { id, name, required: !optional, 'aria-describedby': hint ? `${id}-hint` : undefined }
  const controls = {
    line: () => html`<input ...${common} maxlength=${most} defaultValue=${value} dir="auto" />`,
    text: () =>
      html`<textarea ...${common} rows="4" maxlength=${most} defaultValue=${value} dir="auto"></textarea>`,
    day: () => html`<input ...${common} type="date" defaultValue=${value} />`,
    number: () => html`<input ...${common} type="number" step="any" defaultValue=${value} />`,
    flag: () =>
      html`<input ...${{ ...common, required: false }} type="checkbox" value="true" defaultChecked=${value === 'true'} />`,
    choice: () => html`<select ...${common} defaultValue=${value}>
      ${(optional || !value) && html`<option value="">${optional ? 'None' : 'Choose one'}</option>`}
      ${options.map((option) => html`<option value=${option.value} selected=${option.value === value}>${option.label}</option>`)}
    </select>`,
  }
  return html`<div class="field">
    <label for=${id}>${label}${optional && ' (optional)'}</label>
    ${controls[kind]()}
    ${hint && html`<p class="soft" id=${`${id}-hint`}>${hint}</p>`}
  </div>`
}

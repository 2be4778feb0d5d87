import { html, render } from '/assets/vendor/preact.js'

/** Shows a page's component with what the server wrote on its root: who looks, and the words of the trade. */
export function mount(component) {
  const root = document.getElementById('app')
  if (!root) return
  const read = (name) => JSON.parse(root.dataset[name] ?? 'null')
  const props = {
    id: root.dataset.id,
    person: read('person'),
    reasons: read('reasons'),
    stages: read('stages'),
    levels: read('levels'),
  }
  root.replaceChildren()
  render(html`<${component} ...${props} />`, root)
}

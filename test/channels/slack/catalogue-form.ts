import { tools } from '../../../src/catalogue.ts'
import { newCandidateForm } from '../../../src/channels/slack/home-forms.ts'

/** The form for a new candidate, from the tool of the house's catalogue. */
export function catalogueForm() {
  const form = newCandidateForm(new Map(tools.map((tool) => [tool.name, tool])))
  if (!form) throw new Error('There is no form for a new candidate.')
  return form
}

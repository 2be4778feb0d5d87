import type { Form } from '../../tools/form.ts'
import { formFor } from '../../tools/form-fields.ts'
import type { Waist } from '../../tools/waist.ts'

/** The tool that the App Home's own form calls. */
export const newCandidateTool = 'create_candidate'

/** What a new candidate needs at least, and what is often known at once. */
export function newCandidateForm(tools: Waist['tools']): Form | undefined {
  const tool = tools.get(newCandidateTool)
  if (!tool) return undefined
  const asks = ['name', 'headline', 'location', 'email?', 'phone?', 'skills?', 'open_to_remote?']
  return formFor(tool, { label: 'Add', tool: newCandidateTool, input: {}, asks })
}

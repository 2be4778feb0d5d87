import { type Answer, asking, make } from './act.ts'
import { type Draft, newDraft, type Work } from './draft.ts'
import { fillPlain } from './fill.ts'
import { findRow } from './find.ts'
import { chosen, setOption } from './follow.ts'
import { isRow } from './shape.ts'

/** Puts the last call right: "make it Friday", "I meant Ana Lima", "no, the other one". Undefined when nothing fits. */
export async function corrected(work: Work, other: boolean): Promise<Answer | undefined> {
  const { last, offered } = work.memory
  const studied = last && work.study.byName(last.tool)
  if (!last || !studied) return undefined
  const draft = newDraft(studied, last.input)
  draft.rows.push(...last.rows)
  const field = studied.fields.find(({ name }) => name === offered?.field)
  if (field && offered) {
    const left = offered.options.filter(({ id, label }) => (id ?? label) !== draft.input[field.name])
    const option = chosen(left, work, other ? 'yes' : undefined)
    if (option)
      return await again(
        work,
        replaced(draft, field.name, () => setOption(field, option, draft)),
      )
    if (other && left.length > 1)
      return asking(work, draft, { field: field.name, words: 'Which one do you mean?', options: left })
  }
  const news = newDraft(studied)
  fillPlain(work, news)
  if (Object.keys(news.input).length > 0) {
    Object.assign(draft.input, news.input)
    return await again(work, draft)
  }
  return await otherRow(work, draft)
}

/** Finds the row that the correction names, for the first field that such a row fits. */
async function otherRow(work: Work, draft: Draft): Promise<Answer | undefined> {
  for (const field of draft.studied.fields) {
    if (!isRow(field.kind) || field.many || draft.input[field.name] === undefined) continue
    const scratch = newDraft(draft.studied)
    const sought = await findRow(field, work, scratch)
    if (sought && 'gap' in sought) return asking(work, draft, sought.gap)
    if (!sought || !('row' in sought) || sought.row.id === draft.input[field.name]) continue
    const put = () => {
      draft.input[field.name] = sought.row.id
      draft.rows.push(...scratch.rows, sought.row)
    }
    return await again(work, replaced(draft, field.name, put))
  }
  return undefined
}

function replaced(draft: Draft, field: string, put: () => void): Draft {
  const kept = draft.rows.filter((row) => row.field !== field && row.field !== '')
  draft.rows.splice(0, draft.rows.length, ...kept)
  put()
  return draft
}

/** Makes the corrected call; what an earlier one changed is not taken back by that. */
async function again(work: Work, draft: Draft): Promise<Answer> {
  const answer = await make(work, draft)
  const stands = work.memory.last?.done === true && draft.studied.tool.effect !== 'read'
  return stands ? { ...answer, text: `${answer.text}\nWhat I did before that stands.` } : answer
}

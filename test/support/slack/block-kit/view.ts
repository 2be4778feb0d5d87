import { checkBlocks } from '../block-kit.ts'
import { isJson, objects } from '../json.ts'
import { byType, characters, oneOf, type Rule, required, type Spot, shape, yesOrNo } from './rule.ts'
import { identifier, plainText } from './texts.ts'

const base = {
  blocks: required(() => undefined),
  private_metadata: characters(3_000),
  callback_id: characters(255),
  external_id: identifier,
}

const viewRule: Rule = byType({
  home: shape({ type: required(oneOf('home')), ...base }),
  modal: shape({
    type: required(oneOf('modal')),
    title: required(plainText(24)),
    submit: plainText(24),
    close: plainText(24),
    clear_on_close: yesOrNo,
    notify_on_close: yesOrNo,
    ...base,
  }),
})

/** What Slack would not take in a view, with the paths of what it is about. */
export function checkView(view: unknown): readonly string[] {
  const surface = isJson(view) && view.type === 'home' ? 'home' : 'modal'
  const spot: Spot = { path: '/view', surface, complaints: [] }
  viewRule(view, spot)
  if (!isJson(view)) return spot.complaints
  const inputs = objects(view.blocks).some(({ type }) => type === 'input')
  if (surface === 'modal' && inputs && view.submit === undefined) {
    spot.complaints.push('submit is required when there are input blocks [json-pointer:/view]')
  }
  const focused = JSON.stringify(view.blocks ?? []).match(/"focus_on_load":true/g)?.length ?? 0
  if (focused > 1) spot.complaints.push('only one element may have focus_on_load [json-pointer:/view]')
  if (Buffer.byteLength(JSON.stringify(view)) > 250_000) spot.complaints.push('view_too_large')
  return [...spot.complaints, ...checkBlocks(view.blocks, surface)]
}

type Node = Readonly<Record<string, unknown>>

/** Properties that each kind of element of version 1.5 has, of those that our cards use. */
const known: Readonly<Record<string, string>> = {
  AdaptiveCard: '$schema version body actions refresh fallbackText lang msteams',
  Container: 'items style spacing separator',
  TextBlock: 'text wrap size weight isSubtle spacing style color',
  RichTextBlock: 'inlines spacing',
  TextRun: 'text size weight isSubtle color',
  FactSet: 'facts spacing',
  Table: 'columns rows firstRowAsHeaders showGridLines gridStyle',
  TableRow: 'cells style',
  TableCell: 'items style',
  ActionSet: 'actions spacing',
  'Action.Execute': 'title verb data style associatedInputs mode',
  'Action.OpenUrl': 'title url style mode',
  'Action.ShowCard': 'title card style mode',
  'Input.Text': 'id label isRequired errorMessage value maxLength isMultiline placeholder',
  'Input.Number': 'id label isRequired errorMessage value placeholder min max',
  'Input.Date': 'id label isRequired errorMessage value placeholder min max',
  'Input.Toggle': 'id label isRequired errorMessage value title valueOn valueOff wrap',
  'Input.ChoiceSet': 'id label isRequired errorMessage value choices style isMultiSelect placeholder wrap',
}
const mostActions = 6
const mostRefreshed = 60

/** What is wrong with the shape of a card, beside what the makers of Adaptive Cards check. */
export function checkShape(card: unknown): string[] {
  const root = nodeOf(card)
  const nodes = [...nodesIn(root)]
  const ids = nodes.flatMap(({ type, id }) => (String(type).startsWith('Input.') ? [id] : []))
  return [
    ...(root.type === 'AdaptiveCard' && root.version === '1.5'
      ? []
      : ['not an Adaptive Card of version 1.5']),
    ...(String(root.fallbackText ?? '').trim() === '' ? ['no fallbackText'] : []),
    ...(listOf(root.body).length === 0 ? ['an empty card'] : []),
    ...(new Set(ids).size === ids.length ? [] : ['two inputs with one id']),
    ...('refresh' in root ? checkRefresh(nodeOf(root.refresh)) : []),
    ...nodes.flatMap(checkNode),
  ]
}

function* nodesIn(node: Node): Generator<Node> {
  if (typeof node.type === 'string') yield node
  for (const [name, value] of Object.entries(node)) {
    if (name === 'data' || name === 'msteams') continue
    for (const inner of Array.isArray(value) ? value : [value]) {
      if (typeof inner === 'object' && inner !== null) yield* nodesIn(nodeOf(inner))
    }
  }
}

function checkNode(node: Node): string[] {
  const type = String(node.type)
  const properties = known[type]?.split(' ')
  if (!properties) return [`a ${type}, which Teams or our rules do not know`]
  const strange = Object.keys(node).filter((name) => name !== 'type' && !properties.includes(name))
  const actions = listOf(node.actions).filter((action) => nodeOf(action).mode !== 'secondary')
  return [
    ...strange.map((name) => `a ${type} with ${name}`),
    ...(actions.length > mostActions ? [`${actions.length} actions in a row`] : []),
    ...(checks[type]?.(node) ?? []),
    ...(type.startsWith('Input.') ? checkInput(node) : []),
  ]
}

const checks: Readonly<Record<string, (node: Node) => string[]>> = {
  TextBlock: ({ text }) => [...filled('TextBlock', text), ...(isMarkdown(text) ? [`Markdown: ${text}`] : [])],
  TextRun: ({ text }) => filled('TextRun', text),
  RichTextBlock: ({ inlines }) => (listOf(inlines).length > 0 ? [] : ['a RichTextBlock of nothing']),
  FactSet: ({ facts }) => [
    ...(listOf(facts).length > 0 ? [] : ['a FactSet of nothing']),
    ...listOf(facts).flatMap((fact) =>
      [nodeOf(fact).title, nodeOf(fact).value].flatMap((text) => [
        ...filled('fact', text),
        ...(isMarkdown(text) ? [`Markdown: ${text}`] : []),
      ]),
    ),
  ],
  Table: ({ columns, rows }) =>
    listOf(rows).flatMap((row) =>
      listOf(nodeOf(row).cells).length === listOf(columns).length
        ? []
        : ['a row with other columns than its table'],
    ),
  'Action.Execute': ({ title, verb, data }) => [
    ...filled('Action.Execute', title),
    ...filled('verb', verb),
    ...(typeof data === 'object' && data !== null ? [] : ['an Action.Execute without data']),
  ],
  'Action.OpenUrl': ({ title, url }) => [
    ...filled('Action.OpenUrl', title),
    ...(/^https?:\/\/[^\s/]+/.test(String(url)) ? [] : [`an address like ${url}`]),
  ],
  'Action.ShowCard': ({ title, card }) => [
    ...filled('Action.ShowCard', title),
    ...(JSON.stringify(card).includes('Action.ShowCard') ? ['a form in a form'] : []),
  ],
}

function checkInput({ type, id, label, title, isRequired, errorMessage, value, choices }: Node): string[] {
  const titles = listOf(choices).flatMap((choice) => [nodeOf(choice).title, nodeOf(choice).value])
  const values = listOf(choices).map((choice) => nodeOf(choice).value)
  return [
    ...filled('id of an input', id),
    ...filled('label of an input', type === 'Input.Toggle' ? title : label),
    ...(type === 'Input.Toggle' && isRequired ? ['a switch that must be on'] : []),
    ...(isRequired ? filled('errorMessage', errorMessage) : []),
    ...titles.flatMap((text) => filled('choice', text)),
    ...(new Set(values).size === values.length ? [] : ['two choices of one value']),
    ...(choices && value !== undefined && !values.includes(value) ? ['a value that is no choice'] : []),
    ...(type === 'Input.Number' && value !== undefined && typeof value !== 'number'
      ? ['a number in words']
      : []),
  ]
}

function checkRefresh({ action, userIds }: Node): string[] {
  const { type, verb } = nodeOf(action)
  const ids = listOf(userIds)
  return [
    ...(type === 'Action.Execute' && verb ? [] : ['a refresh without its action']),
    ...(ids.length > 0 && ids.length <= mostRefreshed ? [] : [`a refresh for ${ids.length} people`]),
    ...(new Set(ids).size === ids.length ? [] : ['a refresh for one person twice']),
  ]
}

/** Teams reads some Markdown in a TextBlock and in facts, and cannot be told not to. */
function isMarkdown(text: unknown): boolean {
  return /\]\(|\*\S|_\S+_|^\s*(?:[-+*]|\d+\.)\s|`|\{\{|https?:\/\//.test(String(text))
}

function filled(what: string, text: unknown): string[] {
  return typeof text === 'string' && text.trim() !== '' ? [] : [`an empty ${what}`]
}

function nodeOf(value: unknown): Node {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

export const scopes = ['own', 'team', 'all'] as const
export type Scope = (typeof scopes)[number]

/**
 * One right. `resource` and `action` may be `*`. Without `fields` an allow gives every field of the resource and a
 * deny takes the whole action; with `fields` an allow gives only those and a deny hides only those.
 */
export type Grant = {
  readonly id: string
  readonly role: string
  readonly resource: string
  readonly action: string
  readonly scope: Scope
  readonly effect: 'allow' | 'deny'
  readonly fields?: readonly string[]
}

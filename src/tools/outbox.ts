/** An effect on the outer world that leaves after commit. The key makes it happen once. */
export type Delivery = {
  effectKey: string
  port: 'message' | 'mail' | 'calendar'
  payload: Readonly<Record<string, unknown>>
}

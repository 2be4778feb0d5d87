/** An answer that was not the one hoped for: words for the person, and what kind of trouble. */
export class Trouble extends Error {
  /** @param {string} message @param {{ code?: string, field?: string, options?: { id?: string, label: string }[], status: number }} about */
  constructor(message, about) {
    super(message)
    this.code = about.code ?? 'failed'
    this.field = about.field
    this.options = about.options ?? []
    this.status = about.status
  }
}

const away = 'Parley cannot be reached right now. Check your connection and try again.'

/** Sends a request to our own server; throws Trouble with words to show. */
export async function send(method, path, body) {
  let response
  try {
    response = await fetch(path, {
      method,
      headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  } catch {
    throw new Trouble(away, { status: 0, code: 'unreachable' })
  }
  if (response.status === 204) return undefined
  const answer = await response.json().catch(() => ({}))
  if (response.status === 401) location.assign('/sign-in')
  if (!response.ok)
    throw new Trouble(answer.detail ?? answer.error ?? away, { ...answer, status: response.status })
  return answer
}

/** Runs a tool as the person of this session and returns its output. */
export const runTool = (name, input = {}) => send('POST', `/api/v1/tools/${name}`, input)

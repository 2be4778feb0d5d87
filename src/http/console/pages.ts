import { type Request, type Response, Router } from 'express'
import type { Credential } from '../../access/credential.ts'
import { html, page } from '../../platform/html.ts'
import { addressOf, cookieOf } from '../../platform/web-request.ts'
import { invoke } from '../../tools/invoke.ts'
import type { Waist } from '../../tools/waist.ts'

type ConsolePage = { path: string; name: string; title: string; module: string }

/** The pages of the console. Each is a shell; its module asks for data by tool calls, under the person's own rights. */
const pages: readonly ConsolePage[] = [
  { path: '/pipeline', name: 'pipeline', title: 'Pipeline', module: '/assets/console/pipeline.js' },
  { path: '/candidates/:id', name: 'candidate', title: 'Candidate', module: '/assets/console/candidate.js' },
  { path: '/activity', name: 'activity', title: 'Your activity', module: '/assets/console/activity.js' },
  {
    path: '/preferences',
    name: 'preferences',
    title: 'Preferences',
    module: '/assets/console/preferences.js',
  },
]

type Person = { pages: { label: string; path: string }[] }

export function consoleRoutes(waist: Waist, cookie: string): Router {
  const router = Router()
  for (const { path, name, title, module } of pages) {
    router.get(path, async (request: Request<{ id?: string }>, response: Response) => {
      const token = cookieOf(request, cookie)
      const credential: Credential = token ? { kind: 'session', token } : { kind: 'none' }
      const opened = await invoke(waist, {
        credential,
        door: 'web',
        initiator: 'person',
        tool: 'open_page',
        input: { page: name },
        address: addressOf(request),
        userAgent: request.headers['user-agent'] ?? '',
      })
      if (opened.outcome !== 'done') return response.redirect(303, '/sign-in')
      const person = opened.output as Person
      const body = html`<div id="app" data-person="${JSON.stringify(person)}" data-id="${request.params.id ?? ''}"><p class="loading">Loading…</p></div>`
      const nav = { here: path, pages: person.pages }
      response.set('Cache-Control', 'no-store').send(page({ title, module, body, nav }))
    })
  }
  return router
}

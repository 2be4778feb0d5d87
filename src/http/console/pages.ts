import { type Request, type Response, Router } from 'express'
import type { Credential } from '../../access/credential.ts'
import { levels } from '../../domain/candidates/level.ts'
import { type Family, reasonCodes, rejectionReasons } from '../../domain/candidates/reasons.ts'
import { statuses, statusLabels } from '../../domain/candidates/stages.ts'
import { type Html, html, page } from '../../platform/html.ts'
import { addressOf, cookieOf } from '../../platform/web-request.ts'
import { invoke } from '../../tools/invoke.ts'
import type { Waist } from '../../tools/waist.ts'
import { sendTrouble } from '../problem.ts'
import { connectRoutes } from './connect.ts'

type ConsolePage = { path: string; name: string; title: string; module: string }

/** The pages of the console. Each is a shell; its module asks for data by tool calls, under the person's own rights. */
const pages: readonly ConsolePage[] = [
  { path: '/pipeline', name: 'pipeline', title: 'Pipeline', module: '/assets/console/pipeline.js' },
  { path: '/candidates/:id', name: 'candidate', title: 'Candidate', module: '/assets/console/candidate.js' },
  { path: '/connect', name: 'connect', title: 'Connect', module: '/assets/console/connect.js' },
  { path: '/activity', name: 'activity', title: 'Your activity', module: '/assets/console/activity.js' },
  {
    path: '/preferences',
    name: 'preferences',
    title: 'Preferences',
    module: '/assets/console/preferences.js',
  },
]

type Person = { name: string; pages: { label: string; path: string }[] }

export function consoleRoutes(waist: Waist, cookie: string): Router {
  const router = Router()
  router.use(connectRoutes(waist, cookie))
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
      if (opened.outcome !== 'done') return sendTrouble(response, opened)
      const person = opened.output as Person
      const nav = { here: path, pages: person.pages, name: person.name }
      const body = shell(person, request.params.id ?? '')
      response.set('Cache-Control', 'no-store').send(page({ title, module, body, nav }))
    })
  }
  return router
}

/** Where the module builds the page: who looks at it, which row, and the words of the trade for its forms. */
function shell(person: Person, id: string): Html {
  return html`<div id="app" data-id="${id}" data-person="${JSON.stringify(person)}" data-reasons="${reasons}" data-stages="${stages}" data-levels="${JSON.stringify(levels)}"><p class="loading">Loading…</p></div>`
}

const families: Readonly<Record<Family, string>> = {
  we: 'We decided',
  they: 'They decided',
  neither: 'Neither side',
}

/** Reasons to reject, by whose decision it was. */
const reasons = JSON.stringify(
  Object.entries(families).map(([family, label]) => ({
    family: label,
    items: reasonCodes
      .filter((code) => rejectionReasons[code].family === family)
      .map((code) => ({ code, label: rejectionReasons[code].label })),
  })),
)

const stages = JSON.stringify(statuses.map((status) => ({ status, label: statusLabels[status] })))

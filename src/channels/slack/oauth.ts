import type { ServerResponse } from 'node:http'
import { type CallbackOptions, type InstallationStore, InstallProvider } from '@slack/oauth'
import { WebClient, type WebClientOptions } from '@slack/web-api'
import { type Request, type Response, Router } from 'express'
import { type Html, html, page } from '../../platform/html.ts'
import type { Log } from '../../platform/log.ts'
import type { Waist } from '../../tools/waist.ts'
import { botScopes, paths } from './surface.ts'

type Parts = {
  waist: Waist
  tokens: { clientId: string; clientSecret: string }
  installations: InstallationStore
  /** Workspaces and organisations that may install the app; every one when it is empty. */
  allowedTeams: readonly string[]
  publicUrl: string | undefined
  apiUrl: string | undefined
  options: WebClientOptions
}

/**
 * Lets workspaces install the app: GET /slack/install sends to Slack, which sends back to GET /slack/oauth_redirect. The
 * state that goes along is signed under PARLEY_SECRET, bound to the browser by a cookie, and lives ten minutes.
 */
export function createInstaller(parts: Parts): { installer: InstallProvider; router: Router } {
  const { waist, tokens, publicUrl, apiUrl, options } = parts
  const { logger, ...clientOptions } = options
  const installer = new InstallProvider({
    ...tokens,
    stateSecret: waist.secret.mac('slack-install-state', tokens.clientId),
    installationStore: parts.installations,
    directInstall: true,
    ...(apiUrl ? { authorizationUrl: new URL('/oauth/v2/authorize', apiUrl).href } : {}),
    ...(logger ? { logger } : {}),
    clientOptions,
  })
  const redirectUri = publicUrl && new URL(paths.redirect, publicUrl).href
  const asked = { scopes: [...botScopes], ...(redirectUri ? { redirectUri } : {}) }
  const router = Router()
  router.get(
    paths.install,
    telling(waist.log, (request, response) => installer.handleInstallPath(request, response, {}, asked)),
  )
  router.get(
    paths.redirect,
    telling(waist.log, (request, response) => installer.handleCallback(request, response, endings(parts))),
  )
  return { installer, router }
}

function telling(log: Log, work: (request: Request, response: Response) => Promise<void>) {
  return async (request: Request, response: Response): Promise<void> => {
    try {
      await work(request, response)
    } catch (error) {
      log.error({ err: error }, 'an installation in Slack could not be begun')
      if (!response.headersSent) tell(response, 500, failed)
    }
  }
}

function endings({ waist, allowedTeams, options }: Parts): CallbackOptions {
  return {
    afterInstallation: async (installation, ...[, , response]) => {
      const ids = [installation.team?.id, installation.enterprise?.id]
      if (allowedTeams.length === 0 || ids.some((id) => id && allowedTeams.includes(id))) return true
      waist.log.warn(
        { workspace: ids[0] ?? ids[1] },
        'a Slack workspace that is not allowed tried to install',
      )
      await giveBack(installation.bot?.token, options, waist.log)
      tell(response, 403, refused)
      return false
    },
    success: (installation, ...[, , response]) => {
      waist.log.info(
        { workspace: installation.team?.id ?? installation.enterprise?.id },
        'installed in Slack',
      )
      tell(
        response,
        200,
        installed(installation.team?.name ?? installation.enterprise?.name ?? 'your workspace'),
      )
    },
    failure: (error, ...[, , response]) => {
      waist.log.warn({ err: error }, 'an installation in Slack failed')
      const theirs = /state|missing|authorization/i.test(error.code)
      tell(response, theirs ? 400 : 500, failed)
    },
  }
}

/** A token that nobody may use is not left lying about. */
async function giveBack(token: string | undefined, options: WebClientOptions, log: Log): Promise<void> {
  if (!token) return
  try {
    await new WebClient(token, options).auth.revoke()
  } catch (error) {
    log.warn({ err: error }, 'the token of a refused installation could not be revoked')
  }
}

type Told = { title: string; body: Html }

const failed: Told = {
  title: 'Not installed',
  body: html`<h1>Parley was not installed</h1><p>Nothing was changed. <a href="${paths.install}">Begin again</a>; it has to be finished in the same browser within ten minutes.</p>`,
}

const refused: Told = {
  title: 'Not installed',
  body: html`<h1>Parley was not installed</h1><p>This workspace is not among those that may use this Parley. Please ask whoever runs it to add your workspace to SLACK_ALLOWED_TEAMS.</p>`,
}

function installed(name: string): Told {
  return {
    title: 'Installed',
    body: html`<h1>Parley is in ${name}</h1><p>Open Slack and write to Parley in a direct message, or mention it in a channel.</p>`,
  }
}

function tell(response: ServerResponse, status: number, { title, body }: Told): void {
  response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' })
  response.end(page({ title, body: html`<main class="page">${body}</main>` }))
}

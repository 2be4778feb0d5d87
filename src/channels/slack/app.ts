import { ExpressReceiver, type Receiver } from '@slack/bolt'
import { Router } from 'express'
import type { Config } from '../../platform/config.ts'
import type { Waist } from '../../tools/waist.ts'
import type { ChannelPort, Desk } from '../desk/port.ts'
import { createBackground } from './background.ts'
import { type SlackDoors, slackDoors } from './doors.ts'
import { HeldApp } from './held-app.ts'
import { createInstallations } from './installations.ts'
import { listen } from './listen.ts'
import { slackLog } from './log.ts'
import { createInstaller } from './oauth.ts'
import { createSlackPort } from './port.ts'
import { renderMessage } from './render.ts'
import { createReports } from './reports.ts'
import { createRooms } from './rooms.ts'
import { refuseFuture } from './signature.ts'
import { createSocket, type Socket } from './socket.ts'
import { createStops } from './stops.ts'
import { paths } from './surface.ts'
import { realTimers, type Timers } from './timers.ts'
import { clientOptions, manyWorkspaces, oneWorkspace, type Workspaces } from './workspaces.ts'

export type SlackParts = {
  config: Pick<Config, 'slack' | 'publicUrl'>
  waist: Waist
  /** Time as streamed answers use it. */
  timers?: Timers
}

/** Slack, open: what it is written to through, and what it listens with. */
export type Slack = {
  port: ChannelPort
  /** POST /slack/events, and the pages of an installation. Mounted before bodies are parsed: signatures are of raw bytes. */
  router: Router
  /** Begins to listen for the desk. Resolves when Socket Mode, if set, was tried. */
  start(desk: Desk): Promise<void>
  /** Ends Socket Mode and waits for what is going on. */
  stop(): Promise<void>
}

/** Opens Slack as the settings say; undefined when none is set. Throws a Fault that names the setting that is missing. */
export function openSlack({
  config,
  waist,
  timers = realTimers(waist.clock),
}: SlackParts): Slack | undefined {
  const doors = slackDoors(config.slack)
  if (!doors) return undefined
  const { log } = waist
  const { workspaces, installations, pages } = whoSpeaks({ config, waist }, doors)
  const rooms = createRooms(workspaces)
  const stops = createStops()
  const background = createBackground(log)
  const { publicUrl } = config
  const render: Parameters<typeof createSlackPort>[0]['render'] = (shown) =>
    renderMessage(shown, { publicUrl })
  const port = createSlackPort({ workspaces, rooms, render, stops, timers, log })
  const reports = createReports(waist, port)
  const router = Router()
  let socket: Socket | undefined
  router.use(pages)
  return {
    port,
    router,
    start: async (desk) => {
      const { app, http } = createApp(doors, workspaces, waist)
      listen(app, { waist, desk, reports, rooms, stops, background, installations, publicUrl })
      if (http) router.use(http)
      socket = doors.socket && createSocket(app, { ...doors.socket, apiUrl: config.slack.apiUrl, log })
      await socket?.start()
    },
    stop: async () => {
      await socket?.stop()
      await background.settled()
    },
  }
}

/** Whose token is used: that of one workspace, or those of all that installed the app. */
function whoSpeaks({ config, waist }: Pick<SlackParts, 'config' | 'waist'>, { tokens }: SlackDoors) {
  const { apiUrl, allowedTeams } = config.slack
  const options = clientOptions(apiUrl, waist.log)
  if ('botToken' in tokens)
    return { workspaces: oneWorkspace(tokens.botToken, options), installations: undefined, pages: Router() }
  const installations = createInstallations(waist)
  const { installer, router } = createInstaller({
    waist,
    tokens,
    installations,
    allowedTeams,
    publicUrl: config.publicUrl,
    apiUrl,
    options,
  })
  return { workspaces: manyWorkspaces(installer, installations, options), installations, pages: router }
}

/** The app behind both ways in: Bolt's receiver for HTTP, and Socket Mode beside it. */
function createApp(doors: SlackDoors, workspaces: Workspaces, { log }: Waist) {
  const http =
    doors.http && new ExpressReceiver({ ...doors.http, endpoints: paths.events, logger: slackLog(log) })
  const receiver: Receiver = {
    init: (app) => http?.init(app),
    start: async () => undefined,
    stop: async () => undefined,
  }
  const app = new HeldApp({
    receiver,
    authorize: (source) => workspaces.authorize(source),
    logger: slackLog(log),
    convoStore: false,
  })
  app.error(async (error) => {
    log.error({ err: error }, 'something from Slack could not be taken')
    throw error
  })
  if (!http) return { app, http: undefined }
  const router = Router()
  router.post(paths.events, refuseFuture)
  router.use(http.router)
  return { app, http: router }
}

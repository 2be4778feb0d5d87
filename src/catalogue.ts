import { closeJob, createJob, updateJob } from './domain/openings/change-tools.ts'
import { createClient, listClients, updateClient } from './domain/openings/client-tools.ts'
import { getJob, searchJobs } from './domain/openings/tools.ts'
import { createUser, deactivateUser, updateUser } from './domain/people/account-tools.ts'
import { requestHuman, setMyPreferences } from './domain/people/own-tools.ts'
import { getSettings, updateSettings } from './domain/people/settings-tools.ts'
import { createTeam, updateTeam } from './domain/people/team-tools.ts'
import { listTeams, listUsers } from './domain/people/tools.ts'
import { openPage, signIn, signOut } from './domain/statistics/session-tools.ts'
import { callTool } from './tools/call-tool.ts'
import { cancelConfirmation } from './tools/cancel.ts'
import type { AnyTool } from './tools/tool.ts'

/** Every tool of the house. */
export const tools: readonly AnyTool[] = [
  callTool,
  cancelConfirmation,
  signIn,
  signOut,
  openPage,
  listUsers,
  createUser,
  updateUser,
  deactivateUser,
  listTeams,
  createTeam,
  updateTeam,
  getSettings,
  updateSettings,
  setMyPreferences,
  requestHuman,
  searchJobs,
  getJob,
  createJob,
  updateJob,
  closeJob,
  listClients,
  createClient,
  updateClient,
]

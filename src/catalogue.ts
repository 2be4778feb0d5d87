import {
  createApplication,
  getStatusHistory,
  searchApplications,
} from './domain/candidates/application-tools.ts'
import { bulkChangeStatus, previewBulkChangeStatus } from './domain/candidates/bulk-tools.ts'
import { answerHandOver, listHandOvers, requestHandOver } from './domain/candidates/hand-over-tools.ts'
import { addCandidateNote, createCandidate, updateCandidate } from './domain/candidates/person-tools.ts'
import { getMyDay, getPipeline } from './domain/candidates/pipeline-tools.ts'
import { getMyProfile, listMyApplications, updateMyProfile } from './domain/candidates/profile-tools.ts'
import { changeStatus, undoStatusChange } from './domain/candidates/status-tools.ts'
import { getCandidate, matchCandidates, searchCandidates } from './domain/candidates/tools.ts'
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
  searchCandidates,
  getCandidate,
  createCandidate,
  updateCandidate,
  addCandidateNote,
  matchCandidates,
  searchApplications,
  createApplication,
  changeStatus,
  undoStatusChange,
  getStatusHistory,
  previewBulkChangeStatus,
  bulkChangeStatus,
  getPipeline,
  getMyDay,
  requestHandOver,
  listHandOvers,
  answerHandOver,
  getMyProfile,
  updateMyProfile,
  listMyApplications,
]

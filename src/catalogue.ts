import { linkCandidateAccount } from './domain/candidates/account-link-tools.ts'
import {
  createApplication,
  getStatusHistory,
  searchApplications,
} from './domain/candidates/application-tools.ts'
import { bulkChangeStatus, previewBulkChangeStatus } from './domain/candidates/bulk-tools.ts'
import { getHandOver } from './domain/candidates/hand-over-get-tools.ts'
import { answerHandOver, listHandOvers, requestHandOver } from './domain/candidates/hand-over-tools.ts'
import { getApplication, remindOfEndedHolds } from './domain/candidates/hold-tools.ts'
import { addCandidateNote, createCandidate, updateCandidate } from './domain/candidates/person-tools.ts'
import { getMyDay, getPipeline } from './domain/candidates/pipeline-tools.ts'
import { getMyProfile, listMyApplications, updateMyProfile } from './domain/candidates/profile-tools.ts'
import { changeStatus, reopenApplication, undoStatusChange } from './domain/candidates/status-tools.ts'
import { getCandidate, matchCandidates, searchCandidates } from './domain/candidates/tools.ts'
import {
  addMessage,
  rateAnswer,
  startConversation,
  updateConversation,
} from './domain/conversations/internal-tools.ts'
import { roleTools } from './domain/conversations/role-tools.ts'
import {
  archiveConversation,
  getConversation,
  getConversationStatistics,
  getSuggestedPrompts,
  listConversations,
  searchConversations,
  summarizeConversation,
} from './domain/conversations/tools.ts'
import { listUndelivered, retryDelivery } from './domain/conversations/undelivered-tools.ts'
import { closeJob, createJob, updateJob } from './domain/openings/change-tools.ts'
import { createClient, listClients, updateClient } from './domain/openings/client-tools.ts'
import { getJob, searchJobs } from './domain/openings/tools.ts'
import { createUser, deactivateUser, updateUser } from './domain/people/account-tools.ts'
import { answerHumanRequest, getHumanRequest, listHumanRequests } from './domain/people/human-answer-tools.ts'
import { createLinkCode, getIdentityNotice, linkIdentity } from './domain/people/identity-internal-tools.ts'
import { listMyIdentities, unlinkIdentity } from './domain/people/identity-tools.ts'
import { requestHuman, setMyPreferences } from './domain/people/own-tools.ts'
import { getSettings, updateSettings } from './domain/people/settings-tools.ts'
import { createTeam, updateTeam } from './domain/people/team-tools.ts'
import { listTeams, listUsers } from './domain/people/tools.ts'
import { issueSignInLink, openPage, signIn, signOut } from './domain/statistics/session-tools.ts'
import { acknowledgeActivityNotice, activityTools } from './domain/statistics/tools.ts'
import { getSubmission } from './domain/submissions/get-tools.ts'
import { importSubmission } from './domain/submissions/import-tools.ts'
import { remindOfWaitingSubmissions } from './domain/submissions/remind-tools.ts'
import { listSubmissions, reviewSubmission, submitCandidate } from './domain/submissions/tools.ts'
import { callTool } from './tools/call-tool.ts'
import { cancelConfirmation } from './tools/cancel.ts'
import type { AnyTool } from './tools/tool.ts'

const { getMyActivity, getUserActivity } = activityTools(() => tools)
const { getRoleTools, findTools } = roleTools(() => tools)

/** Every tool of the house, room by room; the order is that in which models and clients are shown them. */
export const tools: readonly AnyTool[] = [
  searchCandidates,
  getCandidate,
  matchCandidates,
  createCandidate,
  updateCandidate,
  addCandidateNote,
  searchApplications,
  getApplication,
  createApplication,
  changeStatus,
  undoStatusChange,
  reopenApplication,
  previewBulkChangeStatus,
  bulkChangeStatus,
  getStatusHistory,
  getPipeline,
  getMyDay,
  getMyProfile,
  updateMyProfile,
  listMyApplications,
  requestHandOver,
  listHandOvers,
  getHandOver,
  answerHandOver,
  linkCandidateAccount,
  remindOfEndedHolds,

  searchJobs,
  getJob,
  createJob,
  updateJob,
  closeJob,
  listClients,
  createClient,
  updateClient,

  submitCandidate,
  listSubmissions,
  getSubmission,
  reviewSubmission,
  importSubmission,
  remindOfWaitingSubmissions,

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
  listHumanRequests,
  getHumanRequest,
  answerHumanRequest,
  listMyIdentities,
  unlinkIdentity,
  linkIdentity,
  createLinkCode,
  getIdentityNotice,

  listConversations,
  getConversation,
  searchConversations,
  archiveConversation,
  summarizeConversation,
  getConversationStatistics,
  getSuggestedPrompts,
  getRoleTools,
  startConversation,
  addMessage,
  updateConversation,
  listUndelivered,
  retryDelivery,
  rateAnswer,

  getMyActivity,
  getUserActivity,
  acknowledgeActivityNotice,
  signIn,
  signOut,
  issueSignInLink,
  openPage,

  findTools,
  callTool,
  cancelConfirmation,
]

/**
 * The business tables, each with the kind of target that its rows are in the record, or null where rows belong to
 * another kind. The guard triggers stand on exactly these (prisma/migrations, guard_business_table).
 */
export const businessTables = {
  app_user: 'user',
  team: 'team',
  team_member: null,
  organisation: 'organisation',
  role: 'role',
  permission: null,
  role_permission: null,
  role_assignment: null,
  client: 'client',
  job: 'job',
  candidate: 'candidate',
  application: 'application',
  status_change: null,
  candidate_note: null,
  hand_over: 'hand_over',
  submission: 'submission',
  conversation: 'conversation',
  message: 'message',
  human_request: 'human_request',
  platform_identity: 'identity',
} as const

/** The machinery tables, each with the one file under src/ that writes it. */
export const machineryTables = {
  activity_log: 'activity/record.ts',
  session: 'access/sessions.ts',
  sign_in_link: 'access/links.ts',
  confirmation: 'tools/confirm.ts',
  button: 'tools/button.ts',
  outbox: 'tools/outbox.ts',
  schedule: 'queue/schedules.ts',
  link_code: 'access/link-codes.ts',
  link_try: 'access/link-codes.ts',
  inbox: 'channels/desk/inbox.ts',
  desk_thread: 'channels/desk/threads.ts',
  desk_reference: 'channels/desk/references.ts',
  card_copy: 'channels/desk/copies.ts',
  offered_file: 'channels/teams/offered-files.ts',
  workspace: 'channels/slack/installations.ts',
  installation: 'db/installation.ts',
} as const

export type BusinessTable = keyof typeof businessTables
export type MachineryTable = keyof typeof machineryTables

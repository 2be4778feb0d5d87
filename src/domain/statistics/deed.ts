/** Past forms of the verbs with which titles of tools begin, where they do not simply take "ed". */
const past: Readonly<Record<string, string>> = {
  add: 'Added',
  apply: 'Applied',
  approve: 'Approved',
  archive: 'Archived',
  ask: 'Asked',
  assign: 'Assigned',
  cancel: 'Cancelled',
  change: 'Changed',
  check: 'Checked',
  close: 'Closed',
  compare: 'Compared',
  count: 'Counted',
  create: 'Created',
  deactivate: 'Deactivated',
  decline: 'Declined',
  end: 'Ended',
  export: 'Exported',
  fetch: 'Fetched',
  find: 'Found',
  get: 'Got',
  give: 'Gave',
  hand: 'Handed',
  import: 'Imported',
  issue: 'Issued',
  list: 'Listed',
  look: 'Looked',
  make: 'Made',
  match: 'Matched',
  move: 'Moved',
  open: 'Opened',
  preview: 'Previewed',
  put: 'Put',
  rank: 'Ranked',
  read: 'Read',
  reopen: 'Reopened',
  request: 'Requested',
  review: 'Reviewed',
  revoke: 'Revoked',
  search: 'Searched',
  see: 'Saw',
  send: 'Sent',
  set: 'Set',
  show: 'Showed',
  sign: 'Signed',
  start: 'Started',
  submit: 'Submitted',
  suggest: 'Suggested',
  summarize: 'Summarized',
  take: 'Took',
  undo: 'Undid',
  unlink: 'Unlinked',
  update: 'Updated',
  vet: 'Vetted',
  write: 'Wrote',
}

/**
 * What somebody did, in words, out of the title of the tool: "Move an application" becomes "Moved an application". A
 * title that begins with no verb we know stays as it is.
 */
export function deedOf(title: string): string {
  const [first = '', ...rest] = title.split(' ')
  const verb = past[first.toLowerCase()]
  return verb === undefined ? title : [verb, ...rest].join(' ')
}

import type { Installation, InstallationQuery, InstallationStore } from '@slack/oauth'
import { toDate } from '../../platform/clock.ts'
import { Fault } from '../../platform/fault.ts'
import type { Waist } from '../../tools/waist.ts'

type Store = Pick<Waist, 'db' | 'clock' | 'secret'>
type Query = Pick<InstallationQuery<boolean>, 'isEnterpriseInstall'> & {
  teamId?: string | undefined
  enterpriseId?: string | undefined
}

const purpose = 'slack-installation'

/**
 * Keeps who installed Parley, with the tokens sealed. An installation for a whole organisation is kept under the
 * organisation's id and serves all its workspaces. What is not installed, or not any more, is a Fault `not_found`.
 */
export function createInstallations(store: Store): Required<InstallationStore> {
  return {
    storeInstallation: (installation) => keep(store, installation),
    fetchInstallation: (query) => find(store, query),
    deleteInstallation: (query) => revoke(store, query),
  }
}

async function keep(
  { db, clock, secret }: Store,
  installation: Installation<'v1' | 'v2', boolean>,
): Promise<void> {
  const { team, enterprise, user, isEnterpriseInstall } = installation
  const whole = isEnterpriseInstall ? enterprise : team
  if (!whole?.id) throw new Fault('refused', 'Slack did not say for which workspace this is.')
  const row = {
    enterprise: enterprise?.id ?? null,
    name: whole.name ?? whole.id,
    sealed: secret.seal(purpose, JSON.stringify(installation)),
    installedBy: user.id,
    installedAt: toDate(clock.now()),
    revokedAt: null,
  }
  await db.reads.workspace.upsert({ where: { id: whole.id }, create: { id: whole.id, ...row }, update: row })
}

async function find({ db, secret }: Store, query: Query): Promise<Installation<'v1' | 'v2', boolean>> {
  const named = await db.reads.workspace.findMany({ where: { id: { in: idsOf(query) }, revokedAt: null } })
  const row = idsOf(query)
    .map((id) => named.find((workspace) => workspace.id === id))
    .find(Boolean)
  const found = row ?? (await onlyOrganisation(db))
  if (!found)
    throw new Fault('not_found', 'Parley is not installed in that Slack workspace.', { field: 'place' })
  return unsealed(secret, found.sealed)
}

/** What was sealed under another secret is lost for good: the workspace has to install the app again. */
function unsealed(secret: Store['secret'], sealed: string): Installation<'v1' | 'v2', boolean> {
  try {
    return JSON.parse(secret.open(purpose, sealed)) as Installation<'v1' | 'v2', boolean>
  } catch (error) {
    throw new Fault('not_found', 'Parley has to be installed again in that Slack workspace.', {
      field: 'place',
      internal: 'the installation is not readable under this PARLEY_SECRET',
      cause: error,
    })
  }
}

/** A workspace whose organisation was not named belongs to the one that installed Parley as a whole, if there is just one. */
async function onlyOrganisation(db: Store['db']) {
  const whole = await db.reads.workspace.findMany({
    where: { revokedAt: null, enterprise: { equals: db.reads.workspace.fields.id } },
    take: 2,
  })
  return whole.length === 1 ? whole[0] : undefined
}

async function revoke({ db, clock }: Store, query: Query): Promise<void> {
  const [id] = idsOf(query)
  if (!id) return
  await db.reads.workspace.updateMany({
    where: { id, revokedAt: null },
    data: { revokedAt: toDate(clock.now()) },
  })
}

/** The workspace's own installation comes before that of its organisation. */
function idsOf({ isEnterpriseInstall, teamId, enterpriseId }: Query): string[] {
  const ids = isEnterpriseInstall ? [enterpriseId] : [teamId, enterpriseId]
  return ids.flatMap((id) => id ?? [])
}

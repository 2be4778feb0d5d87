import { Fault } from '../../platform/fault.ts'
import type { Context } from '../../tools/tool.ts'
import { candidatePolicy } from './policy.ts'

type Marks = {
  email?: string | undefined
  phone?: string | undefined
  name?: string | undefined
  headline?: string | undefined
}

/** Somebody who is known already: visible to the actor with a name, or known to another team and then nothing more. */
export type Known = { visible: true; id: string; name: string } | { visible: false; id: string }

/**
 * Looks among all people, also those of other teams, for the same e-mail, the same phone, or the same name with the
 * same headline where the e-mails do not tell them apart. What is not visible must never be shown.
 */
export async function knownPerson(
  context: Context,
  marks: Marks,
  except?: string,
): Promise<Known | undefined> {
  const { email = null, phone = null, name = null, headline = null } = marks
  const digits = phone === null ? null : phone.replace(/\D/g, '')
  const rows = await context.tx.$queryRaw<{ id: string }[]>`
    select c.id::text from candidate c
    where (c.email = ${email}::citext
        or (length(${digits}::text) >= 7 and regexp_replace(c.phone, '\\D', '', 'g') = ${digits}::text)
        or (fold(c.name) = fold(${name}::text) and fold(c.headline) = fold(${headline}::text)
          and (c.email is null or ${email}::citext is null)))
      and c.id <> coalesce(${except ?? null}::uuid, '00000000-0000-0000-0000-000000000000')
    order by c.id limit 20`
  const [first] = rows
  if (!first) return undefined
  const visible = await context.tx.candidate.findFirst({
    where: { AND: [{ id: { in: rows.map(({ id }) => id) } }, context.where(candidatePolicy, 'read')] },
    orderBy: { id: 'asc' },
    select: { id: true, name: true },
  })
  return visible ? { visible: true, ...visible } : { visible: false, id: first.id }
}

/** The fault for adding somebody who is known: their row when it is visible, else only the way to ask for them. */
export function refuseKnown(known: Known, { name, email }: Marks): Fault {
  if (known.visible) {
    return new Fault('refused', `${known.name} is in your team already, so I have not added anyone.`, {
      options: [{ id: known.id, label: known.name }],
    })
  }
  const who = email ?? name ?? 'this person'
  return new Fault(
    'refused',
    `${name ?? who} is already known to another team, so I have not added a second entry. To work with them, ask: "request a hand-over of ${who}".`,
  )
}

/** The fault for giving one person the address or number of another. */
export function refuseMark(known: Known): Fault {
  if (known.visible) {
    const text = `That address or number is ${known.name}'s. Two people cannot share one.`
    return new Fault('refused', text, { options: [{ id: known.id, label: known.name }] })
  }
  return new Fault(
    'refused',
    'That address or number belongs to somebody whom another team knows. Please check it.',
  )
}

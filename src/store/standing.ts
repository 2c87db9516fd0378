import { type StandingFact, standingNow } from '../domain/corrections/standing.ts'
import type { CustodyRecord } from '../domain/custody/record.ts'
import { disputesNow } from '../domain/custody/statements.ts'
import type { Tx } from './db.ts'

const STANDING = { name: 'project_standing', text: 'select project_standing($1::jsonb)' }

/** Writes which facts of a record stand now, for the searches and policies that cannot ask the domain. */
export async function projectStanding(
  tx: Tx,
  { declarations, statements }: Pick<CustodyRecord, 'declarations' | 'statements'>,
): Promise<void> {
  await projectFallen(tx, [...standingNow(declarations), ...disputesNow(statements)])
}

/** Writes of some facts whether they stand, as was decided before. */
export async function projectFallen(tx: Tx, facts: readonly StandingFact[]): Promise<void> {
  if (facts.length > 0) await tx.rows(STANDING, [JSON.stringify(facts)])
}

const DEPENDED_ON = {
  name: 'weapon_is_depended_on',
  text: 'select weapon_is_depended_on($1::uuid, $2::uuid, $3::timestamptz, $4::timestamptz) as depended',
}

/** What would be corrected: recorded when, and over by when, if it happened at a time. */
export interface DependedFact {
  readonly weaponId: string
  readonly eventId: string | null
  readonly recordedAt: string
  readonly occurredTo: string | null
}

/** True where a later event, a look by another agency, an answer or an identity link depends on what was recorded (design 3.1). */
export async function isDependedOn(
  tx: Tx,
  { weaponId, eventId, recordedAt, occurredTo }: DependedFact,
): Promise<boolean> {
  const values = [weaponId, eventId, recordedAt, occurredTo ?? 'infinity']
  const [row] = await tx.rows<{ depended: boolean }>(DEPENDED_ON, values)
  return row?.depended === true
}

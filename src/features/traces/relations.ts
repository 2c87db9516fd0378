import type { Finding } from '../../domain/findings.ts'
import type { Custody, PartyRef } from '../../domain/custody/types.ts'
import type { Tx } from '../../store/db.ts'
import type { Identified } from '../identify-weapon.ts'
import type { TraceAnswer } from './answer-schemas.ts'

interface RelationRow {
  readonly weaponId: string
  readonly kind: string
  readonly otherId: string
}

const FIND = {
  name: 'registry_relations',
  // Served by component_place_pk, succession_pk, succession_by_successor and weapon_lot_pk.
  text: 'select weapon_id as "weaponId", kind, other_id as "otherId" from registry_relations($1::uuid[])',
}

/** What the identified weapon is to others, by their ids alone: what those were, and who had them, is another request. */
export async function findRelations(tx: Tx, weaponId: string): Promise<TraceAnswer['relations']> {
  const rows = await tx.rows<RelationRow>(FIND, [[weaponId]])
  return rows.map(({ kind, otherId }) => ({ kind, weaponId: otherId })).sort((a, b) => (a.kind < b.kind ? -1 : 1))
}

const COMPONENTS: readonly string[] = ['ESSENTIAL_COMPONENT', 'UAS_COMPONENT', 'IED_COMPONENT']

/** Says of candidates that are parts which weapon they are in: the number that was read may be a part's, and the weapon is not identified by it. */
export async function tellComponents(tx: Tx, { identification, rows }: Identified): Promise<Finding[]> {
  const categories = new Map(rows.map(({ weaponId, category }) => [weaponId, category]))
  const parts = identification.candidates
    .map(({ weaponId }) => weaponId)
    .filter((id) => COMPONENTS.includes(categories.get(id) ?? ''))
  if (parts.length === 0) return []
  const relations = await tx.rows<RelationRow>(FIND, [parts])
  return relations
    .filter(({ kind }) => kind === 'ASSEMBLED_INTO')
    .map(({ weaponId, otherId }) => ({
      code: 'CANDIDATE_IS_COMPONENT',
      severity: 'INFO',
      pointer: '#/observation/markings',
      detail: `Candidate ${weaponId} is a component. By the records it is in weapon ${otherId}, which is not identified by it.`,
    }))
}

/** Of a component in a weapon, whose holder is not told here, the last holder of the component itself would be a stale one. */
export function withoutStale<
  Found extends { readonly lastLicitHolder: PartyRef | null; readonly lastLicitOwner: PartyRef | null },
>(found: Found, { findings }: Custody): Found {
  const isWithin = findings.some(({ code }) => code.startsWith('COMPONENT_IN_'))
  return isWithin ? { ...found, lastLicitHolder: null, lastLicitOwner: null } : found
}

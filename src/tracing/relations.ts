import type { Finding } from '../domain/findings.ts'
import type { Custody, PartyRef } from '../domain/custody/types.ts'
import type { Tx } from '../store/db.ts'
import type { Identified } from '../features/identify-weapon.ts'
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

export type Relations = ReadonlyMap<string, TraceAnswer['relations']>

/** What some weapons are to others, by their ids alone: what those were, and who had them, is another request. */
export async function findRelations(tx: Tx, weaponIds: readonly string[]): Promise<Relations> {
  const rows = weaponIds.length === 0 ? [] : await tx.rows<RelationRow>(FIND, [weaponIds])
  const related = (of: string) =>
    rows
      .filter(({ weaponId }) => weaponId === of)
      .map(({ kind, otherId }) => ({ kind, weaponId: otherId }))
      .sort((a, b) => (a.kind < b.kind ? -1 : 1))
  return new Map([...new Set(rows.map(({ weaponId }) => weaponId))].map((weaponId) => [weaponId, related(weaponId)]))
}

const COMPONENTS: readonly string[] = ['ESSENTIAL_COMPONENT', 'UAS_COMPONENT', 'IED_COMPONENT']

/** The weapons that candidates of some searches are parts of, in one statement: the number that was read may be a part's, and the weapon is not identified by it. */
export async function tellComponents(tx: Tx, searches: readonly Identified[]): Promise<Finding[][]> {
  const parts = searches.map(({ identification, rows }) => {
    const categories = new Map(rows.map(({ weaponId, category }) => [weaponId, category]))
    const ids = identification.candidates.map(({ weaponId }) => weaponId)
    return ids.filter((id) => COMPONENTS.includes(categories.get(id) ?? ''))
  })
  const relations = await findRelations(tx, [...new Set(parts.flat())])
  return parts.map((ids) =>
    ids.flatMap((id) =>
      (relations.get(id) ?? []).flatMap(({ kind, weaponId }) =>
        kind === 'ASSEMBLED_INTO'
          ? [
              {
                code: 'CANDIDATE_IS_COMPONENT',
                severity: 'INFO' as const,
                pointer: '#/observation/markings',
                detail: `Candidate ${id} is a component. By the records it is in weapon ${weaponId}, which is not identified by it.`,
              },
            ]
          : [],
      ),
    ),
  )
}

/** Of a component in a weapon, whose holder is not told here, the last holder of the component itself would be a stale one. */
export function withoutStale<
  Found extends { readonly lastLicitHolder: PartyRef | null; readonly lastLicitOwner: PartyRef | null },
>(found: Found, { findings }: Custody): Found {
  const isWithin = findings.some(({ code }) => code.startsWith('COMPONENT_IN_'))
  return isWithin ? { ...found, lastLicitHolder: null, lastLicitOwner: null } : found
}

import type { Assembly, Stay } from '../domain/components/assembly.ts'
import type { DocumentRef, Place } from '../domain/custody/types.ts'
import { appendFacts } from './append-fact.ts'
import type { Tx } from './db.ts'
import { placeFact } from './insert-events.ts'
import { insertRows } from './insert-rows.ts'
import { assembly } from './tables/components.ts'

/** A report about a component with what its stays do not need: the report it came in, and what it says beside. */
export interface AssemblyToStore {
  readonly assembly: Assembly
  readonly reportId: string
  readonly place: Place | null
  readonly documents: readonly DocumentRef[]
  readonly noteId: string | null
}

/** Writes reports about components, with a fact for each. */
export async function insertAssemblies(
  tx: Tx,
  agencyId: string,
  recordedAt: string,
  reports: readonly AssemblyToStore[],
): Promise<void> {
  const rows = reports.map(({ assembly: { componentId: weaponId, ...told }, ...rest }) => ({
    ...told,
    ...rest,
    weaponId,
    agencyId,
  }))
  await insertRows(tx, assembly, rows)
  const facts = reports.map(({ assembly: { id, componentId, hostId, action, occurred }, ...report }) => ({
    id,
    kind: 'assembly' as const,
    body: {
      componentId,
      hostId,
      action,
      reportId: report.reportId,
      occurred: { ...occurred },
      place: placeFact(report.place),
      documents: report.documents.map((document) => ({ ...document })),
      noteId: report.noteId,
    },
  }))
  await appendFacts(tx, agencyId, recordedAt, facts)
}

const PROJECT = { name: 'project_places', text: 'select project_places($1::jsonb)' }

/** Writes where components are now. Nowhere, where they are in no weapon or, by records that contradict each other, in several. */
export async function projectPlaces(tx: Tx, stays: ReadonlyMap<string, Stay | undefined>): Promise<void> {
  const places = [...stays].map(([weaponId, stay]) => {
    const hostId = stay?.hostIds.length === 1 ? stay.hostIds[0] : null
    return { weaponId, hostId: hostId ?? null, occurred: stay?.since ?? null }
  })
  await tx.rows(PROJECT, [JSON.stringify(places)])
}

const INSIDE = {
  name: 'registry_components_in',
  // Served by component_place_by_host.
  text: 'select weapon_id as "componentId", host_id as "hostId" from registry_components_in($1::uuid[])',
}

/** The components that are in some weapons now, and what is in those, each with what it is in: registry-wide, as `findComponentsIn`. */
export async function findPlacesIn(
  tx: Tx,
  weaponIds: readonly string[],
): Promise<{ readonly componentId: string; readonly hostId: string }[]> {
  return tx.rows(INSIDE, [weaponIds])
}

/** The components that are in some weapons now, and what is in those, registry-wide: for deciding, never to be sent as it is. */
export async function findComponentsIn(tx: Tx, weaponIds: readonly string[]): Promise<string[]> {
  const places = await findPlacesIn(tx, weaponIds)
  return [...new Set(places.map(({ componentId }) => componentId))]
}

import { assessAssembly } from '../domain/components/assess-assembly.ts'
import { type Assembly, type AssemblyAction, type Stay, stayAt } from '../domain/components/assembly.ts'
import { type CustodyRecord, custodyOf, joinedRecords } from '../domain/custody/record.ts'
import { staysOf } from '../domain/custody/shared-life.ts'
import type { Custody, DocumentRef, Place } from '../domain/custody/types.ts'
import { DomainError } from '../domain/errors.ts'
import type { Finding } from '../domain/findings.ts'
import { TRANSIT_DAYS } from '../domain/policy.ts'
import type { Occurred } from '../domain/time/occurred-at.ts'
import { insertAssemblies, projectPlaces } from '../store/assemblies.ts'
import { loadRecords } from '../store/custody-history.ts'
import type { Tx } from '../store/db.ts'
import { followHosts, projectAnew } from './follow-hosts.ts'
import type { VerbWrite } from './storing.ts'

/** One component into a weapon or out of it. */
export interface Move {
  readonly id: string
  readonly action: AssemblyAction
  readonly componentId: string
  readonly hostId: string
  readonly pointer: string
}

/** What is the same for every component of a report. Everything it names is locked, and `recordedAt` was read after that. */
export interface AssemblyReport {
  readonly reportId: string
  readonly occurred: Occurred
  readonly place: Place | null
  readonly documents: readonly DocumentRef[]
  readonly noteId: string | null
  readonly recordedAt: string
  readonly moves: readonly Move[]
}

function asOf(record: CustodyRecord, { occurred, recordedAt }: AssemblyReport): Custody {
  return custodyOf(record, { now: recordedAt, transitDays: TRANSIT_DAYS, at: occurred.to })
}

function recordOf(records: ReadonlyMap<string, CustodyRecord>, weaponId: string): CustodyRecord {
  const record = records.get(weaponId)
  if (record === undefined) throw new Error('a weapon of the report has no record')
  return record
}

// A slide that is changed every week for ten years; each reading of its custody threads all of them.
const MAX_REPORTS = 500

function refuseEndless(known: readonly Assembly[], pointer: string): void {
  if (known.length < MAX_REPORTS) return
  const detail = `One component has at most ${MAX_REPORTS} reports of assembly and removal.`
  throw new DomainError('unprocessable', detail, { errors: [{ pointer, code: 'too-many-assemblies', detail }] })
}

/** Writes where the components are now, and what follows from it for who holds them. */
async function projectWhereabouts(tx: Tx, componentIds: readonly string[], now: string): Promise<void> {
  const stays = new Map<string, Stay | undefined>()
  for (const [id, record] of await loadRecords(tx, componentIds)) {
    stays.set(id, stayAt(staysOf({ assemblies: record.assemblies ?? [] }, joinedRecords(record))))
  }
  await projectPlaces(tx, stays)
  await projectAnew(tx, componentIds, now)
  await followHosts(tx, componentIds, now)
}

/**
 * The one way reports about components are written: decides each by all that is recorded, stores them as facts, and lets the components follow the custody of
 * where they are now. What does not fit is recorded too and told.
 */
export async function storeAssemblies(write: VerbWrite, report: AssemblyReport): Promise<Finding[]> {
  const { tx, requester } = write
  const { occurred, recordedAt, moves, reportId, place, documents, noteId } = report
  if (moves.length === 0) return []
  const named = moves.flatMap(({ componentId, hostId }) => [componentId, hostId])
  const records = await loadRecords(tx, [...new Set(named)])
  const stored: Assembly[] = []
  const findings: Finding[] = []
  for (const { pointer, ...move } of moves) {
    const assembly: Assembly = { ...move, occurred, recordedAt }
    const component = recordOf(records, move.componentId)
    const host = recordOf(records, move.hostId)
    const known = [...(component.assemblies ?? []), ...stored].filter((other) => other.componentId === move.componentId)
    refuseEndless(known, pointer)
    const custody = { component: asOf(component, report), host: asOf(host, report) }
    findings.push(...assessAssembly(known, assembly, custody, pointer))
    stored.push(assembly)
  }
  const rows = stored.map((assembly) => ({ assembly, reportId, place, documents, noteId }))
  await insertAssemblies(tx, requester.agencyId, recordedAt, rows)
  await projectWhereabouts(tx, [...new Set(moves.map(({ componentId }) => componentId))], recordedAt)
  return findings
}

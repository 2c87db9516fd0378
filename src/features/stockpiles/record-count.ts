import { DomainError } from '../../domain/errors.ts'
import { compareCount } from '../../domain/stockpiles/compare-count.ts'
import { findingsOfCount, refuseDuration, refuseReadings } from '../../domain/stockpiles/count-findings.ts'
import { discrepanciesOf, linesOf } from '../../domain/stockpiles/lines.ts'
import { totalsOf } from '../../domain/stockpiles/totals.ts'
import { isTooFarInFuture, type Occurred, resolveOccurredAt } from '../../domain/time/occurred-at.ts'
import { zonesOf } from '../../domain/time/zones.ts'
import { recordAudit } from '../../store/audit.ts'
import { readClock } from '../../store/clock.ts'
import { newId } from '../../store/new-id.ts'
import { keepNote } from '../keep-note.ts'
import { refuseTogether } from '../refuse-together.ts'
import type { Stored, VerbWrite } from '../storing.ts'
import { findOpenMissing, renderCount } from './count-queries.ts'
import type { NewStockCount, StoredCount } from './count-schemas.ts'
import { loadExpected } from './load-expected.ts'
import { type LocationRow, lockLocation } from './queries.ts'
import { findLastSeen } from './stock-queries.ts'
import { storeCount } from './store-count.ts'

function readCountedAt({ country }: LocationRow, { countedAt }: NewStockCount, now: string): Occurred {
  const pointer = '#/countedAt'
  const read = resolveOccurredAt(countedAt, { zones: zonesOf(country), pointer })
  const errors = read.ok ? refuseDuration(read.occurred) : [...read.errors]
  if (read.ok && isTooFarInFuture(read.occurred, now)) {
    errors.push({ pointer, code: 'IN_THE_FUTURE', detail: 'This lies more than 24 hours ahead.' })
  }
  if (!read.ok || errors.length > 0)
    throw new DomainError('unprocessable', 'This cannot be the time of a count.', { errors })
  return read.occurred
}

function checkReadings({ items }: NewStockCount): void {
  const errors = refuseReadings(items)
  if (errors.length > 0) throw new DomainError('unprocessable', 'A reading cannot be understood.', { errors })
}

/**
 * Records a stock-taking: what was read, held against what the register puts at the location at that time, and against nothing else. Whether a mark that does not
 * belong here exists elsewhere is not looked up, so that no count can ask the registry for others' weapons; a surplus is a registrar's to identify.
 */
export async function recordCount(write: VerbWrite, wanted: NewStockCount): Promise<Stored<StoredCount>> {
  const { tx } = write
  const location = await lockLocation(write, wanted.locationId)
  const recordedAt = await readClock(tx)
  const [counted] = await refuseTogether(
    () => readCountedAt(location, wanted, recordedAt),
    () => checkReadings(wanted),
  )
  const expected = await loadExpected(tx, location, counted, recordedAt)
  const { items, unmarked = [], complete } = wanted
  const read = { items, unmarked, complete }
  const comparison = compareCount(expected, read)
  const ids = expected.map(({ weaponId }) => weaponId)
  const open = await findOpenMissing(tx, ids, location.id, counted.from)
  const found = discrepanciesOf(read, comparison, new Set(open.map(({ weaponId }) => weaponId)))
  const sought = found.flatMap(({ weaponId }) => weaponId ?? [])
  const lastSeen = await findLastSeen(tx, sought, location.partyId, counted.from)
  const id = wanted.id ?? newId()
  const seen = new Set(comparison.expected.flatMap((weapon) => (weapon.class === 'MATCHED' ? weapon.weaponId : [])))
  const count = {
    id,
    location,
    counted,
    method: wanted.method,
    complete,
    totals: totalsOf(comparison, expected),
    noteId: await keepNote(write, id, wanted.note),
    lines: linesOf(read, comparison),
    discrepancies: found.map((one) => ({ ...one, lastSeen: lastSeen.get(one.weaponId ?? '') ?? null })),
    seenAgain: open.filter(({ weaponId, earlier }) => earlier && seen.has(weaponId)).map((missing) => missing.id),
  }
  await storeCount(write, recordedAt, count)
  await recordAudit(write, recordedAt, 'stock-count.record', [id, location.id], Math.max(1, items.length))
  const findings = findingsOfCount(comparison)
  const row = { ...count, locationId: location.id, note: wanted.note ?? null, recordedAt }
  return { body: { ...renderCount(row), findings }, location: `/v1/stock-counts/${id}`, findings }
}

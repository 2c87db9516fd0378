import { DomainError, notFound } from '../../domain/errors.ts'
import type { Finding } from '../../domain/findings.ts'
import { OUTCOMES_OF } from '../../domain/stockpiles/codes.ts'
import { appendFacts } from '../../store/append-fact.ts'
import { recordAudit } from '../../store/audit.ts'
import { readClock } from '../../store/clock.ts'
import { insertRows } from '../../store/insert-rows.ts'
import { newId } from '../../store/new-id.ts'
import { stockResolution } from '../../store/tables/stockpiles.ts'
import { keepNote } from '../keep-note.ts'
import type { Stored, VerbWrite } from '../storing.ts'
import { type DiscrepancyRow, findDiscrepancy, renderDiscrepancy } from './discrepancy-queries.ts'
import type { NewResolution, StoredResolution } from './discrepancy-schemas.ts'
import { checkPlacing, readDateAt } from './place-weapons.ts'
import { type LocationRow, lockLocation } from './queries.ts'
import { reportLoss } from './report-loss.ts'
import { storePlacements } from './store-placements.ts'

/** What a resolution did beside being said. */
interface Done {
  readonly eventId?: string
  readonly placementId?: string
  readonly findings: readonly Finding[]
}

function refuseOutcome({ kind, resolution }: DiscrepancyRow, { outcome }: NewResolution): void {
  if (resolution !== null) throw new DomainError('conflict', 'This discrepancy is resolved already.')
  if (OUTCOMES_OF[kind].includes(outcome)) return
  const detail = `A discrepancy of kind ${kind} cannot end so.`
  const hint = `One of ${OUTCOMES_OF[kind].join(', ')}.`
  const errors = [{ pointer: '#/outcome', code: 'outcome-not-here', detail, hint }]
  throw new DomainError('unprocessable', detail, { errors })
}

/** The weapon lies at another place of the same party, or at another place of this one. */
async function placeWhereFound(
  write: VerbWrite,
  row: DiscrepancyRow,
  found: NonNullable<NewResolution['found']>,
): Promise<Done> {
  const location = await lockLocation(write, found.locationId)
  const pointer = '#/found/locationId'
  if (location.partyId !== row.partyId) {
    const detail = 'This location is of another party; a weapon that went there was handed over.'
    const errors = [{ pointer, code: 'location-of-another', detail, hint: 'Report the transfer.' }]
    throw new DomainError('unprocessable', detail, { errors })
  }
  const now = await readClock(write.tx)
  const occurred = readDateAt(location, found.occurredAt, now, '#/found')
  const weapons = [{ weaponId: row.weaponId ?? '', pointer }]
  const findings = await checkPlacing(write, location, weapons, { occurred, now, pointer })
  return { ...(await placeOne(write, now, row, location, { placed: true, occurred })), findings }
}

async function placeOne(
  write: VerbWrite,
  now: string,
  row: DiscrepancyRow,
  location: Pick<LocationRow, 'id' | 'partyId'>,
  { placed, occurred }: { placed: boolean; occurred: DiscrepancyRow['counted'] },
): Promise<Done> {
  const weaponIds = [row.weaponId ?? '']
  const placing = { reportId: row.id, location, placed, occurred, noteId: null, weaponIds }
  const [placement] = await storePlacements(write, now, placing)
  return { ...(placement === undefined ? {} : { placementId: placement.id }), findings: [] }
}

async function carryOut(
  write: VerbWrite,
  row: DiscrepancyRow,
  location: LocationRow,
  wanted: NewResolution,
): Promise<Done> {
  if (wanted.loss !== undefined) return reportLoss(write, row, location, wanted.loss)
  if (wanted.found !== undefined) return placeWhereFound(write, row, wanted.found)
  // A weapon that the register wrongly put here lies here no more from the count on; otherwise every count would miss it again.
  if (wanted.outcome !== 'RECORD_WRONG' || row.kind !== 'MISSING') return { findings: [] }
  const now = await readClock(write.tx)
  return placeOne(write, now, row, location, { placed: false, occurred: row.counted })
}

/** Records what became of a discrepancy, once, and does what follows from it: a loss in the weapon's chain, a placement where it was found. */
export async function resolveDiscrepancy(
  write: VerbWrite,
  discrepancyId: string,
  wanted: NewResolution,
): Promise<Stored<StoredResolution>> {
  const { tx, requester, actorId } = write
  const seen = await findDiscrepancy(tx, discrepancyId)
  if (seen === undefined) throw notFound('discrepancy')
  const location = await lockLocation(write, seen.locationId)
  const row = (await findDiscrepancy(tx, discrepancyId)) ?? seen
  refuseOutcome(row, wanted)
  const { eventId = null, placementId = null, findings } = await carryOut(write, row, location, wanted)
  const id = wanted.id ?? newId()
  const recordedAt = await readClock(tx)
  const reasonId = await keepNote(write, discrepancyId, wanted.reason)
  const said = { discrepancyId, outcome: wanted.outcome, reasonId, eventId, placementId, countId: null, actorId }
  const { agencyId } = requester
  await insertRows(tx, stockResolution, [{ id, ...said, partyId: row.partyId, agencyId, recordedAt }])
  const body = { ...said, stockCountId: row.countId, line: row.n }
  await appendFacts(tx, agencyId, recordedAt, [{ id, kind: 'stock-resolution', body }])
  await recordAudit(write, recordedAt, 'stock-discrepancy.resolve', [discrepancyId, id])
  const resolved = await findDiscrepancy(tx, discrepancyId)
  if (resolved === undefined) throw new Error('a discrepancy that was resolved is not there')
  const stored = { ...renderDiscrepancy(resolved), findings: [...findings] }
  return { body: stored, location: `/v1/stock-discrepancies/${discrepancyId}`, findings }
}

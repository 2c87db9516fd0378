import { refuseSplit } from '../../domain/components/lot.ts'
import { fromAmountText } from '../../domain/components/quantity.ts'
import { custodyOf } from '../../domain/custody/record.ts'
import { DomainError, notFound } from '../../domain/errors.ts'
import { TRANSIT_DAYS } from '../../domain/policy.ts'
import { isTooFarInFuture, type Occurred } from '../../domain/time/occurred-at.ts'
import { appendFacts } from '../../store/append-fact.ts'
import { recordAudit } from '../../store/audit.ts'
import { loadRecords } from '../../store/custody-history.ts'
import { idTaken, isIdTaken } from '../../store/id-taken.ts'
import { insertRows } from '../../store/insert-rows.ts'
import { newId } from '../../store/new-id.ts'
import { lotSplit } from '../../store/tables/components.ts'
import { projectAnew } from '../follow-hosts.ts'
import { lockOwnWeapons } from '../own-weapons.ts'
import { readDates } from '../read-report.ts'
import type { WeaponToStore } from '../store-weapons.ts'
import type { Stored, VerbWrite } from '../storing.ts'
import { findWeapon } from './queries.ts'
import { findRelated } from './related.ts'
import type { Lot, NewLotSplit, NewWeapon, RecordedWeapon, StoredLotSplit } from './schemas.ts'
import { storeWeapons } from './store-weapons.ts'

/** The lot itself, locked: nobody else takes from it until the commit. */
async function lockLot(
  write: VerbWrite,
  lotId: string,
): Promise<{ lot: Lot; recorded: RecordedWeapon; recordedAt: string }> {
  const { recordedAt } = await lockOwnWeapons(write, [{ weaponId: lotId, pointer: '{id}' }])
  const [recorded, { lot }] = [await findWeapon(write.tx, lotId), await findRelated(write.tx, lotId)]
  if (recorded === undefined) throw notFound('weapon')
  if (lot !== undefined) return { lot, recorded, recordedAt }
  const detail = 'This record is no lot: it has no quantity that could be split.'
  throw new DomainError('unprocessable', detail, { errors: [{ pointer: '{id}', code: 'not-a-lot', detail }] })
}

function refuseIfImpossible({ quantity, remaining }: Lot, { parts }: NewLotSplit): void {
  const [amount, left] = [quantity, remaining].map((one) => fromAmountText(String(one.amount))) as [bigint, bigint]
  const unit = quantity.unit as NewLotSplit['parts'][number]['quantity']['unit']
  const errors = refuseSplit({ amount, taken: amount - left, unit }, parts)
  if (errors.length > 0) throw new DomainError('unprocessable', 'The lot cannot be split like this.', { errors })
}

function readOccurred({ occurredAt }: NewLotSplit, recordedAt: string): Occurred {
  const { occurred } = readDates({ occurredAt: occurredAt ?? recordedAt })
  if (!isTooFarInFuture(occurred, recordedAt)) return occurred
  const detail = 'This lies more than 24 hours ahead.'
  const errors = [{ pointer: '#/occurredAt', code: 'IN_THE_FUTURE', detail }]
  throw new DomainError('unprocessable', 'This report cannot be true.', { errors })
}

/** Each part is described as its lot is; marks are its own, and it has none until they are read on it. */
function partsOf(recorded: RecordedWeapon, lot: Lot, splitId: string, { parts }: NewLotSplit): WeaponToStore[] {
  const { id: lotId, category, type, make, model, calibre, action, countryOfManufacture, yearOfManufacture } = recorded
  const described = { category, type, make, model, calibre, action, countryOfManufacture, yearOfManufacture }
  return parts.map(({ id, quantity }) => ({
    id: id ?? newId(),
    wanted: {
      ...described,
      markings: [],
      lot: { ...(lot.number === undefined ? {} : { number: lot.number }), quantity },
    } as NewWeapon,
    splitOff: { lotId, splitId },
  }))
}

async function storeSplit(
  { tx, requester }: VerbWrite,
  split: { id: string; lotId: string; occurred: Occurred; recordedAt: string },
  parts: readonly WeaponToStore[],
): Promise<void> {
  const { id, lotId, occurred, recordedAt } = split
  const record = (await loadRecords(tx, [lotId])).get(lotId)
  if (record === undefined) throw new Error('a locked lot has no record')
  const { holder } = custodyOf(record, { now: recordedAt, transitDays: TRANSIT_DAYS, at: occurred.to })
  const holderPartyId = holder?.id ?? null
  const row = { weaponId: lotId, id, occurred, holderPartyId, agencyId: requester.agencyId, recordedAt }
  await insertRows(tx, lotSplit, [row])
  const body = { lotId, occurred: { ...occurred }, holderPartyId, partIds: parts.map((part) => part.id) }
  await appendFacts(tx, requester.agencyId, recordedAt, [{ id, kind: 'lot-split', body }])
}

/**
 * Splits parts off a lot, each a record of its own with the lot's earlier life. The lot is locked while what is left of it is counted, so that of two splits at
 * one time the second sees the first.
 */
export async function splitLot(write: VerbWrite, lotId: string, wanted: NewLotSplit): Promise<Stored<StoredLotSplit>> {
  const { lot, recorded, recordedAt } = await lockLot(write, lotId)
  refuseIfImpossible(lot, wanted)
  const occurred = readOccurred(wanted, recordedAt)
  const id = wanted.id ?? newId()
  const parts = partsOf(recorded, lot, id, wanted)
  await storeSplit(write, { id, lotId, occurred, recordedAt }, parts)
  const storing = storeWeapons(write, parts).then(() => write.tx.settle())
  await storing.catch((error: unknown) => {
    throw isIdTaken('of a part', error) ? idTaken(error) : error
  })
  const partIds = parts.map((part) => part.id)
  await projectAnew(write.tx, partIds, recordedAt)
  await recordAudit(write, recordedAt, 'lot.split', [id, lotId, ...partIds])
  const { lot: after } = await findRelated(write.tx, lotId)
  const body = {
    id,
    lotId,
    parts: parts.map((part, n) => ({ id: part.id, quantity: wanted.parts[n]?.quantity ?? lot.remaining })),
    remaining: after?.remaining ?? lot.remaining,
    occurredAt: { value: occurred.value, precision: occurred.precision },
    recordedAt,
    findings: [],
  }
  return { body, location: `/v1/weapons/${lotId}`, findings: [] }
}

import { custodyOf } from '../../domain/custody/record.ts'
import { DomainError, type ErrorEntry } from '../../domain/errors.ts'
import type { Finding } from '../../domain/findings.ts'
import { TRANSIT_DAYS } from '../../domain/policy.ts'
import { isHeldBy, lastInstantOf } from '../../domain/stockpiles/expected-stock.ts'
import { isTooFarInFuture, type Occurred, type OccurredAtInput } from '../../domain/time/occurred-at.ts'
import { recordAudit } from '../../store/audit.ts'
import { readClock } from '../../store/clock.ts'
import { loadRecords } from '../../store/custody-history.ts'
import { newId } from '../../store/new-id.ts'
import { findVisibleWeapons } from '../../store/visible-weapons.ts'
import { keepNote } from '../keep-note.ts'
import { readDates } from '../read-report.ts'
import type { Stored, VerbWrite } from '../storing.ts'
import { MAX_WEAPONS_AT_LOCATION } from './location-schemas.ts'
import type { NewStockPlacement, StoredPlacement } from './placement-schemas.ts'
import { type LocationRow, lockLocation } from './queries.ts'
import { findPlacedHere, findStockIds } from './stock-queries.ts'
import { storePlacements } from './store-placements.ts'

/** A weapon to be placed, and where the caller named it. */
export interface NamedWeapon {
  readonly weaponId: string
  readonly pointer: string
}

function refuse(errors: readonly ErrorEntry[], detail: string): void {
  if (errors.length > 0) throw new DomainError('unprocessable', detail, { errors })
}

/** A date of the location's own country. Refused where it lies ahead. */
export function readDateAt(location: LocationRow, occurredAt: OccurredAtInput, now: string, base = '#'): Occurred {
  const { occurred } = readDates({ occurredAt, place: { country: location.country } }, base)
  const detail = 'This lies more than 24 hours ahead.'
  const entry = { pointer: `${base}/occurredAt`, code: 'IN_THE_FUTURE', detail }
  refuse(isTooFarInFuture(occurred, now) ? [entry] : [], detail)
  return occurred
}

/** The weapons must be known to the caller, and with the party of the location by their chains at that time: a placement moves nothing from hand to hand. */
async function refuseIfNotHeld(
  { tx }: VerbWrite,
  { partyId }: LocationRow,
  weapons: readonly NamedWeapon[],
  { occurred, now }: { occurred: Occurred; now: string },
): Promise<void> {
  const ids = weapons.map(({ weaponId }) => weaponId)
  const visible = await findVisibleWeapons(tx, ids)
  const unknown = weapons.filter(({ weaponId }) => !visible.has(weaponId))
  if (unknown.length > 0) {
    const detail = 'No weapon with this id is known to you.'
    const errors = unknown.map(({ pointer }) => ({ pointer, code: 'weapon-unknown', detail }))
    throw new DomainError('not-found', 'A weapon of this placement is not known to you.', { errors })
  }
  const records = await loadRecords(tx, ids)
  const options = { at: lastInstantOf(occurred), now, transitDays: TRANSIT_DAYS }
  const errors = weapons.flatMap(({ weaponId, pointer }): ErrorEntry[] => {
    const record = records.get(weaponId)
    if (record !== undefined && isHeldBy(custodyOf(record, options), partyId)) return []
    const detail = 'By its chain this weapon was not with the party of the location at that time.'
    const hint = 'Report how the party received it first (POST /v1/transfers).'
    return [{ pointer, code: 'weapon-not-held', detail, hint }]
  })
  refuse(errors, 'A weapon of this placement is not with the party of the location.')
}

async function refuseIfFull(
  { tx }: VerbWrite,
  { id, capacity }: LocationRow,
  weapons: readonly NamedWeapon[],
): Promise<Finding[]> {
  const lying = new Set(await findStockIds(tx, id, MAX_WEAPONS_AT_LOCATION + 1))
  const total = new Set([...lying, ...weapons.map(({ weaponId }) => weaponId)]).size
  const detail = `A location holds at most ${MAX_WEAPONS_AT_LOCATION} weapons, so that it can be counted whole.`
  const hint = 'Divide it: open locations for its rooms or racks, with this one as parentId.'
  const isFull = total > MAX_WEAPONS_AT_LOCATION && total > lying.size
  refuse(isFull ? [{ pointer: '#/weaponIds', code: 'location-full', detail, hint }] : [], detail)
  if (capacity === null || total <= capacity) return []
  const over = `More weapons lie here than the location is said to take (${capacity}).`
  return [{ code: 'LOCATION_OVER_CAPACITY', severity: 'WARNING', pointer: '#/weaponIds', detail: over }]
}

function refuseIfClosed({ closed }: LocationRow, pointer: string): void {
  const detail = 'This location is closed.'
  const hint = 'Open it again with a new version, or name another.'
  refuse(closed ? [{ pointer, code: 'location-closed', detail, hint }] : [], detail)
}

/** Checks that weapons can be placed at a locked location at a time, and tells what is to be noticed. */
export async function checkPlacing(
  write: VerbWrite,
  location: LocationRow,
  weapons: readonly NamedWeapon[],
  { occurred, now, pointer }: { occurred: Occurred; now: string; pointer: string },
): Promise<Finding[]> {
  refuseIfClosed(location, pointer)
  await refuseIfNotHeld(write, location, weapons, { occurred, now })
  return refuseIfFull(write, location, weapons)
}

/** Only what was placed here can be taken out; every other weapon is refused alike, also one that does not exist. */
async function checkTakingOut({ tx }: VerbWrite, { id }: LocationRow, weapons: readonly NamedWeapon[]): Promise<void> {
  const ids = weapons.map(({ weaponId }) => weaponId)
  const here = await findPlacedHere(tx, id, ids)
  const detail = 'This weapon was never placed at this location.'
  const others = weapons.filter(({ weaponId }) => !here.has(weaponId))
  const errors = others.map(({ pointer }) => ({ pointer, code: 'weapon-not-placed-here', detail }))
  refuse(errors, 'A weapon was never placed at this location.')
}

/** Records that weapons were placed at a location, or taken out of it: all of them or none. No custody changes. */
export async function placeWeapons(write: VerbWrite, wanted: NewStockPlacement): Promise<Stored<StoredPlacement>> {
  const location = await lockLocation(write, wanted.locationId)
  const recordedAt = await readClock(write.tx)
  const occurred = readDateAt(location, wanted.occurredAt, recordedAt)
  const weapons = wanted.weaponIds.map((weaponId, n) => ({ weaponId, pointer: `#/weaponIds/${n}` }))
  const placed = wanted.action !== 'TAKEN_OUT'
  const when = { occurred, now: recordedAt, pointer: '#/locationId' }
  const findings = placed ? await checkPlacing(write, location, weapons, when) : []
  if (!placed) await checkTakingOut(write, location, weapons)
  const id = wanted.id ?? newId()
  const noteId = await keepNote(write, id, wanted.note)
  const placements = await storePlacements(write, recordedAt, {
    reportId: id,
    location,
    placed,
    occurred,
    noteId,
    weaponIds: wanted.weaponIds,
  })
  await recordAudit(write, recordedAt, 'stock-placement.record', [id, location.id, ...wanted.weaponIds])
  const body = { id, locationId: location.id, placements, recordedAt, findings }
  return { body, location: `/v1/stock-locations/${location.id}/weapons`, findings }
}

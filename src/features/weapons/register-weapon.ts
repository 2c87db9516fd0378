import type { PartyRef } from '../../domain/custody/types.ts'
import { DomainError } from '../../domain/errors.ts'
import type { Finding } from '../../domain/findings.ts'
import { assessMarkings, refuseImpossibleDescription } from '../../domain/marking/marking-rules.ts'
import { appendFacts } from '../../store/append-fact.ts'
import { recordAudit } from '../../store/audit.ts'
import { readClock } from '../../store/clock.ts'
import { insertRows } from '../../store/insert-rows.ts'
import { newId } from '../../store/new-id.ts'
import { marking, markingKey, weapon, weaponDescription, weaponReader } from '../../store/tables/weapons.ts'
import { nameParties } from '../name-parties.ts'
import { readDates, refuseIfImpossible } from '../read-report.ts'
import { reportCustody, type SharedEvent } from '../report-custody.ts'
import type { Stored, VerbWrite } from '../storing.ts'
import { descriptionFact, markingFact } from './facts.ts'
import { openWeaponState } from './queries.ts'
import { renderDescription, renderMarking } from './render.ts'
import { descriptionRow, markingKeyRows, markingRow } from './rows.ts'
import type { NewWeapon, StoredWeapon } from './schemas.ts'

/** The origin as the first custody event: nobody gave the weapon, and who entered it holds it. */
async function readOrigin(write: VerbWrite, origin: NonNullable<NewWeapon['origin']>): Promise<SharedEvent> {
  const parties = await nameParties(write, { 'origin/partyId': origin.partyId }, ['origin/partyId'])
  const party = parties.get('origin/partyId') as PartyRef
  const place = { country: party.country }
  const shared: SharedEvent = {
    kind: origin.kind,
    from: null,
    to: party,
    carrier: null,
    ...readDates({ occurredAt: origin.occurredAt, place }, '#/origin'),
    place: null,
    destinationCountry: null,
    transitCountries: [],
    documents: [],
  }
  await refuseIfImpossible(write, 'ORIGIN', shared, '#/origin')
  return shared
}

/** Description, marks, their search keys and the state row of a new weapon, with a fact for each. */
async function storeRecord(write: VerbWrite, id: string, wanted: NewWeapon): Promise<StoredWeapon> {
  const { tx, requester } = write
  const recordedAt = await readClock(tx)
  const recording = { weaponId: id, agencyId: requester.agencyId, recordedAt }
  const description = descriptionRow(recording, newId(), 1, wanted)
  const marks = wanted.markings.map((mark, n) => markingRow(recording, newId(), n + 1, mark))
  await insertRows(tx, weapon, [{ id, category: wanted.category, agencyId: requester.agencyId, recordedAt }])
  await insertRows(tx, weaponDescription, [description])
  await insertRows(tx, marking, marks)
  await insertRows(tx, markingKey, marks.flatMap((mark) => markingKeyRows(mark, description.makeKey)))
  await openWeaponState(tx, id, marks.length)
  await insertRows(tx, weaponReader, [{ ...recording, basis: 'REGISTERED', sourceId: id, names: false }])
  await appendFacts(tx, requester.agencyId, recordedAt, [
    { id, kind: 'weapon', body: { category: wanted.category } },
    descriptionFact(description),
    ...marks.map(markingFact),
  ])
  const { category } = wanted
  const markings = marks.map(renderMarking)
  return { id, category, ...renderDescription(description), descriptionVersion: 1, markings, recordedAt, events: [], findings: [] }
}

/**
 * Registers a weapon, an essential component or a related item, with its marks and, where given, its origin. Nothing here tells the reporter whether the
 * registry knows a like weapon: a likely duplicate is for registrars (design 5).
 */
export async function registerWeapon(write: VerbWrite, wanted: NewWeapon): Promise<Stored<StoredWeapon>> {
  const year = new Date().getUTCFullYear()
  const errors = refuseImpossibleDescription(wanted, year)
  if (errors.length > 0) throw new DomainError('unprocessable', 'This weapon cannot exist as described.', { errors })
  const origin = wanted.origin === undefined ? undefined : await readOrigin(write, wanted.origin)
  const id = wanted.id ?? newId()
  const stored = await storeRecord(write, id, wanted)
  const findings: Finding[] = assessMarkings(wanted)
  if (origin !== undefined) {
    const weapons = [{ weaponId: id, pointer: '#/origin', visible: true }]
    const reported = await reportCustody(write, { reportId: newId(), shared: origin, noteId: null, weapons })
    stored.events.push(...reported.events.map((event) => ({ id: event.id, kind: origin.kind })))
    findings.push(...reported.findings)
  }
  await recordAudit(write, stored.recordedAt, 'weapon.register', [id])
  return { body: { ...stored, findings }, location: `/v1/weapons/${id}`, findings }
}

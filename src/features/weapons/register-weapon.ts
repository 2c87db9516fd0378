import { refuseLot } from '../../domain/components/lot.ts'
import { DomainError } from '../../domain/errors.ts'
import type { MarkingProfile } from '../../domain/marking/marking-profile.ts'
import { refuseImpossibleWeapon } from '../../domain/marking/marking-rules.ts'
import { recordAudit } from '../../store/audit.ts'
import { newId } from '../../store/new-id.ts'
import { type NamedEvidence, nameEvidence } from '../name-evidence.ts'
import { nameParties, partyThen } from '../name-parties.ts'
import { readDates, refuseIfImpossible } from '../read-report.ts'
import { refuseTogether } from '../refuse-together.ts'
import { reportCustody, type SharedEvent } from '../report-custody.ts'
import type { Stored, VerbWrite } from '../storing.ts'
import { assessNewWeapon } from './marked.ts'
import { noteDuplicates } from './note-duplicates.ts'
import type { NewWeapon, StoredWeapon } from './schemas.ts'
import { storeWeapons } from './store-weapons.ts'

/** The origin as the first custody event: nobody gave the weapon, and who entered it holds it. */
async function readOrigin(write: VerbWrite, origin: NonNullable<NewWeapon['origin']>): Promise<SharedEvent> {
  const parties = await nameParties(write, { 'origin/partyId': origin.partyId }, ['origin/partyId'])
  const zone = parties.get('origin/partyId')?.country
  const place = zone === undefined ? undefined : { country: zone }
  const dates = readDates({ occurredAt: origin.occurredAt, place }, '#/origin')
  const shared: SharedEvent = {
    kind: origin.kind,
    from: null,
    to: partyThen(parties, 'origin/partyId', dates.occurred),
    carrier: null,
    ...dates,
    place: null,
    destinationCountry: null,
    transitCountries: [],
    documents: [],
  }
  await refuseIfImpossible(write, 'ORIGIN', shared, '#/origin')
  return shared
}

function refuseIfImpossibleAsTold(wanted: NewWeapon): void {
  const lot = wanted.lot === undefined ? [] : refuseLot(wanted.category, wanted.lot)
  const thisYear = new Date().getUTCFullYear()
  const errors = [...refuseImpossibleWeapon(wanted, thisYear), ...lot]
  if (errors.length > 0) throw new DomainError('unprocessable', 'This weapon cannot exist as described.', { errors })
}

function evidenceOf({ markings }: NewWeapon): NamedEvidence[] {
  return markings.map(({ evidenceIds }, n) => ({ pointer: `#/markings/${n}/evidenceIds`, ids: evidenceIds }))
}

/**
 * Registers a weapon, an essential component or a related item, with its marks and, where given, its origin. Nothing here tells the reporter whether the
 * registry knows a like weapon: a likely duplicate is for registrars (design 5).
 */
export async function registerWeapon(
  write: VerbWrite,
  wanted: NewWeapon,
  chosen?: MarkingProfile,
): Promise<Stored<StoredWeapon>> {
  const [, [origin]] = await refuseTogether(
    () => refuseIfImpossibleAsTold(wanted),
    () =>
      refuseTogether(
        () => (wanted.origin === undefined ? undefined : readOrigin(write, wanted.origin)),
        () => nameEvidence(write, evidenceOf(wanted)),
      ),
  )
  const id = wanted.id ?? newId()
  const [stored] = await storeWeapons(write, [{ id, wanted }])
  if (stored === undefined) throw new Error('a stored weapon is missing')
  const heldSince = origin && { kind: origin.kind, holderKind: origin.to?.kind }
  const findings = assessNewWeapon(write, wanted, stored.recordedAt, { origin: heldSince, chosen })
  if (origin !== undefined) {
    const weapons = [{ weaponId: id, pointer: '#/origin', visible: true }]
    const reported = await reportCustody(write, {
      reportId: newId(),
      shared: origin,
      noteId: null,
      weapons,
      base: '#/origin',
      channel: 'ORIGIN',
      recordedAt: stored.recordedAt,
    })
    stored.events.push(...reported.events.map((event) => ({ id: event.id, kind: origin.kind })))
    findings.push(...reported.findings)
  }
  await noteDuplicates(write, id, wanted, stored.recordedAt)
  await recordAudit(write, stored.recordedAt, 'weapon.register', [id])
  return { body: { ...stored, findings }, location: `/v1/weapons/${id}`, findings }
}

import { keepPapers } from '../../domain/consignments/papers.ts'
import type { Channel } from '../../domain/custody/event-kind-rules.ts'
import { ruleOf } from '../../domain/custody/event-kinds.ts'
import { eventsKnownAt } from '../../domain/custody/record.ts'
import { assessReport } from '../../domain/custody/report.ts'
import type { CustodyEvent } from '../../domain/custody/types.ts'
import { refuseReason } from '../../domain/corrections/may-declare.ts'
import { DomainError, notFound } from '../../domain/errors.ts'
import type { Finding } from '../../domain/findings.ts'
import { TRANSIT_DAYS } from '../../domain/policy.ts'
import { continueMovement } from '../../store/consignments.ts'
import { insertEvents } from '../../store/insert-events.ts'
import { newId } from '../../store/new-id.ts'
import { keepNote } from '../keep-note.ts'
import { assessSides } from '../assess-sides.ts'
import { nameEvidence } from '../name-evidence.ts'
import { nameParties, partyThen } from '../name-parties.ts'
import { readDates, refuseIfImpossible } from '../read-report.ts'
import { refuseTogether } from '../refuse-together.ts'
import { openToReporter, type SharedEvent } from '../report-custody.ts'
import type { Stored, VerbWrite } from '../storing.ts'
import { closeDeclaration, type Opened, openDeclaration } from './declare.ts'
import { findEventSubject, seesWeapon } from './queries.ts'
import type { EventReplacement, NewEventError, StoredDeclaration } from './schemas.ts'

const BASE = '#/replacement'

/** A replacement names its sides as a transfer does, or its one party as what is no hand-over does; an origin is reported in the second way. */
function channelOf({ kind, partyId }: EventReplacement): Channel {
  const { channels } = ruleOf(kind)
  if (partyId === undefined && channels.includes('TRANSFER')) return 'TRANSFER'
  return channels.includes('CUSTODY_EVENT') ? 'CUSTODY_EVENT' : 'ORIGIN'
}

async function readReplacement(write: VerbWrite, wanted: EventReplacement): Promise<SharedEvent> {
  const channel = channelOf(wanted)
  const { kind, fromPartyId, toPartyId, carrierPartyId, partyId } = wanted
  const isLoss = ruleOf(kind).control === 'LOST'
  const sides = channel !== 'TRANSFER' ? ['partyId'] : isLoss ? ['fromPartyId'] : ['fromPartyId', 'toPartyId']
  const named = { fromPartyId, toPartyId, carrierPartyId, partyId }
  const fields = Object.fromEntries(Object.entries(named).map(([field, id]) => [`replacement/${field}`, id]))
  const [dates, parties] = await refuseTogether(
    () => readDates(wanted, BASE),
    () =>
      nameParties(
        write,
        fields,
        sides.map((side) => `replacement/${side}`),
      ),
  )
  const partyOf = (field: string) => partyThen(parties, `replacement/${field}`, dates.occurred)
  const one = partyOf('partyId')
  const isGiver = ruleOf(kind).partyIs === 'FROM'
  await nameEvidence(write, [{ pointer: `${BASE}/evidenceIds`, ids: wanted.evidenceIds }])
  const shared: SharedEvent = {
    kind,
    from: channel === 'TRANSFER' ? partyOf('fromPartyId') : isGiver ? one : null,
    to: channel === 'TRANSFER' ? partyOf('toPartyId') : isGiver ? null : one,
    carrier: partyOf('carrierPartyId'),
    ...dates,
    place: (wanted.place ?? null) as CustodyEvent['place'],
    destinationCountry: wanted.destinationCountry ?? null,
    transitCountries: wanted.transitCountries ?? [],
    documents: (wanted.documents ?? []) as CustodyEvent['documents'],
  }
  await refuseIfImpossible(write, channel, shared, BASE)
  return shared
}

/** Stores the replacement as an event of its own, and says what it does to the chain in the place of what it replaces. */
async function storeReplacement(
  write: VerbWrite,
  opened: Opened,
  shared: SharedEvent,
  wanted: EventReplacement,
  reportId: string,
): Promise<{ replacementId: string; findings: readonly Finding[] }> {
  const { weaponId } = opened.subject
  const { recordedAt } = opened.locked
  const seq = opened.locked.numbers.get(weaponId)
  if (seq === undefined) throw new Error('a locked weapon has no number')
  const { agencyId: reporterAgencyId } = write.requester
  const id = wanted.id ?? newId()
  const replaced = opened.record.events.find((other) => other.id === opened.subject.id)
  const documents = keepPapers(shared.documents, replaced?.documents ?? [])
  const event: CustodyEvent = {
    ...shared,
    documents,
    id,
    weaponId,
    seq,
    recordedAt,
    reporterAgencyId,
    declarationId: opened.id,
  }
  const history = eventsKnownAt(opened.record).filter((other) => other.id !== opened.subject.id)
  const options = { now: recordedAt, transitDays: TRANSIT_DAYS, pointer: BASE, base: BASE }
  const { findings, fits, chainCodes } = assessReport(history, event, options)
  const isVisible = await seesWeapon(write.tx, weaponId)
  const noteId = await keepNote(write, id, wanted.note)
  await insertEvents(write.tx, reporterAgencyId, recordedAt, [
    { event, reportId, noteId, evidenceIds: wanted.evidenceIds ?? [] },
  ])
  await continueMovement(write.tx, weaponId, opened.subject.id, id, recordedAt)
  if (fits) await openToReporter(write, recordedAt, [event])
  const sided = { shared, weaponIds: [weaponId], channel: channelOf(wanted), base: BASE }
  const onSides = await assessSides(write.tx, sided)
  const told = findings.filter(({ code }) => isVisible || !chainCodes.includes(code))
  return { replacementId: id, findings: [...onSides, ...told] }
}

/**
 * Declares an event wrong, with the whole event in its place, if any. Both stay readable; which of them stands is decided by the declaration. Findings on the
 * replacement are those of any report of it.
 */
export async function declareEventError(
  write: VerbWrite,
  eventId: string,
  wanted: NewEventError,
): Promise<Stored<StoredDeclaration>> {
  const subject = await findEventSubject(write.tx, eventId)
  if (subject === undefined) throw notFound('event')
  const { replacement } = wanted
  const errors = refuseReason(wanted.reason, replacement !== undefined)
  if (errors.length > 0) throw new DomainError('unprocessable', 'This cannot be declared.', { errors })
  const [weaponId] = replacement?.weaponIds ?? [subject.weaponId]
  if (weaponId !== subject.weaponId) {
    const detail =
      'A replacement is of the weapon of the event; an event of the wrong weapon did not occur, and is reported of the right one.'
    const entry = { pointer: `${BASE}/weaponIds/0`, code: 'weapon-differs', detail }
    throw new DomainError('unprocessable', detail, { errors: [entry] })
  }
  const opened = await openDeclaration(write, subject, wanted, replacement === undefined ? 0 : 1)
  if (replacement === undefined) return closeDeclaration(write, opened, wanted, { replacementId: null, findings: [] })
  const shared = await readReplacement(write, replacement)
  const stored = await storeReplacement(write, opened, shared, replacement, subject.reportId)
  return closeDeclaration(write, opened, wanted, stored)
}

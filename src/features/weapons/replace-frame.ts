import { type ContinuingStep, continueCustody } from '../../domain/custody/continued.ts'
import { custodyOf } from '../../domain/custody/record.ts'
import type { Custody, PartyRef } from '../../domain/custody/types.ts'
import { DomainError, type ErrorEntry } from '../../domain/errors.ts'
import type { Finding } from '../../domain/findings.ts'
import { refuseImpossibleWeapon } from '../../domain/marking/marking-rules.ts'
import { TRANSIT_DAYS } from '../../domain/policy.ts'
import { appendFacts } from '../../store/append-fact.ts'
import { findPlacesIn } from '../../store/assemblies.ts'
import { recordAudit } from '../../store/audit.ts'
import { loadRecords } from '../../store/custody-history.ts'
import { idTaken, isIdTaken } from '../../store/id-taken.ts'
import { insertRows } from '../../store/insert-rows.ts'
import { newId } from '../../store/new-id.ts'
import { succession } from '../../store/tables/components.ts'
import { keepNote } from '../keep-note.ts'
import { nameParties, partyThen } from '../name-parties.ts'
import { lockOwnWeapons } from '../own-weapons.ts'
import { readDates, refuseIfImpossible } from '../read-report.ts'
import { refuseTogether } from '../refuse-together.ts'
import { reportCustody, type SharedEvent } from '../report-custody.ts'
import { storeAssemblies } from '../store-assemblies.ts'
import type { Stored, VerbWrite } from '../storing.ts'
import type { NewFrameReplacement, StoredFrameReplacement } from './frame-schemas.ts'
import { assessNewWeapon } from './marked.ts'
import { storeWeapons } from './store-weapons.ts'

const CATEGORIES: readonly string[] = ['SMALL_ARM', 'LIGHT_WEAPON']

/** What is the same for all that is reported of one replacement. */
interface Replacement {
  readonly id: string
  readonly oldId: string
  readonly newId: string
  readonly shared: SharedEvent
  readonly noteId: string | null
}

type StoredEvents = { readonly events: StoredFrameReplacement['events']; readonly findings: readonly Finding[] }

function within(pointer: string): string {
  return pointer.replace(/^#\//, '#/newWeapon/')
}

function refuseImpossibleReplacement({ newWeapon }: NewFrameReplacement): void {
  const errors: ErrorEntry[] = refuseImpossibleWeapon(newWeapon, new Date().getUTCFullYear()).map((entry) => ({
    ...entry,
    pointer: within(entry.pointer),
  }))
  if (!CATEGORIES.includes(newWeapon.category)) {
    const detail = 'Only a small arm or light weapon is the weapon that its frame or receiver is.'
    errors.push({ pointer: '#/newWeapon/category', code: 'category-without-frame', detail })
  }
  if (errors.length > 0) throw new DomainError('unprocessable', 'This weapon cannot exist as described.', { errors })
}

async function readReport(write: VerbWrite, wanted: NewFrameReplacement): Promise<[SharedEvent, PartyRef]> {
  const [, [dates, parties]] = await refuseTogether(
    () => refuseImpossibleReplacement(wanted),
    () =>
      refuseTogether(
        () => readDates(wanted),
        () => nameParties(write, { partyId: wanted.partyId }, ['partyId']),
      ),
  )
  const builder = partyThen(parties, 'partyId', dates.occurred)
  if (builder === null) throw new Error('a party that was found is missing')
  const shared = {
    kind: 'FRAME_REPLACED',
    from: null,
    to: null,
    carrier: null,
    ...dates,
    place: wanted.place ?? null,
    destinationCountry: null,
    transitCountries: [],
    documents: wanted.documents ?? [],
  } as SharedEvent
  // What is asked of it is what is asked of any work on a weapon: it has no channel of its own.
  await refuseIfImpossible(write, 'CUSTODY_EVENT', { ...shared, kind: 'PART_EXCHANGED' })
  return [shared, builder]
}

/** The custody that the new weapon continues: of a weapon that has not ended, in known hands. */
async function custodyThen(
  { tx }: VerbWrite,
  oldId: string,
  { occurred }: SharedEvent,
  recordedAt: string,
): Promise<Custody> {
  const record = (await loadRecords(tx, [oldId])).get(oldId)
  if (record === undefined) throw new Error('a locked weapon has no record')
  const options = { now: recordedAt, transitDays: TRANSIT_DAYS }
  const refuse = (code: string, detail: string): never => {
    throw new DomainError('unprocessable', detail, { errors: [{ pointer: '{id}', code, detail }] })
  }
  if (['REPLACED', 'DESTROYED'].includes(custodyOf(record, options).status))
    refuse('weapon-ended', 'By the records this weapon has come to its end.')
  const custody = custodyOf(record, { ...options, at: occurred.to })
  if (custody.holder === null) refuse('holder-not-known', 'Nobody is known to have had this weapon then.')
  return custody
}

/** The end of the old weapon, in the hands of its holder. */
async function endOld(write: VerbWrite, replacement: Replacement, holder: PartyRef | null): Promise<StoredEvents> {
  const { id, oldId, shared, noteId } = replacement
  const { events, findings } = await reportCustody(write, {
    reportId: id,
    shared: { ...shared, from: holder },
    noteId,
    weapons: [{ weaponId: oldId, pointer: '{id}', visible: true, eventId: id }],
  })
  return { events: events.map((event) => ({ ...event, kind: shared.kind })), findings }
}

/** The beginning of the new one: built for the owner, and in the hands of who had the old one. */
async function beginNew(
  write: VerbWrite,
  { id, newId: weaponId, shared }: Replacement,
  steps: readonly ContinuingStep[],
  recordedAt: string,
): Promise<StoredEvents> {
  const events: StoredFrameReplacement['events'] = []
  const findings: Finding[] = []
  for (const step of steps) {
    const reported = await reportCustody(write, {
      reportId: id,
      shared: { ...shared, ...step },
      noteId: null,
      weapons: [{ weaponId, pointer: '#/newWeapon', visible: true }],
      recordedAt,
    })
    events.push(...reported.events.map((event) => ({ ...event, kind: step.kind })))
    findings.push(...reported.findings)
  }
  return { events, findings }
}

/** The parts of the old weapon go over to the new one, all but its frame where that has a record of its own. */
async function moveParts(write: VerbWrite, replacement: Replacement, recordedAt: string): Promise<string[]> {
  const { id: reportId, oldId, newId: successorId, shared } = replacement
  const places = (await findPlacesIn(write.tx, [oldId])).filter(({ hostId }) => hostId === oldId)
  const moves = places.flatMap(({ componentId }) => [
    { id: newId(), action: 'REMOVED' as const, componentId, hostId: oldId, pointer: '{id}' },
    { id: newId(), action: 'ASSEMBLED' as const, componentId, hostId: successorId, pointer: '{id}' },
  ])
  const { occurred, place, documents } = shared
  await storeAssemblies(write, { reportId, occurred, place, documents, noteId: null, recordedAt, moves })
  return places.map(({ componentId }) => componentId)
}

async function linkBoth(write: VerbWrite, { oldId, newId: successorId, shared }: Replacement, recordedAt: string) {
  const { agencyId } = write.requester
  const { occurred } = shared
  const row = { weaponId: oldId, id: newId(), successorId, occurred, agencyId, recordedAt }
  await insertRows(write.tx, succession, [row])
  const body = { weaponId: oldId, successorId, occurred: { ...occurred } }
  await appendFacts(write.tx, agencyId, recordedAt, [{ id: row.id, kind: 'succession', body }])
}

/**
 * Records that the frame or receiver of a weapon was replaced (design 4): the old weapon ends, a new one begins with its holder and owner, its parts go over, and
 * each names the other. They are two weapons, so no identity link joins them and a trace of the one tells nothing of the other's holders.
 */
export async function replaceFrame(
  write: VerbWrite,
  oldId: string,
  wanted: NewFrameReplacement,
): Promise<Stored<StoredFrameReplacement>> {
  const [shared, builder] = await readReport(write, wanted)
  await lockOwnWeapons(write, [{ weaponId: oldId, pointer: '{id}' }])
  const id = wanted.id ?? newId()
  const noteId = await keepNote(write, id, wanted.note)
  const replacement: Replacement = { id, oldId, newId: wanted.newWeapon.id ?? newId(), shared, noteId }
  const [stored] = await storeWeapons(write, [{ id: replacement.newId, wanted: wanted.newWeapon }])
    .then((weapons) => write.tx.settle().then(() => weapons))
    .catch((error: unknown) => {
      throw isIdTaken('of the new weapon', error) ? idTaken(error) : error
    })
  if (stored === undefined) throw new Error('a stored weapon is missing')
  const { recordedAt } = stored
  const custody = await custodyThen(write, oldId, shared, recordedAt)
  const ended = await endOld(write, replacement, custody.holder)
  const begun = await beginNew(write, replacement, continueCustody(custody, builder), recordedAt)
  const componentIds = await moveParts(write, replacement, recordedAt)
  await linkBoth(write, replacement, recordedAt)
  await recordAudit(write, recordedAt, 'frame.replace', [id, oldId, replacement.newId])
  const marked = assessNewWeapon(write, wanted.newWeapon, recordedAt).map((one) => ({
    ...one,
    pointer: within(one.pointer),
  }))
  const findings = [...marked, ...ended.findings, ...begun.findings]
  const body = {
    id,
    predecessorId: oldId,
    successorId: replacement.newId,
    events: [...ended.events, ...begun.events],
    componentIds,
    occurredAt: { value: shared.occurred.value, precision: shared.occurred.precision },
    recordedAt,
    findings,
  }
  return { body, location: `/v1/weapons/${replacement.newId}`, findings }
}

import { DomainError, notFound } from '../../domain/errors.ts'
import type { PartyRecord } from '../../domain/parties/party.ts'
import { recordAudit } from '../../store/audit.ts'
import { newId } from '../../store/new-id.ts'
import { findNamedParties, findReleasedParties } from '../../store/parties.ts'
import { keepNote } from '../keep-note.ts'
import { nameEvidence } from '../name-evidence.ts'
import { partyThen, unknownParty } from '../name-parties.ts'
import { readDates, refuseIfImpossible } from '../read-report.ts'
import { refuseTogether } from '../refuse-together.ts'
import { reportCustody, type SharedEvent } from '../report-custody.ts'
import type { Stored, VerbWrite } from '../storing.ts'
import { type Exhibit, findExhibits, findSeenWhole } from './queries.ts'
import { isHandedOver, type NewExhibitEvent, type StoredExhibitEvent } from './schemas.ts'

/** The items named, or all; an id that is no item of this seizure is refused, whoever's it is. */
function choose(exhibits: readonly Exhibit[], itemIds: readonly string[] | undefined): readonly Exhibit[] {
  if (itemIds === undefined) return exhibits
  const byId = new Map(exhibits.map((exhibit) => [exhibit.id, exhibit]))
  const errors = itemIds.flatMap((id, n) => {
    if (byId.has(id)) return []
    const detail = 'No item of this seizure has this id.'
    return [{ pointer: `#/itemIds/${n}`, code: 'seizure-item-unknown', detail }]
  })
  if (errors.length > 0) throw new DomainError('unprocessable', 'An item is not of this seizure.', { errors })
  return itemIds.flatMap((id) => byId.get(id) ?? [])
}

/** The parties of the event: those that the agency knows, and those whom an answer about one of the items named to it. */
async function findParties(
  { tx }: VerbWrite,
  wanted: NewExhibitEvent,
  exhibits: readonly Exhibit[],
): Promise<ReadonlyMap<string, PartyRecord>> {
  const fields = [['fromPartyId', wanted.fromPartyId] as const, ['toPartyId', wanted.toPartyId] as const]
  const ids = fields.flatMap(([, id]) => id ?? [])
  const named = await findNamedParties(tx, ids)
  const released = await findReleasedParties(
    tx,
    ids.filter((id) => !named.has(id)),
    exhibits.map(({ id }) => id),
  )
  const found = fields.flatMap(([field, id]) => {
    const party = id === undefined ? undefined : (named.get(id)?.party ?? released.get(id))
    return party === undefined ? [] : [[field, party] as const]
  })
  const known = new Map(found)
  const errors = fields.flatMap(([field, id]) => (id === undefined || known.has(field) ? [] : [unknownParty(field)]))
  if (errors.length > 0)
    throw new DomainError('unprocessable', 'A party of this event is not known to you.', { errors })
  return known
}

function sharedOf(
  wanted: NewExhibitEvent,
  parties: ReadonlyMap<string, PartyRecord>,
  dates: ReturnType<typeof readDates>,
): SharedEvent {
  const seal = wanted.sealNumber === undefined ? [] : [{ kind: 'SEAL', number: wanted.sealNumber }]
  return {
    kind: wanted.kind,
    from: partyThen(parties, 'fromPartyId', dates.occurred),
    to: isHandedOver(wanted.kind) ? partyThen(parties, 'toPartyId', dates.occurred) : null,
    carrier: null,
    ...dates,
    place: wanted.place ?? null,
    destinationCountry: null,
    transitCountries: [],
    documents: [...(wanted.documents ?? []), ...seal],
  } as SharedEvent
}

/**
 * Records what was done with the items of a seizure: sealed, sent to a laboratory or court, given back, confiscated, destroyed. Each event stands on the item's own record, and so
 * in one chain with the registered weapon once the two are joined. By the agency that recovered them, or a registrar.
 */
export async function recordExhibitEvent(
  write: VerbWrite,
  seizureId: string,
  wanted: NewExhibitEvent,
): Promise<Stored<StoredExhibitEvent>> {
  const { tx, requester } = write
  const all = await findExhibits(tx, seizureId)
  const isOwn = all.some(({ agencyId }) => agencyId === requester.agencyId)
  if (all.length === 0 || (!isOwn && !requester.scopes.has('registry:write-any'))) throw notFound('seizure')
  const exhibits = choose(all, wanted.itemIds)
  const [dates, [parties]] = await refuseTogether(
    () => readDates(wanted),
    () =>
      refuseTogether(
        () => findParties(write, wanted, exhibits),
        () => nameEvidence(write, [{ pointer: '#/evidenceIds', ids: wanted.evidenceIds }]),
      ),
  )
  const channel = 'EXHIBIT' as const
  const shared = sharedOf(wanted, parties, dates)
  await refuseIfImpossible(write, channel, shared)
  const whole = await findSeenWhole(
    tx,
    exhibits.map(({ weaponId }) => weaponId),
  )
  const id = wanted.id ?? newId()
  const noteId = await keepNote(write, id, wanted.note)
  const weapons = exhibits.map(({ weaponId }, n) => ({
    weaponId,
    pointer: `#/itemIds/${n}`,
    visible: whole.has(weaponId),
  }))
  const report = { reportId: id, shared, noteId, evidenceIds: wanted.evidenceIds, weapons, channel }
  const { recordedAt, events, findings } = await reportCustody(write, report)
  await recordAudit(
    write,
    recordedAt,
    'exhibit.record',
    [seizureId, ...weapons.map(({ weaponId }) => weaponId)],
    weapons.length,
  )
  const itemIds = new Map(exhibits.map((exhibit) => [exhibit.weaponId, exhibit.id]))
  const stored = events.map((event) => ({ ...event, itemId: itemIds.get(event.weaponId) ?? '' }))
  const body = { id, kind: wanted.kind, events: stored, recordedAt, findings: [...findings] }
  return { body, location: `/v1/seizures/${seizureId}`, findings }
}

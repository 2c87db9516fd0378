import { recordAudit } from '../../store/audit.ts'
import { newId } from '../../store/new-id.ts'
import { keepNote } from '../keep-note.ts'
import { nameParties, partyThen } from '../name-parties.ts'
import { lockOwnWeapons } from '../own-weapons.ts'
import { readDates, refuseIfImpossible } from '../read-report.ts'
import { refuseTogether } from '../refuse-together.ts'
import { reportCustody, type SharedEvent } from '../report-custody.ts'
import { type Move, storeAssemblies } from '../store-assemblies.ts'
import type { Stored, VerbWrite } from '../storing.ts'
import { refuseImpossibleParts } from './check-parts.ts'
import type { NewComponentExchange, StoredComponentExchange } from './schemas.ts'

/** The components of an exchange in the order of the work: out first, then in. */
function movesOf({ weaponId: hostId, removedComponentId, addedComponentId }: NewComponentExchange): Move[] {
  const out = { action: 'REMOVED', componentId: removedComponentId, pointer: '#/removedComponentId' } as const
  const into = { action: 'ASSEMBLED', componentId: addedComponentId, pointer: '#/addedComponentId' } as const
  return [out, into].flatMap(({ componentId, ...move }) =>
    componentId === undefined ? [] : [{ ...move, id: newId(), componentId, hostId }],
  )
}

async function readShared(write: VerbWrite, wanted: NewComponentExchange): Promise<SharedEvent> {
  const { partyId } = wanted
  const [dates, parties] = await refuseTogether(
    () => readDates(wanted),
    // Nobody need be named; who is, is one whom the caller may name.
    () => (partyId === undefined ? undefined : nameParties(write, { partyId }, ['partyId'])),
  )
  const shared = {
    kind: 'PART_EXCHANGED',
    from: parties === undefined ? null : partyThen(parties, 'partyId', dates.occurred),
    to: null,
    carrier: null,
    ...dates,
    place: wanted.place ?? null,
    destinationCountry: null,
    transitCountries: [],
    documents: wanted.documents ?? [],
  } as SharedEvent
  await refuseIfImpossible(write, 'CUSTODY_EVENT', shared)
  return shared
}

/** Records that parts of a weapon were exchanged: the event PART_EXCHANGED of the weapon, and what went out and in. The weapon stays the same weapon. */
export async function recordExchange(
  write: VerbWrite,
  wanted: NewComponentExchange,
): Promise<Stored<StoredComponentExchange>> {
  const { weaponId } = wanted
  const shared = await readShared(write, wanted)
  const moves = movesOf(wanted)
  const parts = moves.map(({ componentId, pointer }) => ({ weaponId: componentId, pointer }))
  const named = [{ weaponId, pointer: '#/weaponId' }, ...parts]
  const { weapons: found } = await lockOwnWeapons(write, named)
  const [host, ...components] = found
  if (host === undefined) throw new Error('a weapon that was found is missing')
  refuseImpossibleParts(host, components)
  const id = wanted.id ?? newId()
  const noteId = await keepNote(write, id, wanted.note)
  const weapons = [{ weaponId, pointer: '#/weaponId', visible: true, eventId: id }]
  const reported = await reportCustody(write, { reportId: id, shared, noteId, weapons })
  const { recordedAt } = reported
  const { occurred, place, documents } = shared
  const moved = await storeAssemblies(write, { reportId: id, occurred, place, documents, noteId, recordedAt, moves })
  const findings = [...reported.findings, ...moved]
  await recordAudit(write, recordedAt, 'component-exchange.record', [id, ...named.map((one) => one.weaponId)])
  const body = {
    id,
    weaponId,
    events: reported.events.map((event) => ({ id: event.id, kind: shared.kind })),
    assemblies: moves.map(({ id: assemblyId, action, componentId }) => ({ id: assemblyId, action, componentId })),
    recordedAt,
    findings,
  }
  return { body, location: `/v1/custody-events/${id}`, findings }
}

import { ruleOf } from '../../domain/custody/event-kinds.ts'
import type { PartyRef } from '../../domain/custody/types.ts'
import { recordAudit } from '../../store/audit.ts'
import { newId } from '../../store/new-id.ts'
import { nameEvidence } from '../name-evidence.ts'
import { nameParties, partyThen } from '../name-parties.ts'
import { refuseTogether } from '../refuse-together.ts'
import { reportCustody, type SharedEvent } from '../report-custody.ts'
import type { Stored, VerbWrite } from '../storing.ts'
import { keepNote } from '../keep-note.ts'
import { readDates, refuseIfImpossible } from '../read-report.ts'
import { resolveWeaponIds } from './resolve-weapons.ts'
import type { NewCustodyEvent, StoredReport } from './schemas.ts'

function sharedOf(wanted: NewCustodyEvent, party: PartyRef | null, dates: ReturnType<typeof readDates>): SharedEvent {
  const isGiver = ruleOf(wanted.kind).partyIs === 'FROM'
  return {
    kind: wanted.kind,
    from: isGiver ? party : null,
    to: isGiver ? null : party,
    carrier: null,
    ...dates,
    place: wanted.place ?? null,
    destinationCountry: null,
    transitCountries: [],
    documents: wanted.documents ?? [],
  } as SharedEvent
}

/** Records what is no hand-over (loss, theft, recovery, destruction …) for one to 500 weapons: all of them or none. */
export async function recordCustodyEvent(write: VerbWrite, wanted: NewCustodyEvent): Promise<Stored<StoredReport>> {
  const [dates, [parties]] = await refuseTogether(
    () => readDates(wanted),
    () =>
      refuseTogether(
        () => nameParties(write, { partyId: wanted.partyId }, ['partyId']),
        () => nameEvidence(write, [{ pointer: '#/evidenceIds', ids: wanted.evidenceIds }]),
      ),
  )
  const shared = sharedOf(wanted, partyThen(parties, 'partyId', dates.occurred), dates)
  await refuseIfImpossible(write, 'CUSTODY_EVENT', shared)
  const named = wanted.weaponIds.map((weaponId, n) => ({ weaponId, pointer: `#/weaponIds/${n}` }))
  const resolved = await resolveWeaponIds(write, named)
  const id = wanted.id ?? newId()
  // The report of one weapon is its event: who made its id offline can read it under that id.
  const weapons = resolved.length === 1 ? resolved.map((weapon) => ({ ...weapon, eventId: id })) : resolved
  const noteId = await keepNote(write, id, wanted.note)
  const { recordedAt, events, findings } = await reportCustody(write, {
    reportId: id,
    shared,
    noteId,
    evidenceIds: wanted.evidenceIds,
    weapons,
    channel: 'CUSTODY_EVENT',
  })
  await recordAudit(write, recordedAt, 'custody-event.record', [id, ...events.map((event) => event.weaponId)])
  const body = { id, events: [...events], recordedAt, findings: [...findings] }
  return { body, location: `/v1/custody-events/${events[0]?.id ?? id}`, findings }
}

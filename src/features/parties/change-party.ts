import { DomainError, notFound } from '../../domain/errors.ts'
import { appendFacts } from '../../store/append-fact.ts'
import { recordAudit } from '../../store/audit.ts'
import { readClock } from '../../store/clock.ts'
import { insertRows } from '../../store/insert-rows.ts'
import { newId } from '../../store/new-id.ts'
import { keepPersonal } from '../../store/personal.ts'
import { partyVersion } from '../../store/tables/parties.ts'
import { keepNote } from '../keep-note.ts'
import type { Stored, VerbWrite } from '../storing.ts'
import { findRegistered, isDependedOn, type Registered } from './queries.ts'
import type { NewPartyVersion, StoredPartyVersion } from './schemas.ts'

// Nobody moves or is renamed two hundred times; the bound keeps each reading of a party small.
const MAX_VERSIONS = 200

function refuse(detail: string, hint: string, code: string): never {
  throw new DomainError('forbidden', detail, { errors: [{ pointer: '#', code, detail, hint }] })
}

/** A registrar changes any party; its reporter alone changes it only while nobody depends on what it is (design 3.1). */
async function refuseUnlessMayChange({ tx, requester }: VerbWrite, party: Registered): Promise<void> {
  if (requester.scopes.has('registry:write-any')) return
  const hint = 'Ask a registrar to record the change.'
  if (party.agencyId !== requester.agencyId) {
    refuse('Your agency did not register this party.', hint, 'party-by-registrar-only')
  }
  if (await isDependedOn(tx, party.id)) {
    const detail =
      'Others depend on this party by now: a custody event, a licence or a look by another agency names it.'
    refuse(detail, hint, 'party-depended-on')
  }
}

async function refuseImpossible({ tx }: VerbWrite, party: Registered, wanted: NewPartyVersion): Promise<void> {
  const entries = []
  if (party.versions.length >= MAX_VERSIONS) {
    const detail = `A party has at most ${MAX_VERSIONS} versions.`
    entries.push({ pointer: '#', code: 'too-many-versions', detail })
  }
  const { successorPartyId } = wanted
  if (successorPartyId !== undefined) {
    const pointer = '#/successorPartyId'
    if (successorPartyId === party.id)
      entries.push({ pointer, code: 'successor-is-itself', detail: 'A party cannot succeed itself.' })
    else if ((await findRegistered(tx, [successorPartyId])).length === 0)
      entries.push({ pointer, code: 'party-unknown', detail: 'No party with this id is known to you.' })
  }
  if (entries.length > 0)
    throw new DomainError('unprocessable', 'This version cannot be recorded.', { errors: entries })
}

/** What the fact and the row hold alike: ids in the place of the name and the explanation. */
async function keptFields(write: VerbWrite, partyId: string, recordedAt: string, wanted: NewPartyVersion) {
  const { kind, country, name, status, successorPartyId, validFrom, reason } = wanted
  const named = { kind: 'PARTY_NAME' as const, subjectId: partyId, body: { name } }
  return {
    kind: kind ?? null,
    country: country ?? null,
    nameId: name === undefined ? null : await keepPersonal(write, recordedAt, named),
    status: status ?? null,
    successorPartyId: successorPartyId ?? null,
    validFrom: validFrom ?? null,
    reason,
    explanationId: await keepNote(write, partyId, wanted.explanation),
  }
}

/**
 * Says what a party is from a day on (renamed, moved, closed), or what was wrong of it; what was said before stays readable. Closing ends every representation of the
 * party on that day (ITI 13). Throws `not-found` for a party that the caller may not see, `forbidden` for one that he may see and not change.
 */
export async function changeParty(
  write: VerbWrite,
  partyId: string,
  wanted: NewPartyVersion,
): Promise<Stored<StoredPartyVersion>> {
  const { tx, requester } = write
  const [party] = await findRegistered(tx, [partyId])
  if (party === undefined) throw notFound('party')
  await refuseUnlessMayChange(write, party)
  await refuseImpossible(write, party, wanted)
  const id = wanted.id ?? newId()
  const { agencyId } = requester
  const recordedAt = await readClock(tx)
  const fields = await keptFields(write, partyId, recordedAt, wanted)
  await insertRows(tx, partyVersion, [{ id, partyId, ...fields, actorId: write.actorId, agencyId, recordedAt }])
  const { kind: partyKind, ...said } = fields
  await appendFacts(tx, agencyId, recordedAt, [{ id, kind: 'party-version', body: { partyId, partyKind, ...said } }])
  await recordAudit(write, recordedAt, 'party.change', [partyId, id])
  const { id: _given, ...shown } = wanted
  return { body: { ...shown, id, partyId, recordedAt, findings: [] }, location: `/v1/parties/${partyId}`, findings: [] }
}

import { DomainError } from '../../domain/errors.ts'
import { appendFacts, type NewFact } from '../../store/append-fact.ts'
import { recordAudit } from '../../store/audit.ts'
import { readClock } from '../../store/clock.ts'
import { insertRows } from '../../store/insert-rows.ts'
import { newId } from '../../store/new-id.ts'
import { keepPersonal } from '../../store/personal.ts'
import { party, partyLicence } from '../../store/tables/parties.ts'
import type { Stored, VerbWrite } from '../storing.ts'
import { renderLicenceInParty } from './render.ts'
import type { NewParty, StoredParty } from './schemas.ts'

function refuseLicences(): never {
  throw new DomainError('forbidden', 'Licences are set by a registrar.', {
    errors: [
      {
        pointer: '#/licences',
        code: 'licences-by-registrar-only',
        detail: 'Licences are set by a registrar.',
        hint: 'Leave licences out, and ask the registrar to record them.',
      },
    ],
  })
}

const UNSAID = { issuer: null, country: null, scope: null, versions: [] }

/** Registers someone who can hold or own. Facts carry the id of the name, never the name. Throws `forbidden` for licences without their scope. */
export async function registerParty(write: VerbWrite, wanted: NewParty): Promise<Stored<StoredParty>> {
  const { tx, requester } = write
  const licences = wanted.licences ?? []
  if (licences.length > 0 && !requester.scopes.has('licences:write')) refuseLicences()
  const id = wanted.id ?? newId()
  const { agencyId } = requester
  const recordedAt = await readClock(tx)
  const nameId = await keepPersonal(write, recordedAt, {
    kind: 'PARTY_NAME',
    subjectId: id,
    body: { name: wanted.name },
  })
  await insertRows(tx, party, [{ id, kind: wanted.kind, country: wanted.country, nameId, agencyId, recordedAt }])
  const held = licences.map((licence) => ({ ...licence, validTo: licence.validTo ?? null, id: newId() }))
  await insertRows(
    tx,
    partyLicence,
    held.map((licence) => ({ ...licence, partyId: id, agencyId, recordedAt })),
  )
  const facts: NewFact[] = [
    { id, kind: 'party', body: { partyKind: wanted.kind, country: wanted.country, nameId } },
    ...held.map(({ id: licenceId, kind, number, validFrom, validTo }) => ({
      id: licenceId,
      kind: 'licence' as const,
      body: { partyId: id, licenceKind: kind, number, validFrom, validTo },
    })),
  ]
  await appendFacts(tx, agencyId, recordedAt, facts)
  await recordAudit(write, recordedAt, 'party.register', [id])
  const { name, kind, country } = wanted
  const asOf = { at: recordedAt.slice(0, 10) }
  const shown = held.flatMap((licence) => renderLicenceInParty({ ...licence, ...UNSAID, recordedAt }, asOf) ?? [])
  const body = { id, kind, name, country, status: 'ACTIVE', licences: shown, recordedAt, findings: [] }
  return { body, location: `/v1/parties/${id}`, findings: [] }
}

import { DomainError } from '../../domain/errors.ts'
import type { Finding } from '../../domain/findings.ts'
import { appendFacts } from '../../store/append-fact.ts'
import { recordAudit } from '../../store/audit.ts'
import { readClock } from '../../store/clock.ts'
import { insertRows } from '../../store/insert-rows.ts'
import { newId } from '../../store/new-id.ts'
import { authorisation } from '../../store/tables/consignments.ts'
import { keepNote } from '../keep-note.ts'
import { nameParties } from '../name-parties.ts'
import type { Stored, VerbWrite } from '../storing.ts'
import type { NewAuthorisation, StoredAuthorisation } from './authorisation-schemas.ts'
import { findAuthorisations, findSides } from './queries.ts'
import { renderAuthorisation } from './render.ts'

function findingsOf({ kind, endUserPartyId, embargoReferences }: NewAuthorisation): Finding[] {
  if (kind === 'END_USER_CERTIFICATE' && endUserPartyId === undefined) {
    const detail = 'An end-user certificate names its end user.'
    const hint = 'Give endUserPartyId.'
    return [
      {
        code: 'END_USER_NOT_NAMED',
        severity: 'WARNING',
        pointer: '#/endUserPartyId',
        detail,
        hint,
        paragraph: 'ATT 8',
      },
    ]
  }
  if (kind === 'UN_EXEMPTION_NOTIFICATION' && (embargoReferences ?? []).length === 0) {
    const detail = 'An exemption is from something: no embargo is named.'
    const hint = 'Give embargoReferences, such as UNSC-2616/2021.'
    return [{ code: 'EMBARGO_NOT_NAMED', severity: 'WARNING', pointer: '#/embargoReferences', detail, hint }]
  }
  return []
}

async function refuseUnknownConsignment(write: VerbWrite, consignmentId: string | undefined): Promise<void> {
  if (consignmentId === undefined || (await findSides(write.tx, consignmentId)) !== undefined) return
  const detail = 'No consignment with this id is known to you.'
  const errors = [{ pointer: '#/consignmentId', code: 'consignment-unknown', detail }]
  throw new DomainError('unprocessable', detail, { errors })
}

/**
 * Records a licence, certificate or consent for crossing borders, apart from what is shipped under it (ATT 12). An integrator records those of its own parties;
 * none is taken for authentic before a registrar says that its issuer was asked.
 */
export async function recordAuthorisation(
  write: VerbWrite,
  wanted: NewAuthorisation,
): Promise<Stored<StoredAuthorisation>> {
  const { tx, requester } = write
  const { agencyId } = requester
  const { exporterPartyId, consigneePartyId, endUserPartyId, consignmentId, note } = wanted
  const parties = { exporterPartyId, consigneePartyId, endUserPartyId }
  await nameParties(write, parties, Object.keys(parties))
  await refuseUnknownConsignment(write, consignmentId)
  const id = wanted.id ?? newId()
  const noteId = await keepNote(write, id, note)
  const recordedAt = await readClock(tx)
  const terms = {
    kind: wanted.kind,
    number: wanted.number,
    issuer: wanted.issuer ?? null,
    country: wanted.country,
    issuedOn: wanted.issuedOn,
    expiresOn: wanted.expiresOn ?? null,
    exporterPartyId: exporterPartyId ?? null,
    consigneePartyId: consigneePartyId ?? null,
    endUserPartyId: endUserPartyId ?? null,
    destinationCountry: wanted.destinationCountry ?? null,
    transitCountries: wanted.transitCountries ?? [],
    nonRetransferClause: wanted.nonRetransferClause ?? false,
    embargoReferences: wanted.embargoReferences ?? [],
    consignmentId: consignmentId ?? null,
    noteId,
  }
  const lines = wanted.lines ?? []
  await insertRows(tx, authorisation, [{ id, ...terms, lines, agencyId, recordedAt }])
  const { kind, ...rest } = terms
  // Amounts are text in a fact: a proved decimal keeps its digits.
  const proved = lines.map(({ value, ...line }) => ({
    ...line,
    ...(value === undefined ? {} : { value: { amount: value.amount.toString(), currency: value.currency } }),
  }))
  const body = { authorisationKind: kind, ...rest, lines: JSON.parse(JSON.stringify(proved)) }
  await appendFacts(tx, agencyId, recordedAt, [{ id, kind: 'authorisation', body }])
  await recordAudit(write, recordedAt, 'authorisation.record', [id])
  const [stored] = await findAuthorisations(tx, [id])
  if (stored === undefined) throw new Error('a paper that was just recorded is missing')
  const findings = findingsOf(wanted)
  return {
    body: { ...renderAuthorisation(stored.body), recordedAt, findings },
    location: `/v1/authorisations/${id}`,
    findings,
  }
}

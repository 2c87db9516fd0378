import { DomainError, notFound } from '../../domain/errors.ts'
import { appendFacts } from '../../store/append-fact.ts'
import { recordAudit } from '../../store/audit.ts'
import { readClock } from '../../store/clock.ts'
import { insertRows } from '../../store/insert-rows.ts'
import { newId } from '../../store/new-id.ts'
import { keepPersonal } from '../../store/personal.ts'
import { authorisationVerification } from '../../store/tables/consignments.ts'
import type { Stored, VerbWrite } from '../storing.ts'
import type { NewVerification, StoredVerification } from './authorisation-schemas.ts'
import { findAuthorisations } from './queries.ts'

const DAY_MS = 86_400_000

/**
 * Records what came of asking the issuer of a paper. By a registrar only: whoever ships under a certificate must not be the one who calls it authentic. The latest
 * statement holds; events keep what was known when they were recorded.
 */
export async function verifyAuthorisation(
  write: VerbWrite,
  authorisationId: string,
  wanted: NewVerification,
): Promise<Stored<StoredVerification>> {
  const { tx, requester } = write
  const [found] = await findAuthorisations(tx, [authorisationId])
  if (found === undefined) throw notFound('authorisation')
  const recordedAt = await readClock(tx)
  const { status, verifiedOn, verifiedBy, method } = wanted
  if (Date.parse(verifiedOn) > Date.parse(recordedAt) + DAY_MS) {
    const detail = 'This lies more than 24 hours ahead.'
    const errors = [{ pointer: '#/verifiedOn', code: 'IN_THE_FUTURE', detail }]
    throw new DomainError('unprocessable', detail, { errors })
  }
  const id = wanted.id ?? newId()
  const { agencyId } = requester
  const text = { kind: 'NOTE' as const, subjectId: id, body: { note: method, verifiedBy } }
  const noteId = await keepPersonal(write, recordedAt, text)
  await insertRows(tx, authorisationVerification, [
    { authorisationId, id, status, verifiedOn, noteId, agencyId, recordedAt },
  ])
  const body = { authorisationId, status, verifiedOn, noteId, actorId: write.actorId }
  await appendFacts(tx, agencyId, recordedAt, [{ id, kind: 'authorisation-verification', body }])
  await recordAudit(write, recordedAt, 'authorisation.verify', [authorisationId, id])
  const told = { id, authorisationId, status, verifiedOn, recordedAt, findings: [] }
  return { body: told, location: `/v1/authorisations/${authorisationId}`, findings: [] }
}

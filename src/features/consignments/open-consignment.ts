import type { Authorisation } from '../../domain/consignments/record.ts'
import { reconcile } from '../../domain/consignments/reconcile.ts'
import { DomainError, type ErrorEntry } from '../../domain/errors.ts'
import { TRANSIT_DAYS } from '../../domain/policy.ts'
import { appendFacts } from '../../store/append-fact.ts'
import { recordAudit } from '../../store/audit.ts'
import { readClock } from '../../store/clock.ts'
import { loadConsignment } from '../../store/consignments.ts'
import { insertRows } from '../../store/insert-rows.ts'
import { newId } from '../../store/new-id.ts'
import { consignment } from '../../store/tables/consignments.ts'
import { keepNote } from '../keep-note.ts'
import { nameParties } from '../name-parties.ts'
import { refuseTogether } from '../refuse-together.ts'
import type { Stored, VerbWrite } from '../storing.ts'
import { findAuthorisations } from './queries.ts'
import { renderHead } from './render.ts'
import type { NewConsignment, StoredConsignment } from './schemas.ts'

/** A paper that the caller may not see is refused like one that does not exist: else its use by another could be counted. */
async function nameAuthorisations(write: VerbWrite, ids: readonly string[]): Promise<readonly Authorisation[]> {
  const found = new Map((await findAuthorisations(write.tx, ids)).map(({ body }) => [body.id, body]))
  const errors = ids.flatMap((id, n): ErrorEntry[] => {
    const pointer = `#/authorisationIds/${n}`
    if (ids.indexOf(id) < n)
      return [{ pointer, code: 'authorisation-named-twice', detail: 'This paper is named twice.' }]
    if (found.has(id)) return []
    const hint = 'Record the paper first.'
    return [{ pointer, code: 'authorisation-unknown', detail: 'No authorisation with this id is known to you.', hint }]
  })
  if (errors.length > 0) throw new DomainError('unprocessable', 'A paper of this consignment is not known.', { errors })
  return [...found.values()]
}

/** Opens a consignment: who sends what to whom, by which way, under which papers. Its weapons come with the transfers that name it. */
export async function openConsignment(write: VerbWrite, wanted: NewConsignment): Promise<Stored<StoredConsignment>> {
  const { tx, requester } = write
  const { exporterPartyId, consigneePartyId, endUserPartyId, carrierPartyId, lines } = wanted
  const parties = { exporterPartyId, consigneePartyId, endUserPartyId, carrierPartyId }
  const authorisationIds = wanted.authorisationIds ?? []
  await refuseTogether(
    () => nameParties(write, parties, ['exporterPartyId', 'consigneePartyId', 'endUserPartyId']),
    () => nameAuthorisations(write, authorisationIds),
  )
  const id = wanted.id ?? newId()
  const { agencyId } = requester
  const noteId = await keepNote(write, id, wanted.note)
  const recordedAt = await readClock(tx)
  const terms = {
    reference: wanted.reference ?? null,
    exporterPartyId,
    consigneePartyId,
    endUserPartyId: endUserPartyId ?? null,
    carrierPartyId: carrierPartyId ?? null,
    destinationCountry: wanted.destinationCountry,
    transitCountries: wanted.transitCountries ?? [],
    embargoReferences: wanted.embargoReferences ?? [],
    authorisationIds,
    noteId,
  }
  await insertRows(tx, consignment, [{ id, ...terms, lines, agencyId, recordedAt }])
  const body = { ...terms, lines: JSON.parse(JSON.stringify(lines)) }
  await appendFacts(tx, agencyId, recordedAt, [{ id, kind: 'consignment', body }])
  await recordAudit(write, recordedAt, 'consignment.open', [id])
  const record = await loadConsignment(tx, id, { serials: false })
  if (record === undefined) throw new Error('a consignment that was just opened is missing')
  const { findings } = reconcile(record, { now: recordedAt, transitDays: TRANSIT_DAYS })
  const told = findings.map((finding) => ({
    ...finding,
    pointer: pointInto(finding.pointer, record.authorisations, authorisationIds),
  }))
  const stored = { ...renderHead(record.consignment), authorisationIds, lines, findings: told }
  return { body: stored, location: `/v1/consignments/${id}`, findings: told }
}

/** From the n-th paper as it is read (by id) to its place in the body. */
function pointInto(pointer: string, authorisations: readonly Authorisation[], ids: readonly string[]): string {
  const n = /^#\/authorisations\/(\d+)\//.exec(pointer)?.[1]
  if (n === undefined) return pointer === '#/authorisations' ? '#/authorisationIds' : pointer
  const paper = [...authorisations].sort((a, b) => (a.id < b.id ? -1 : 1))[Number(n)]
  return `#/authorisationIds/${ids.indexOf(paper?.id ?? '')}`
}

import type { Paging } from '../../http/paging.ts'
import { Uuid } from '../../http/text.ts'
import { readClock } from '../../store/clock.ts'
import { type Database, inTransaction } from '../../store/db.ts'
import type { Reader } from '../../store/record-reading.ts'
import { listLicences } from '../../store/licences.ts'
import type { LicenceQuery, PartyLicence } from './licence-schemas.ts'
import { findNotes } from './queries.ts'
import { asOfQuery, openParty } from './read-party.ts'
import { noteIdsOf, renderLicence } from './render.ts'

interface LicencePage {
  readonly licences: PartyLicence[]
  readonly next?: string
  readonly link?: string
}

/**
 * The licences of a party as known at a moment, with how they stood on a day. Those of a person are seen by registrars, by the agency that registered him and by one
 * that acts for him; to others the list is empty, as if there were none.
 */
export async function readLicences(
  { db, paging }: { readonly db: Database; readonly paging: Paging },
  asker: Reader,
  partyId: string,
  query: LicenceQuery,
): Promise<LicencePage> {
  const { limit, cursor, at, knownAt } = query
  const route = `/v1/parties/${partyId}/licences`
  const scope = { route, agencyId: asker.requester.agencyId, filters: { at, knownAt } }
  const after = paging.readPosition(cursor, scope, Uuid)
  return inTransaction(db, asker.requester, async (tx) => {
    const now = await readClock(tx)
    const asOf = asOfQuery(query, now)
    await openParty(tx, asker, { id: partyId, source: 'party-licences' }, asOf)
    const found = await listLicences(tx, partyId, { after, limit: limit + 1 })
    const page = found.slice(0, limit)
    const notes = await findNotes(tx, noteIdsOf(page))
    const licences = page.flatMap((row) => renderLicence(row, asOf, notes) ?? [])
    const last = page.at(-1)
    if (found.length <= limit || last === undefined) return { licences }
    const next = paging.writeCursor(scope, last.id)
    return { licences, next, link: paging.linkNext(route, { at, knownAt, limit }, next) }
  })
}

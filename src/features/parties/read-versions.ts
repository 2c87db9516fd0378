import { z } from 'zod'
import type { Paging } from '../../http/paging.ts'
import { Uuid } from '../../http/text.ts'
import { readClock } from '../../store/clock.ts'
import { type Database, inTransaction } from '../../store/db.ts'
import type { Reader } from '../../store/record-reading.ts'
import { listVersions } from './queries.ts'
import { asOfQuery, openParty } from './read-party.ts'
import type { PartyVersion } from './schemas.ts'

interface VersionPage {
  readonly versions: PartyVersion[]
  readonly next?: string
  readonly link?: string
}

const Position = z.strictObject({ recordedAt: z.string(), id: Uuid })

/** Everything that was said of a party, oldest first; the first is its registration. */
export async function readVersions(
  { db, paging }: { readonly db: Database; readonly paging: Paging },
  asker: Reader,
  partyId: string,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<VersionPage> {
  const route = `/v1/parties/${partyId}/versions`
  const scope = { route, agencyId: asker.requester.agencyId, filters: {} }
  const after = paging.readPosition(cursor, scope, Position)
  return inTransaction(db, asker.requester, async (tx) => {
    const now = await readClock(tx)
    await openParty(tx, asker, { id: partyId, source: 'party-versions' }, asOfQuery({}, now))
    const found = await listVersions(tx, partyId, { after, limit })
    const versions = found.slice(0, limit)
    const last = versions.at(-1)
    if (found.length <= limit || last === undefined) return { versions }
    const next = paging.writeCursor(scope, { recordedAt: last.recordedAt, id: last.id })
    return { versions, next, link: paging.linkNext(route, { limit }, next) }
  })
}

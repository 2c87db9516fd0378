import { custodyOf, hostsOf } from '../../domain/custody/record.ts'
import { notFound } from '../../domain/errors.ts'
import { asSeenBy, endsOfItemLinks } from '../../domain/identity/recovered-items.ts'
import { TRANSIT_DAYS } from '../../domain/policy.ts'
import type { Requester } from '../../domain/requester.ts'
import { actorIdOf } from '../../store/actors.ts'
import { readClock } from '../../store/clock.ts'
import { loadShownRecord } from '../../store/custody-history.ts'
import { type Database, inTransaction, TRANSACTION_TIMEOUT_MS, type Tx } from '../../store/db.ts'
import { recordLook } from '../../store/looks.ts'
import { readTogether } from '../../store/read-together.ts'
import { findReleasedNames, findVisibleNames, type NameMoment } from '../../store/parties.ts'
import { findVisibleWeapons } from '../../store/visible-weapons.ts'
import type { Custody } from '../chain-schemas.ts'
import { partiesOf, renderCustody } from '../render-chain.ts'
import { momentText } from '../moments.ts'
import { requirePurpose } from '../require-purpose.ts'
import type { Print } from './build-chains.ts'
import { findSight } from './queries.ts'
import { readCustodies } from './read-custodies.ts'
import { withEvidence } from './with-evidence.ts'

export interface CustodyQuestion {
  readonly requester: Requester
  readonly requestId: string
  readonly weaponId: string
  readonly at: string | undefined
  readonly knownAt: string | undefined
  readonly purpose: string | undefined
  readonly legalBasis: string | undefined
}

/**
 * The names of a chain: all of them where an answer released them; none where an answer was released without (its asker could not guarantee confidentiality, so
 * that even the names of shared parties would be more than he was told); else those that row security shows.
 */
async function namesFor(
  tx: Tx,
  { scopes }: Requester,
  sight: { own: boolean; names: boolean },
  partyIds: readonly string[],
  moment: NameMoment,
): Promise<Map<string, string>> {
  if (sight.names) return findReleasedNames(tx, partyIds, moment)
  if (!sight.own && !scopes.has('registry:read-any')) return new Map()
  return findVisibleNames(tx, partyIds, moment)
}

/**
 * The moments that were asked for. A reading as known at a moment so recent that a transaction may still be running which read its clock before it is
 * provisional: a fact of that moment may yet appear.
 */
function asOf({ at, knownAt }: CustodyQuestion, now: string): Pick<Custody, 'asOf'> {
  if (at === undefined && knownAt === undefined) return {}
  const known = knownAt === undefined ? undefined : momentText(knownAt)
  const provisional = known !== undefined && Date.parse(known) > Date.parse(now) - TRANSACTION_TIMEOUT_MS
  return {
    asOf: {
      ...(at === undefined ? {} : { at }),
      ...(knownAt === undefined ? {} : { knownAt, provisional }),
    },
  }
}

/** One chain by all that is recorded, as of any moments and as known at any: what `readCustodies` answers for now must be the same to the byte. */
async function answer(tx: Tx, question: CustodyQuestion): Promise<Custody> {
  const { requester, weaponId } = question
  const sight = await findSight(tx, weaponId)
  if (sight === undefined) throw notFound('weapon')
  const reason = sight.own ? undefined : requirePurpose(question)
  const now = await readClock(tx)
  const at = question.at === undefined ? undefined : momentText(question.at)
  const knownAt = question.knownAt === undefined ? undefined : momentText(question.knownAt)
  const options = {
    now,
    transitDays: TRANSIT_DAYS,
    ...(at === undefined ? {} : { at }),
    ...(knownAt === undefined ? {} : { knownAt }),
  }
  const record = await loadShownRecord(tx, weaponId)
  if (record === undefined) throw notFound('weapon')
  // A component in a weapon that the asker does not see is told without that weapon's life, and without its holder; a recovered item likewise.
  const visible = await findVisibleWeapons(tx, [...hostsOf(record), ...endsOfItemLinks(record)])
  const custody = custodyOf(asSeenBy(visible, record, knownAt), options, visible)
  const partyIds = [...new Set(partiesOf(custody).map((party) => party.id))]
  const names = await namesFor(tx, requester, sight, partyIds, { at: at?.slice(0, 10), knownAt })
  const shown = names.size > 0 ? ['CHAIN', 'NAMES'] : ['CHAIN']
  const look = { weaponId, ownRecord: sight.own, shown, source: 'custody', ...reason }
  const write = { tx, requester, actorId: await actorIdOf(tx, requester), requestId: question.requestId }
  const addEvidence = await withEvidence(tx, custody.links)
  // The clock after the reading: a look must never be older than what it saw, or who reported that could still correct it alone.
  await recordLook(write, await readClock(tx), [look])
  return { ...addEvidence(renderCustody(custody, names)), ...asOf(question, now) }
}

/** One chain in a transaction of its own. Throws `not-found` and `purpose-missing` as `custodyReader`. */
export async function readCustodyAlone(db: Database, question: CustodyQuestion): Promise<Custody> {
  return inTransaction(db, question.requester, (tx) => answer(tx, question))
}

/**
 * Reads the custody chains of weapons that their askers may read, as the text that is sent; those that are asked for together are read together. Each look is
 * committed before its answer leaves, so that no crash can lose a look whose answer was sent.
 *
 * The reader throws `not-found` alike for an unknown weapon and another's; `purpose-missing` where a look needs a reason.
 */
export function custodyReader(db: Database): (question: CustodyQuestion, print: Print) => Promise<string> {
  const ask = readTogether(db, readCustodies)
  return async (question, print) => {
    if (question.at !== undefined || question.knownAt !== undefined) return print(await readCustodyAlone(db, question))
    const { requester, requestId, weaponId, purpose, legalBasis } = question
    return ask({ requester, requestId, question: { weaponId, purpose, legalBasis, print } })
  }
}

import { unchangedUntil } from '../../domain/custody/changes-by-time.ts'
import { type CustodyRecord, custodyOf, hostsOf } from '../../domain/custody/record.ts'
import type { Custody } from '../../domain/custody/types.ts'
import { asSeenBy, endsOfItemLinks } from '../../domain/identity/recovered-items.ts'
import { TRANSIT_DAYS } from '../../domain/policy.ts'
import type { Scope } from '../../domain/vocabulary/scopes.ts'
import { type ChainKey, loadKeyedRecords } from '../../store/custody-history.ts'
import { reachOf, type Tx } from '../../store/db.ts'
import { type Dossier, keepDossiers, type Sight } from '../../store/dossiers.ts'
import { findReleasedNames, findVisibleNames } from '../../store/parties.ts'
import { findVisibleWeapons } from '../../store/visible-weapons.ts'
import type { Custody as WireCustody } from '../chain-schemas.ts'
import { partiesOf, renderCustody } from '../render-chain.ts'
import { printWithPlaces } from './chain-text.ts'
import { withEvidence } from './with-evidence.ts'

/** Prints a chain as the route sends it. */
export type Print = (custody: WireCustody) => string

/** Chains with places for names, and the names that one asker may have, by weapon. */
export type Chains = ReadonlyMap<string, { readonly body: string; readonly names: readonly (string | null)[] }>

interface Asker {
  /** False for who only compares: nothing is written then. */
  readonly keeps?: boolean
  readonly scopes: ReadonlySet<Scope>
  readonly readsAny: boolean
  readonly print: Print
  readonly program: string
}

interface Built {
  readonly sight: Sight
  readonly record: CustodyRecord
  readonly key: ChainKey | undefined
  readonly custody: Custody
  readonly partyIds: readonly string[]
}

async function decide(tx: Tx, sights: readonly Sight[]): Promise<Built[]> {
  const ids = sights.map(({ weaponId }) => weaponId)
  const { records, keys } = await loadKeyedRecords(tx, ids)
  // A component in a weapon that the asker does not see is told without that weapon's life, and without its holder; a recovered item likewise.
  const others = [...records.values()].flatMap((record) => [...hostsOf(record), ...endsOfItemLinks(record)])
  const visible = await findVisibleWeapons(tx, [...new Set(others)])
  return sights.flatMap((sight) => {
    const record = records.get(sight.weaponId)
    if (record === undefined) return []
    const custody = custodyOf(asSeenBy(visible, record), { now: sight.now, transitDays: TRANSIT_DAYS }, visible)
    const partyIds = [...new Set(partiesOf(custody).map(({ id }) => id))]
    return [{ sight, record, key: keys.get(sight.weaponId), custody, partyIds }]
  })
}

/**
 * The names of some chains, by what the asker has of each: all of them where an answer released them; none where an answer was released without (its asker could
 * not guarantee confidentiality, so that even the names of shared parties would be more than he was told); else those that row security shows.
 */
async function findNames(
  tx: Tx,
  readsAny: boolean,
  built: readonly Built[],
): Promise<(sight: Sight) => ReadonlyMap<string, string>> {
  const sees = ({ own }: Sight) => own || readsAny
  const idsOf = (some: readonly Built[]) => [...new Set(some.flatMap(({ partyIds }) => partyIds))]
  const released = idsOf(built.filter(({ sight }) => sight.names))
  const visible = idsOf(built.filter(({ sight }) => !sight.names && sees(sight)))
  const none: ReadonlyMap<string, string> = new Map()
  const all = released.length === 0 ? none : await findReleasedNames(tx, released)
  const shown = visible.length === 0 ? none : await findVisibleNames(tx, visible)
  return (sight) => (sight.names ? all : sees(sight) ? shown : none)
}

/** A chain to keep, where it is the same for every asker and this one saw all of it. */
function dossierOf({ sight, record, key, partyIds }: Built, body: string, { scopes, program }: Asker): Dossier[] {
  const seesEvidence = sight.own || reachOf({ scopes }) !== 'own'
  if (key === undefined || (key.withEvidence && !seesEvidence)) return []
  const validUntil = unchangedUntil(record, sight.now, TRANSIT_DAYS)
  return [{ weaponId: sight.weaponId, key, program, validUntil, body, namedIds: partyIds }]
}

/** Builds chains from all that is recorded of them, in a fixed number of statements however many they are, and keeps those that the next reader may have too. */
export async function buildChains(tx: Tx, asker: Asker, sights: readonly Sight[]): Promise<Chains> {
  if (sights.length === 0) return new Map()
  const built = await decide(tx, sights)
  const namesOf = await findNames(tx, asker.readsAny, built)
  const links = built.flatMap(({ custody }) => custody.links)
  const addEvidence = await withEvidence(tx, links)
  const printed = built.map((one) => ({
    one,
    body: printWithPlaces(one.partyIds, (places) => asker.print(addEvidence(renderCustody(one.custody, places)))),
  }))
  if (asker.keeps !== false) {
    await keepDossiers(
      tx,
      printed.flatMap(({ one, body }) => dossierOf(one, body, asker)),
    )
  }
  return new Map(
    printed.map(({ one, body }) => {
      const names = namesOf(one.sight)
      return [one.sight.weaponId, { body, names: one.partyIds.map((id) => names.get(id) ?? null) }] as const
    }),
  )
}

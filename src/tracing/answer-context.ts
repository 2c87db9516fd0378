import type { Requester } from '../domain/requester.ts'
import type { Tx } from '../store/db.ts'
import { findReleasedNames } from '../store/parties.ts'
import { type Names, partiesOf } from '../features/render-chain.ts'
import type { LoadedWeapon } from './load-weapons.ts'
import { findOffices, type Offices } from './offices.ts'
import { findRelations, type Relations } from './relations.ts'

/** Who an answer is for: what is another agency's case depends on it. */
export interface Asker {
  readonly agencyId: string
  readonly country: string
}

/** All that an answer shows beside the custody itself. */
export interface AnswerContext {
  readonly asker: Asker
  readonly names: Names
  readonly offices: Offices
  readonly relations: Relations
}

export function askerOf({ agencyId, agency }: Pick<Requester, 'agencyId' | 'agency'>): Asker {
  return { agencyId, country: agency.country }
}

/** The agency that asked, where somebody else acts on its request. */
export async function findAsker(tx: Tx, agencyId: string): Promise<Asker> {
  const office = (await findOffices(tx, [agencyId])).get(agencyId)
  if (office === undefined) throw new Error('the agency of a request is not registered')
  return { agencyId, country: office.country }
}

/** What the answers about some weapons need, in three statements whatever their number, asked in one breath. Names are read only where some answer may hold them. */
export async function loadAnswerContext(
  tx: Tx,
  asker: Asker,
  weapons: ReadonlyMap<string, LoadedWeapon>,
  withNames: boolean,
): Promise<AnswerContext> {
  const loaded = [...weapons.values()]
  const partyIds = [...new Set(loaded.flatMap(({ custody }) => partiesOf(custody).map(({ id }) => id)))]
  const reporters = loaded.flatMap(({ events }) => events.map(({ reporterAgencyId }) => reporterAgencyId))
  const [names, offices, relations] = await Promise.all([
    withNames && partyIds.length > 0 ? findReleasedNames(tx, partyIds) : new Map<string, string>(),
    findOffices(tx, reporters),
    findRelations(tx, [...weapons.keys()]),
  ])
  return { asker, names, offices, relations }
}

import { DomainError, notFound } from '../../domain/errors.ts'
import type { Tx } from '../../store/db.ts'
import { findSights, type Sight } from '../../store/dossiers.ts'
import type { Asked, Read } from '../../store/read-together.ts'
import { requirePurpose } from '../require-purpose.ts'
import { buildChains, type Chains, type Print } from './build-chains.ts'
import { fillNames } from './chain-text.ts'
import { markOfProgram } from './program-mark.ts'

/** A question for a weapon's chain as it is now. */
export interface ChainQuestion {
  readonly weaponId: string
  readonly purpose: string | undefined
  readonly legalBasis: string | undefined
  readonly print: Print
}

const PROGRAM = markOfProgram()

/** One asker's question, once it is known whether he sees the weapon: a refusal, or the reason he gave. */
type Admitted =
  | { readonly refusal: Error }
  | { readonly sight: Sight; readonly reason: ReturnType<typeof requirePurpose> | undefined }

function admit({ question }: Asked<ChainQuestion>, sights: ReadonlyMap<string, Sight>): Admitted {
  const sight = sights.get(question.weaponId)
  if (sight === undefined) return { refusal: notFound('weapon') }
  if (sight.own) return { sight, reason: undefined }
  try {
    return { sight, reason: requirePurpose(question) }
  } catch (error) {
    if (error instanceof DomainError) return { refusal: error }
    throw error
  }
}

function tell(admitted: Admitted, chains: Chains): Read<string> {
  if ('refusal' in admitted) return admitted
  const { sight, reason } = admitted
  const { weaponId, own } = sight
  const { body, names } = chains.get(weaponId) ?? { body: sight.body ?? '', names: sight.partyNames }
  if (body === '') return { refusal: notFound('weapon') }
  const shown = names.some((name) => name !== null) ? ['CHAIN', 'NAMES'] : ['CHAIN']
  const look = { weaponId, ownRecord: own, shown, source: 'custody', ...reason }
  return { answer: fillNames(body, names), looks: [look] }
}

/**
 * The chains of many weapons for askers of one agency with one reach, as text: one statement where all of them are kept. Those that are not are built from all
 * that is recorded, and kept where they are the same for every asker.
 */
export async function readCustodies(tx: Tx, asked: readonly Asked<ChainQuestion>[]): Promise<readonly Read<string>[]> {
  const [first] = asked
  if (first === undefined) return []
  const readsAny = first.requester.scopes.has('registry:read-any')
  const ids = [...new Set(asked.map(({ question }) => question.weaponId))]
  const sights = await findSights(tx, ids, PROGRAM, readsAny)
  const admitted = asked.map((one) => admit(one, sights))
  const missing = new Map(
    admitted.flatMap((one) =>
      'sight' in one && one.sight.body === null ? [[one.sight.weaponId, one.sight] as const] : [],
    ),
  )
  const asker = { scopes: first.requester.scopes, readsAny, print: first.question.print, program: PROGRAM }
  const chains = await buildChains(tx, asker, [...missing.values()])
  return admitted.map((one) => tell(one, chains))
}

import { Custody } from '../features/chain-schemas.ts'
import { buildChains } from '../features/custody/build-chains.ts'
import { markOfProgram } from '../features/custody/program-mark.ts'
import { createSerializerCompiler } from '../http/serializer.ts'
import type { DatabaseClient } from '../store/connect.ts'
import { createTx, type Tx } from '../store/db.ts'
import { findSights } from '../store/dossiers.ts'
import { rowsOf } from './cursor.ts'
import type { Problems } from './problem.ts'

/** How many kept chains are built anew: all, or so many at random. */
export type ChainAmount = 'all' | number

const BATCH = 100
const SCOPES = new Set(['registry:read-any', 'registry:write-any'] as const)
const PRINT = { schema: Custody, method: 'GET', url: '/v1/weapons/:id/custody', httpStatus: '200' }

// Not at random for all: sorting ten million ids would be the longest part of the check.
const wanted = (amount: ChainAmount): string =>
  `select weapon_id as "weaponId" from custody_dossier where program = $1 ${amount === 'all' ? '' : `order by random() limit ${amount}`}`

/** Compares kept chains with chains that are built from all that is recorded, byte for byte; those that would not be used are passed over. */
async function compareBatch(tx: Tx, ids: readonly string[], program: string, problems: Problems): Promise<number> {
  const sights = [...(await findSights(tx, ids, program, true)).values()].filter(({ body }) => body !== null)
  const print = createSerializerCompiler({ checkResponses: false })(PRINT)
  const built = await buildChains(tx, { keeps: false, scopes: SCOPES, readsAny: true, print, program }, sights)
  for (const { weaponId, body } of sights) {
    if (built.get(weaponId)?.body === body) continue
    problems.add(
      'CHAIN_DIFFERS',
      `custody_dossier ${weaponId}`,
      'The chain that is kept is not the one that the records give.',
    )
  }
  return sights.length
}

const OF_OTHERS = 'select count(*) as chains from custody_dossier where program <> $1'

/** Kept chains that were compared, and those that another version of the program kept and alone would show: their words may rightly be others. */
interface ComparedChains {
  readonly compared: number
  readonly passedOver: number
}

/** Needs a transaction that acts for an agency with reach over the registry. */
export async function checkChains(
  client: DatabaseClient,
  amount: ChainAmount,
  problems: Problems,
): Promise<ComparedChains> {
  const program = markOfProgram()
  const tx = createTx(client)
  let compared = 0
  let batch: string[] = []
  const flush = async (): Promise<void> => {
    if (batch.length > 0) compared += await compareBatch(tx, batch, program, problems)
    batch = []
  }
  for await (const { weaponId } of rowsOf<{ weaponId: string }>(client, wanted(amount), [program])) {
    batch.push(weaponId)
    if (batch.length >= BATCH) await flush()
  }
  await flush()
  const { rows } = await client.query<{ chains: string }>(OF_OTHERS, [program])
  return { compared, passedOver: Number(rows[0]?.chains ?? 0) }
}

import { Draws } from '../generate/random.ts'
import { weaponIdAt } from '../load/blocks.ts'
import { asReader, type BenchContext } from '../run/context.ts'

/** How many weapons are asked for again and again, and how many there are to ask for at random. */
export const HOT = 1000
const SAMPLE = 200_000

/** Ids of weapons drawn at random; the nth of the sample is the nth row of `bench.weapon`, from 1. */
export function sampleIds({ population }: BenchContext): string[] {
  const draws = new Draws(population.seed, 'sample', 1)
  return Array.from({ length: Math.min(SAMPLE, population.weapons) }, () =>
    weaponIdAt(population, draws.below(population.weapons)),
  )
}

/** pgbench draws numbers and no ids, so the ids of the sample lie in a table: one probe more for each statement that it runs. */
export async function storeSample(context: BenchContext, ids: readonly string[]): Promise<void> {
  await asReader(context, async (client) => {
    await client.query(
      'create schema if not exists bench; drop table if exists bench.weapon; create unlogged table bench.weapon (n integer primary key, id uuid not null)',
    )
    await client.query(
      'insert into bench.weapon (n, id) select n, id from unnest($1::uuid[]) with ordinality as i (id, n)',
      [ids],
    )
    await client.query('analyze bench.weapon')
  })
}

import type { Reading } from '../../generate/misread.ts'
import { asReader, type BenchContext } from '../../run/context.ts'
import { runSql, type SqlResult } from '../../run/pgbench.ts'
import { questionAt } from './questions.ts'

/** The peers of a search: pg_trgm's similarity and LIKE, both over a GIN index on the same texts, the make as a further condition. */
export const PEERS = {
  similarity: {
    readings: ['substitution', 'insertion', 'deletion', 'transposition', 'confusion'],
    where: `s.text % q.text and s.make_key = q.make_key order by similarity(s.text, q.text) desc limit 300`,
  },
  like: {
    readings: ['unreadable1', 'unreadable2'],
    where: `s.text like q.text and s.make_key = q.make_key limit 300`,
  },
} as const satisfies Readonly<Record<string, { readonly readings: readonly Reading[]; readonly where: string }>>
export type Peer = keyof typeof PEERS

const SETUP = `
  create extension if not exists pg_trgm;
  create schema if not exists bench;
  create unlogged table if not exists bench.serial as
    select m.weapon_id, regexp_replace(upper(m.text), '[^[:alnum:]]', '', 'g') as text, d.make_key
    from marking m join weapon_description d on d.weapon_id = m.weapon_id and d.version = 1
    where m.kind = 'SERIAL_PRIMARY';
  create index if not exists serial_trgm on bench.serial using gin (text gin_trgm_ops);
  analyze bench.serial;
  drop table if exists bench.question;
  create unlogged table bench.question (peer text, n integer, reading text, text text, make_key text, weapon_id uuid, primary key (peer, n));`

const INSERT = `
  insert into bench.question (peer, n, reading, text, make_key, weapon_id)
  select $1, i.n, i.reading, i.text, d.make_key, i.weapon_id
  from unnest($2::integer[], $3::text[], $4::text[], $5::uuid[]) as i (n, reading, text, weapon_id)
    join weapon_description d on d.weapon_id = i.weapon_id and d.version = 1`

const QUESTIONS_PER_READING = 500

function list(peer: Peer): string {
  return `select s.weapon_id from bench.serial s where ${PEERS[peer].where}`
}

/** Makes the peers' table with its index, and the questions that they are asked: the same as the service's. Undefined where the server has no pg_trgm. */
export async function prepareTrigrams(context: BenchContext): Promise<boolean> {
  return asReader(context, async (client) => {
    try {
      await client.query(SETUP)
    } catch (error) {
      context.tell(`  no pg_trgm: ${(error as Error).message}`)
      return false
    }
    for (const [peer, { readings }] of Object.entries(PEERS)) {
      const asked = readings.flatMap((reading) =>
        Array.from({ length: QUESTIONS_PER_READING }, (_, n) =>
          questionAt(context.population, reading, true, n),
        ).flatMap((one) => one ?? []),
      )
      const texts = asked.map(({ text }) => text.toUpperCase().replaceAll('?', '_'))
      await client.query(INSERT, [
        peer,
        asked.map((_, n) => n + 1),
        asked.map(({ reading }) => reading),
        texts,
        asked.map(({ weaponId }) => weaponId),
      ])
    }
    await client.query('analyze bench.question')
    return true
  })
}

/** One round of a peer: its questions at random, eight at a time. */
export async function runTrigrams({ database, options }: BenchContext, peer: Peer): Promise<SqlResult> {
  const count = PEERS[peer].readings.length * QUESTIONS_PER_READING
  const script = `\\set n random(1, ${count})\nselect f.weapon_id from bench.question q cross join lateral (${list(peer)}) f where q.peer = '${peer}' and q.n = :n;\n`
  return runSql({ url: database.readerUrl, script, clients: 8, seconds: options.seconds })
}

/** In how many of the questions a peer's list holds the true weapon, by kind of misreading; of so many questions of each. */
export async function recallOfTrigrams(context: BenchContext, peer: Peer): Promise<Readonly<Record<string, number>>> {
  return asReader(context, async (client) => {
    const { rows } = await client.query<{ reading: string; recall: string }>(
      `select q.reading, avg(exists (select from (${list(peer)}) f where f.weapon_id = q.weapon_id)::integer)::text as recall
       from bench.question q where q.peer = $1 and (q.n - 1) % ${QUESTIONS_PER_READING} < $2 group by q.reading`,
      [peer, Math.min(QUESTIONS_PER_READING, context.options.queries)],
    )
    return Object.fromEntries(rows.map(({ reading, recall }) => [reading, Number(recall)]))
  })
}

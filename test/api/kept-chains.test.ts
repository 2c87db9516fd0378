import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ASKERS, type ChainReaders, openChainReaders } from '../support/chain-askers.ts'
import { tellHistory } from '../support/chain-histories.ts'
import { openSmallRegistry, OURS, REGISTRAR, type SmallRegistry } from '../support/small-registry.ts'

const isLong = process.env['LONG'] === '1'
const STEPS = isLong ? 1200 : 60
/** How many other weapons are compared after each step, beside all in the end. */
const COMPARED = isLong ? 6 : 2
const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000)

/**
 * A new table of facts goes here, or gets a trigger. An event raises `last_seq`, without which its own key would refuse it. The papers of a consignment are copied
 * onto its events, who may read is decided anew for each asker, and the others say nothing of custody.
 */
const NOT_IN_CHAINS = [
  'consignment_movement',
  'custody_event',
  'disclosure',
  'disposition',
  'marking',
  'representation',
  'representation_end',
  'seizure_item',
  'stock_count',
  'stock_count_line',
  'stock_discrepancy',
  'stock_location',
  'stock_location_version',
  'stock_placement',
  'stock_resolution',
  'succession',
  'trace_answer',
  'trace_decision',
  'weapon_description',
  'weapon_reader',
]

let registry: SmallRegistry
let readers: ChainReaders
let owner: pg.Client

beforeAll(async () => {
  registry = await openSmallRegistry()
  readers = openChainReaders(registry)
  owner = new pg.Client(registry.service.database.ownerUrl)
  await owner.connect()
})

afterAll(async () => {
  await readers.close()
  await owner.end()
  await registry.close()
})

/** Mulberry32: small, seeded, good enough to choose what happens next. */
function makeRandom(state: number): () => number {
  let a = state
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

async function compare(weaponIds: readonly string[], after: string): Promise<void> {
  for (const weaponId of weaponIds) {
    for (const [name, asker] of Object.entries(ASKERS)) {
      const [quick, slow] = [await readers.quick(weaponId, asker), await readers.slow(weaponId, asker)]
      expect({ after, name, ...quick }).toEqual({ after, name, ...slow })
    }
  }
}

const poison = () => owner.query(`update custody_dossier set body = '{"poisoned":true}'`)

describe('a chain that is kept', () => {
  it('is what is answered while nothing is recorded since, and never after its time or from another program', async () => {
    const { id } = await registry.registerWeapon(OURS)
    const good = await readers.quick(id, REGISTRAR)
    await poison()
    expect((await readers.quick(id, REGISTRAR)).text).toBe('{"poisoned":true}')
    await owner.query(`update custody_dossier set valid_until = clock_timestamp() - interval '1 second'`)
    expect(await readers.quick(id, REGISTRAR)).toEqual(good)
    await poison()
    await owner.query(`update custody_dossier set program = 'another'`)
    expect(await readers.quick(id, REGISTRAR)).toEqual(good)
  })

  it(`is byte for byte what is built from the records, for every asker, after each of ${STEPS} random steps (seed ${seed})`, async () => {
    console.log(`[kept chains] seed ${seed}; SEED=${seed} repeats the history`)
    const random = makeRandom(seed)
    const { world, step, names } = tellHistory(registry, random)
    for (const name of ['register', 'register', 'register', 'registerPart', 'keepFile', 'license']) await step(name)
    const recorded = new Map<string, number>()
    // Each kind of step is told at least once in the first round, then they are drawn.
    for (let n = 0; n < STEPS; n++) {
      const { name, isRecorded } = await step(names[n])
      if (isRecorded) recorded.set(name, (recorded.get(name) ?? 0) + 1)
      const others = Array.from({ length: COMPARED }, () => world.weapons[Math.floor(random() * world.weapons.length)])
      await compare(
        [...new Set(others)].flatMap((id) => id ?? []),
        `${n} ${name}`,
      )
    }
    await compare(world.weapons, 'the end')
    await compare(world.weapons, 'the end, kept')
    const { rows } = await owner.query<{ kept: number }>('select count(*)::integer as kept from custody_dossier')
    expect(rows[0]?.kept).toBeGreaterThan(0)
    console.log('[kept chains]', Object.fromEntries(recorded))
  }, 3_600_000)

  it('holds no name and no token subject', async () => {
    const { rows } = await owner.query<{ text: string }>('select d::text as text from custody_dossier d')
    expect(rows.length).toBeGreaterThan(0)
    for (const { text } of rows) expect(text).not.toMatch(/invented|test-/i)
  })

  it('moves with every table of facts about weapons and parties, but for those that no chain is made from', async () => {
    const { rows } = await owner.query<{ name: string }>(`
      select c.relname::text as name from pg_class c
      where c.relnamespace = 'public'::regnamespace and obj_description(c.oid) like 'fact:%'
        and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname in ('weapon_id', 'party_id') and not a.attisdropped)
        and not exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname in ('chain_moves', 'party_moves'))
      order by 1`)
    expect(rows.map(({ name }) => name)).toEqual(NOT_IN_CHAINS)
  })
})

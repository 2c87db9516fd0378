import { createPrivateKey, type KeyObject } from 'node:crypto'
import pg from 'pg'
import { formatCheckpoint } from '../../src/domain/ledger/checkpoint.ts'
import { ED25519_NOTE, ed25519Signer, rawPublicKey, vkey } from '../../src/domain/ledger/note-keys.ts'
import { hashLeaf, rootOf } from '../../src/domain/ledger/merkle.ts'
import { signNote } from '../../src/domain/ledger/signed-note.ts'
import { growTiles, TILE_WIDTH } from '../../src/domain/ledger/tiles.ts'

/** An Ed25519 key from 32 equal bytes: tests need the same one again. */
export function testKey(byte: number): KeyObject {
  const head = Buffer.from('302e020100300506032b657004220420', 'hex')
  return createPrivateKey({ key: Buffer.concat([head, Buffer.alloc(32, byte)]), format: 'der', type: 'pkcs8' })
}

/** A ledger that grows when a test says so: to sizes of its choice, where the product's own grows by the clock. */
export interface TestLedger {
  readonly origin: string
  readonly vkey: string
  /** Entries of nothing, one for each index, so that trees of any size can be made. */
  readonly add: (count: number) => Promise<void>
  /** Takes all leaves that wait. */
  readonly takeQueue: () => Promise<void>
  /** Signs and stores a checkpoint of what is there now. */
  readonly publish: () => Promise<string>
  readonly size: () => number
  readonly entries: () => readonly Buffer[]
  readonly rootAt: (size: number) => Uint8Array
  readonly close: () => Promise<void>
}

export async function openTestLedger(ownerUrl: string, origin = 'registry.test/ledger'): Promise<TestLedger> {
  const owner = new pg.Client(ownerUrl)
  await owner.connect()
  const key = testKey(7)
  const name = vkey(origin, ED25519_NOTE, rawPublicKey(key))
  await owner.query(
    'insert into ledger_log (origin, vkey, recorded_at) values ($1, $2, clock_timestamp()) on conflict do nothing',
    [origin, name],
  )
  const entries: Buffer[] = []

  const append = async (added: readonly { factId: string; entry: Buffer }[]): Promise<void> => {
    const old = entries.length
    await owner.query(
      `insert into ledger_entry (idx, fact_id, entry, leaf)
        select $1::bigint + n - 1, f, e, sha256('\\x00'::bytea || e) from unnest($2::uuid[], $3::bytea[]) with ordinality as a (f, e, n)`,
      [old, added.map(({ factId }) => factId), added.map(({ entry }) => entry)],
    )
    entries.push(...added.map(({ entry }) => entry))
    // From the first entry on, every time: slow, and without the shortcuts that the product takes.
    const tiles = growTiles(0, entries.map(hashLeaf), () => Buffer.alloc(0))
    for (const { level, index, hashes } of tiles.filter(({ width }) => width === TILE_WIDTH)) {
      const parts = Array.from({ length: TILE_WIDTH }, (_, n) => hashes.subarray(n * 32, n * 32 + 32))
      await owner.query(
        'insert into ledger_tile (level, n, hashes, root) values ($1, $2, $3, $4) on conflict do nothing',
        [level, index, hashes, rootOf(parts)],
      )
    }
  }

  return {
    origin,
    vkey: name,
    add: async (count) => {
      const { rows } = await owner.query<{ id: string }>('select gen_random_uuid() as id from generate_series(1, $1)', [
        count,
      ])
      await append(rows.map(({ id }, n) => ({ factId: id, entry: Buffer.from(`entry ${entries.length + n}`) })))
    },
    takeQueue: async () => {
      const { rows } = await owner.query<{ factId: string; entry: Buffer }>(
        'with taken as (delete from leaf_queue returning fact_id, entry) select fact_id as "factId", entry from taken order by fact_id',
      )
      await append(rows)
    },
    publish: async () => {
      const root = rootOf(entries.map(hashLeaf))
      const note = signNote(formatCheckpoint({ origin, size: entries.length, root }), ed25519Signer(origin, key))
      await owner.query(
        'insert into ledger_checkpoint (size, root, note, recorded_at) values ($1, $2, $3, clock_timestamp()) on conflict do nothing',
        [entries.length, root, note],
      )
      return note
    },
    size: () => entries.length,
    entries: () => entries,
    rootAt: (size) => rootOf(entries.slice(0, size).map(hashLeaf)),
    close: () => owner.end(),
  }
}

import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import type pg from 'pg'
import { formatCheckpoint } from '../../src/domain/ledger/checkpoint.ts'
import { hashLeaf, rootOf } from '../../src/domain/ledger/merkle.ts'
import { ed25519Signer, ED25519_NOTE, type NoteSigner, rawPublicKey, vkey } from '../../src/domain/ledger/note-keys.ts'
import { signNote } from '../../src/domain/ledger/signed-note.ts'
import { growTiles } from '../../src/domain/ledger/tiles.ts'

export const ORIGIN = 'registry.test/ledger'

/** A log's key, with its name and its public form. */
export interface LogKey {
  readonly signer: NoteSigner
  readonly vkey: string
}

export function makeLogKey(privateKey: KeyObject = generateKeyPairSync('ed25519').privateKey): LogKey {
  const signer = ed25519Signer(ORIGIN, privateKey)
  return { signer, vkey: vkey(ORIGIN, ED25519_NOTE, rawPublicKey(privateKey)) }
}

const PART = 2_000

/** The whole ledger from these entries: what the sequencer and the publisher would have written, with a checkpoint for each of the sizes. */
export async function writeLedger(
  client: pg.Client,
  key: LogKey,
  entries: readonly { readonly factId: string; readonly entry: Buffer }[],
  sizes: readonly number[],
): Promise<void> {
  const leaves = entries.map(({ entry }) => hashLeaf(entry))
  const rows = entries.map(({ factId, entry }, idx) => ({
    idx,
    fact_id: factId,
    entry: `\\x${entry.toString('hex')}`,
    leaf: `\\x${leaves[idx]?.toString('hex') ?? ''}`,
  }))
  await client.query(
    `insert into ledger_log (origin, vkey, recorded_at) values ($1, $2, now()) on conflict do nothing`,
    [ORIGIN, key.vkey],
  )
  for (let at = 0; at < rows.length; at += PART) {
    await client.query(
      'insert into ledger_entry select * from jsonb_populate_recordset(null::ledger_entry, $1::jsonb)',
      [JSON.stringify(rows.slice(at, at + PART))],
    )
  }
  const full = growTiles(0, leaves, () => Buffer.alloc(0)).filter(({ width }) => width === 256)
  for (const { level, index, hashes } of full) {
    const parts = Array.from({ length: 256 }, (_, n) => hashes.subarray(n * 32, (n + 1) * 32))
    await client.query('insert into ledger_tile (level, n, hashes, root) values ($1, $2, $3, $4)', [
      level,
      index,
      hashes,
      rootOf(parts),
    ])
  }
  for (const size of sizes) {
    const root = rootOf(leaves.slice(0, size))
    await client.query('insert into ledger_checkpoint (size, root, note, recorded_at) values ($1, $2, $3, now())', [
      size,
      root,
      noteOf(key, size, root),
    ])
  }
}

export function noteOf(key: LogKey, size: number, root: Uint8Array): string {
  return signNote(formatCheckpoint({ origin: ORIGIN, size, root }), key.signer)
}

/** Moves what waits into a new ledger, but for the last `waiting` facts. Gives the sizes of its checkpoints. */
export async function sequenceAll(client: pg.Client, key: LogKey, waiting = 0): Promise<readonly number[]> {
  const { rows } = await client.query<{ factId: string; entry: Buffer }>(
    'select fact_id as "factId", entry from leaf_queue order by fact_id',
  )
  const taken = rows.slice(0, rows.length - waiting)
  const sizes = [1, 255, 256, 300, taken.length].filter((size) => size <= taken.length)
  await writeLedger(client, key, taken, sizes)
  await client.query('delete from leaf_queue where fact_id = any ($1)', [taken.map(({ factId }) => factId)])
  return sizes
}

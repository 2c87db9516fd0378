import { generateKeyPairSync } from 'node:crypto'
import pg from 'pg'
import { formatCheckpoint } from '../../src/domain/ledger/checkpoint.ts'
import { rootOf } from '../../src/domain/ledger/merkle.ts'
import { ED25519_NOTE, ed25519Signer, rawPublicKey, vkey } from '../../src/domain/ledger/note-keys.ts'
import { signNote } from '../../src/domain/ledger/signed-note.ts'
import { growTiles } from '../../src/domain/ledger/tiles.ts'

const ORIGIN = 'registry.test/ledger'
const { privateKey } = generateKeyPairSync('ed25519')
const signer = ed25519Signer(ORIGIN, privateKey)
export const POLICY = `log ${vkey(ORIGIN, ED25519_NOTE, rawPublicKey(privateKey))}\nquorum none\n`

/** Puts everything that waits into the ledger and publishes a checkpoint, as the sequencer and the publisher do. */
export async function publishNow(ownerUrl: string): Promise<void> {
  const client = new pg.Client(ownerUrl)
  await client.connect()
  try {
    await client.query(`
      with taken as (delete from leaf_queue returning fact_id, entry)
      insert into ledger_entry (idx, fact_id, entry, leaf)
      select (select count(*) from ledger_entry) - 1 + row_number() over (order by fact_id), fact_id, entry, sha256('\\x00'::bytea || entry) from taken`)
    const { rows } = await client.query<{ leaf: Buffer }>('select leaf from ledger_entry order by idx')
    const leaves = rows.map(({ leaf }) => leaf)
    for (const { level, index, width, hashes } of growTiles(0, leaves, () => Buffer.alloc(0))) {
      const parts = Array.from({ length: width }, (_, n) => hashes.subarray(n * 32, (n + 1) * 32))
      const values = [level, index, hashes, rootOf(parts)]
      if (width === 256)
        await client.query('insert into ledger_tile values ($1, $2, $3, $4) on conflict do nothing', values)
    }
    const root = rootOf(leaves)
    const note = signNote(formatCheckpoint({ origin: ORIGIN, size: rows.length, root }), signer)
    await client.query('insert into ledger_checkpoint (size, root, note, recorded_at) values ($1, $2, $3, now())', [
      rows.length,
      root,
      note,
    ])
  } finally {
    await client.end()
  }
}

import { randomInt, randomUUID } from 'node:crypto'

const recorded_at = '2025-06-01T10:00:00Z'
const hash = `\\x${'07'.repeat(32)}`

/** The rows of `sampleRows` that no agency owns: the ledger, and what is witnessed. */
export function ledgerSamples() {
  const id = randomUUID()
  const size = 1 + randomInt(2 ** 40)
  return {
    ledger_log: { origin: 'test.example/ledger', vkey: id, recorded_at },
    ledger_entry: { idx: randomInt(2 ** 40), fact_id: id, entry: hash, leaf: hash },
    ledger_tile: { level: 0, n: randomInt(2 ** 40), hashes: `\\x${'07'.repeat(8192)}`, root: hash },
    ledger_signed: { size, recorded_at },
    ledger_checkpoint: { size, root: hash, note: 'note', recorded_at },
    ledger_cosignature: { size, vkey: id, line: 'line', recorded_at },
    witnessed_checkpoint: { origin: id, size, root: hash, note: 'note', recorded_at },
  }
}

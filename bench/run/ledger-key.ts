import { generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** The file of the key that signs the ledgers of this data folder: the same in each run, as a kept database expects it. */
export function keepLedgerKey(dataDir: string): string {
  const file = path.join(dataDir, 'ledger-key.pem')
  if (existsSync(file)) return file
  mkdirSync(dataDir, { recursive: true })
  const { privateKey } = generateKeyPairSync('ed25519')
  writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
  return file
}

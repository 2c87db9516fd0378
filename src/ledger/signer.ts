import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { ED25519_NOTE, ed25519Signer, rawPublicKey, vkey } from '../domain/ledger/note-keys.ts'
import { signatureLine } from '../domain/ledger/signed-note.ts'

/** What signs checkpoints of the log: keys of this process, or a process of their own. All keys sign, so that one can be changed with an overlap. */
export interface LedgerSigner {
  /** The public keys under this name of a log. */
  readonly vkeys: (origin: string) => Promise<readonly string[]>
  /** A signature line of each key below the text of a checkpoint, whose first line is the name. */
  readonly sign: (text: string) => Promise<readonly string[]>
}

/** Signs with keys that lie in this process. */
export function createKeySigner(keys: readonly KeyObject[]): LedgerSigner {
  return {
    vkeys: async (origin) => keys.map((key) => vkey(origin, ED25519_NOTE, rawPublicKey(key))),
    sign: async (text) => {
      const [origin = ''] = text.split('\n', 1)
      const bytes = Buffer.from(text)
      return keys.map((key) => {
        const { name, keyId, sign } = ed25519Signer(origin, key)
        return signatureLine(name, keyId, sign(bytes))
      })
    },
  }
}

/**
 * The log's private keys: PEM, PKCS #8, Ed25519.
 *
 * @param mayMake whether the first is made where it is not there: for evaluation only, since whoever has a real one has thought of where it lies
 * @throws Error that says which file and what to do
 */
export function loadLedgerKeys(files: readonly string[], mayMake: boolean): readonly KeyObject[] {
  if (mayMake && files[0] !== undefined) makeKeyOnce(files[0])
  return files.map(readKey)
}

function readKey(file: string): KeyObject {
  let key: KeyObject
  try {
    key = createPrivateKey(fs.readFileSync(file))
  } catch {
    throw new Error(
      `The file ${file} (LEDGER_KEY_FILE) cannot be read as a private key in PEM. ` +
        'Make one with `openssl genpkey -algorithm ed25519`, readable by the service alone.',
    )
  }
  if (key.asymmetricKeyType === 'ed25519') return key
  throw new Error(`The file ${file} (LEDGER_KEY_FILE) holds no Ed25519 key.`)
}

function makeKeyOnce(file: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  const { privateKey } = generateKeyPairSync('ed25519')
  try {
    // `wx`: of two processes that start at once, one makes it and the other reads it.
    fs.writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { ED25519_COSIGNATURE, ed25519Signer, type NoteSigner, rawPublicKey, vkey } from '../domain/ledger/note-keys.ts'

export interface WitnessSigner extends NoteSigner {
  /** To be given to the logs that are witnessed. */
  readonly vkey: string
}

export interface WitnessSignerOptions {
  readonly name: string
  readonly keyFile: string
  readonly mayMakeKey: boolean
  /** Public keys of logs: a witness that signs by the key of a log is no second voice. */
  readonly logKeys: readonly Uint8Array[]
}

/** The cosigner's key of this registry, from its file. Throws, with what to do, where it is not there or no key for a witness. */
export function loadWitnessSigner({ name, keyFile, mayMakeKey, logKeys }: WitnessSignerOptions): WitnessSigner {
  if (mayMakeKey) makeKeyOnce(keyFile)
  const key = readKey(keyFile)
  if (key.asymmetricKeyType !== 'ed25519') throw new Error(`The file ${keyFile} holds no Ed25519 key.`)
  const publicKey = rawPublicKey(key)
  if (logKeys.some((other) => publicKey.equals(other))) {
    throw new Error(`The file ${keyFile} holds the key of a log. A witness needs a key that signs nothing else.`)
  }
  const signer = ed25519Signer(name, key, ED25519_COSIGNATURE)
  return { ...signer, vkey: vkey(name, ED25519_COSIGNATURE, publicKey) }
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

function readKey(file: string) {
  try {
    return createPrivateKey(fs.readFileSync(file))
  } catch {
    throw new Error(`The file ${file} (WITNESS_KEY_FILE) cannot be read as a private key in PEM.`)
  }
}

import { createPrivateKey, type KeyObject } from 'node:crypto'
import { verifierOf } from '../../../src/domain/ledger/cosignature.ts'
import {
  ED25519_COSIGNATURE,
  ED25519_NOTE,
  ed25519Signer,
  type NoteSigner,
  type NoteVerifier,
  parseVkey,
  rawPublicKey,
  vkey,
} from '../../../src/domain/ledger/note-keys.ts'

const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex')

/** The private key whose seed is one byte 32 times (RFC 8410). */
export function privateKeyOf(byte: number): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, Buffer.alloc(32, byte)]), format: 'der', type: 'pkcs8' })
}

export interface TestKey {
  readonly signer: NoteSigner
  readonly vkey: string
  readonly verifier: NoteVerifier
}

function keyOf(name: string, byte: number, type: number): TestKey {
  const key = privateKeyOf(byte)
  const text = vkey(name, type, rawPublicKey(key))
  return { signer: ed25519Signer(name, key, type), vkey: text, verifier: verifierOf(parseVkey(text)) }
}

export const logKey = (name: string, byte: number): TestKey => keyOf(name, byte, ED25519_NOTE)
export const witnessKey = (name: string, byte: number): TestKey => keyOf(name, byte, ED25519_COSIGNATURE)

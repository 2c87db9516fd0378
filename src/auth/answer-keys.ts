import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import {
  calculateJwkThumbprint,
  exportJWK,
  exportPKCS8,
  type FlattenedJWS,
  FlattenedSign,
  generateKeyPair,
  importPKCS8,
  type JSONWebKeySet,
  type JWK,
} from 'jose'
import { exists, refuseIfOpen, writeOnce } from './key-file.ts'

// RFC 8037. `Ed25519` (RFC 9864) says the same more exactly, and fewer verifiers know it.
const ALGORITHM = 'EdDSA'
/** `typ` of a signed answer. */
const TYPE = 'marktrace-answer+jws'

export interface AnswerKeySettings {
  /** PEM, PKCS#8. The first signs; all are published. */
  readonly files: readonly string[]
  /** Whether a file that is missing is made: only where nobody else has a say in which keys are trusted. */
  readonly create: boolean
}

/** The public half of a key, as it goes on record. */
export interface PublicAnswerKey {
  /** Thumbprint of the JWK (RFC 7638). */
  readonly kid: string
  /** base64url of the 32 bytes. */
  readonly publicKey: string
}

export interface AnswerToSign {
  /** The answer's bytes, exactly as they are sent. */
  readonly payload: Uint8Array
  /** Ids of the records that are shown, covered by the signature. */
  readonly facts: readonly string[]
  /** Not covered: it proves itself by the ledger. */
  readonly header: Readonly<Record<string, unknown>>
}

/** The keys that answers are signed with. */
export interface AnswerKeys {
  readonly keys: readonly PublicAnswerKey[]
  readonly jwks: JSONWebKeySet
  /** The key that signs: the first. */
  readonly current: PublicAnswerKey
  sign(answer: AnswerToSign): Promise<FlattenedJWS>
}

async function makeKey(file: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  const { privateKey } = await generateKeyPair(ALGORITHM, { crv: 'Ed25519', extractable: true })
  await writeOnce(file, `${await exportPKCS8(privateKey)}\n`)
}

interface LoadedKey {
  readonly key: Awaited<ReturnType<typeof importPKCS8>>
  readonly jwk: JWK
  readonly kid: string
}

async function readKey(file: string): Promise<LoadedKey> {
  await refuseIfOpen(file, 'it signs answers')
  const pem = await readFile(file, 'utf8')
  const key = await importPKCS8(pem, ALGORITHM, { extractable: true }).catch((cause: unknown) => {
    throw new Error(`${file} holds no Ed25519 key in PEM (PKCS#8).`, { cause })
  })
  const { d: _private, ...jwk } = await exportJWK(key)
  return { key, jwk, kid: await calculateJwkThumbprint(jwk) }
}

/**
 * Reads the keys of signed answers. Undefined where none is configured: such a registry answers and does not sign.
 *
 * @throws Error for a file that is missing, open to others, or no Ed25519 key
 */
export async function loadAnswerKeys({ files, create }: AnswerKeySettings): Promise<AnswerKeys | undefined> {
  const loaded = []
  for (const file of files) {
    if (create && !(await exists(file))) await makeKey(file)
    loaded.push(await readKey(file))
  }
  const [first] = loaded
  if (first === undefined) return undefined
  const keys = loaded.map(({ jwk, kid }) => ({ kid, publicKey: jwk.x ?? '' }))
  const { key, jwk, kid } = first
  return {
    keys,
    jwks: { keys: loaded.map((one) => ({ ...one.jwk, kid: one.kid, alg: ALGORITHM, use: 'sig' })) },
    current: { kid, publicKey: jwk.x ?? '' },
    sign: async ({ payload, facts, header }) =>
      new FlattenedSign(payload)
        .setProtectedHeader({ alg: ALGORITHM, facts: [...facts], kid, typ: TYPE })
        .setUnprotectedHeader({ ...header })
        .sign(key),
  }
}

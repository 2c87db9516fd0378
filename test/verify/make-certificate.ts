import { hash, type KeyObject, sign } from 'node:crypto'
import type { JsonValue } from '../../src/domain/ledger/canonical-json.ts'
import { formatCheckpoint } from '../../src/domain/ledger/checkpoint.ts'
import { commitTo, ledgerEntry } from '../../src/domain/ledger/commitment.ts'
import { cosign } from '../../src/domain/ledger/cosignature.ts'
import { signNote } from '../../src/domain/ledger/signed-note.ts'
import { formatProof } from '../../src/domain/ledger/tlog-proof.ts'
import { discloseNames, namesShown, type SecretName } from '../../src/features/traces/disclose-names.ts'
import { type Disclosure, discloseRecords } from '../../src/features/traces/disclose-records.ts'
import type { TraceAnswer } from '../../src/tracing/answer-schemas.ts'
import type { ProvableAnswer } from '../../src/verify/answer.ts'
import { logKey, witnessKey } from '../domain/ledger/keys.ts'
import { naiveTree } from '../domain/ledger/naive-tree.ts'
import { ANSWER_KEY, answerFact, type FactToRecord, IDS, KEY_FACT, KID, NAMES, recordOf } from './fixture.ts'

const ORIGIN = 'registry.example/ledger'
const LOG = logKey(ORIGIN, 0x07)
/** The ledger of another registry that the reader trusts too. */
const OTHER_LOG = logKey('other.example/ledger', 0x0e)
const WITNESS = witnessKey('witness.example/w1', 0x09)
const STRANGER = logKey('stranger.example/log', 0x0d)
const PENDING = `https://registry.example/v1/trace-requests/${IDS.request}/answers/${IDS.answer}/certificate`
const SEEN_AT = 1_767_700_000

/** The logs of two registries, and a witness that must have seen their checkpoints. */
export const POLICY = `# Of the cases beside this file: keys that everybody has.\nlog ${LOG.vkey}\nlog ${OTHER_LOG.vkey}\nwitness w1 ${WITNESS.vkey}\nquorum w1\n`

/** Who signs a checkpoint. */
export type Signers = 'LOG_AND_WITNESS' | 'LOG_ALONE' | 'ANOTHER_LOG' | 'AND_A_STRANGER' | 'OF_ANOTHER_REGISTRY'

const LOGS: Readonly<Partial<Record<Signers, typeof LOG>>> = { ANOTHER_LOG: STRANGER, OF_ANOTHER_REGISTRY: OTHER_LOG }

export interface Parts {
  readonly answer: TraceAnswer
  /** Beside those of answer and key. */
  readonly facts: readonly FactToRecord[]
  /** The names that its parties have and had. */
  readonly names?: readonly SecretName[]
  /** What is on record of the answer being given, where that is not the answer. */
  readonly given?: TraceAnswer
  /** The answer for which records are shown, where that is not the answer. */
  readonly shownFor?: TraceAnswer
  readonly key?: FactToRecord
  readonly signers?: Signers
  readonly signingKey?: KeyObject
  /** Facts without a proof. */
  readonly waiting?: readonly string[]
  /** Facts whose proofs are of another registry's ledger. */
  readonly elsewhere?: readonly string[]
  readonly protectedHeader?: Readonly<Record<string, unknown>>
  /** Changes what is disclosed, before it is signed. */
  readonly disclose?: (disclosures: readonly Disclosure[]) => readonly Disclosure[]
  readonly extra?: boolean
}

/** A certificate as JSON, open to be spoilt. */
export interface CertificateJson {
  payload: string
  protected: string
  header: {
    disclosures: { factId: string; fact: { shown: Field[]; hidden: Field[] } }[]
    names: { id: string; name: string; salt: string }[]
    proofs: { factId: string; proof?: string; pending?: string }[]
  }
  signature: string
  [more: string]: unknown
}

interface Field {
  pointer: string
  value?: JsonValue
  salt?: string
  digest?: string
}

function noteOf(size: number, root: Uint8Array, signers: Signers): string {
  const log = LOGS[signers] ?? LOG
  const text = formatCheckpoint({ origin: log.signer.name, size, root })
  const note = signNote(text, log.signer)
  if (signers === 'LOG_ALONE') return note
  const strange = signers === 'AND_A_STRANGER' ? [signNote(text, STRANGER.signer).slice(text.length + 1)] : []
  return [note, ...strange, cosign(text, WITNESS.signer, SEEN_AT)].join('')
}

function sealed(
  header: object,
  payload: string,
  key: KeyObject,
): Pick<CertificateJson, 'protected' | 'payload' | 'signature'> {
  const encode = (text: string): string => Buffer.from(text).toString('base64url')
  const [protectedText, payloadText] = [encode(JSON.stringify(header)), encode(payload)]
  const signature = sign(null, Buffer.from(`${protectedText}.${payloadText}`), key).toString('base64url')
  return { protected: protectedText, payload: payloadText, signature }
}

/** Signs again what was changed: what an operator can do, who has the key. */
export function signAgain(certificate: CertificateJson, header: object, payload: string): CertificateJson {
  return { ...certificate, ...sealed(header, payload, ANSWER_KEY) }
}

/** A whole certificate from keys that everybody has: the registry's own disclosure, in a ledger of these facts and a few others. */
export function makeCertificate(parts: Parts): CertificateJson {
  const { answer, facts, given = answer, key = KEY_FACT, signers = 'LOG_AND_WITNESS', signingKey = ANSWER_KEY } = parts
  const records = [key, answerFact(given), ...facts].map(recordOf)
  const entryOf = ({ secret, canonical }: (typeof records)[number]): string =>
    ledgerEntry(commitTo(secret, JSON.parse(canonical) as JsonValue))
  // Others stand before and after, as in a real ledger.
  const entries = [
    ...Array.from({ length: 3 }, (_, n) => ledgerEntry(hash('sha256', `other ${n}`, 'buffer'))),
    ...records.map(entryOf),
    ledgerEntry(hash('sha256', 'the last', 'buffer')),
  ]
  const tree = naiveTree(entries.length, (n) => entries[n] ?? '')
  const noteBy = (by: Signers): string => noteOf(entries.length, tree.rootAt(entries.length), by)
  const shownFor = (parts.shownFor ?? answer) as ProvableAnswer
  const named = namesShown(shownFor, parts.names ?? NAMES)
  const nameIds = named.map((name) => name.id)
  const disclosed = discloseRecords(shownFor, records, nameIds)
  const disclosures = (parts.disclose?.(disclosed) ?? disclosed) as CertificateJson['header']['disclosures']
  const proofs = disclosures.map(({ factId }) => {
    if (parts.waiting?.includes(factId) === true) {
      return { factId, pending: PENDING }
    }
    const checkpoint = noteBy(parts.elsewhere?.includes(factId) === true ? 'OF_ANOTHER_REGISTRY' : signers)
    const index = 3 + records.findIndex((record) => record.factId === factId)
    const extra = parts.extra === true ? { extra: Buffer.from('anything') } : {}
    return { factId, proof: formatProof({ index, proof: tree.path(index, entries.length), checkpoint, ...extra }) }
  })
  const header = { alg: 'EdDSA', facts: disclosures.map(({ factId }) => factId), kid: KID, typ: 'marktrace-answer+jws' }
  const signed = sealed({ ...header, ...parts.protectedHeader }, JSON.stringify(answer), signingKey)
  return JSON.parse(
    JSON.stringify({ ...signed, header: { disclosures, names: discloseNames(named, disclosed), proofs } }),
  ) as CertificateJson
}

/** One entry in a ledger of its own, with its proof. */
export function proveEntry(commitment: Uint8Array): { readonly entry: string; readonly proof: string } {
  const entry = ledgerEntry(Buffer.from(commitment))
  const tree = naiveTree(3, (n) => (n === 1 ? entry : `other ${n}`))
  const checkpoint = noteOf(3, tree.rootAt(3), 'LOG_AND_WITNESS')
  return { entry, proof: formatProof({ index: 1, proof: tree.path(1, 3), checkpoint }) }
}

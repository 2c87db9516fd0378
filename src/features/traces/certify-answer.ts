import { DomainError } from '../../domain/errors.ts'
import type { AwaitCheckpoint } from '../../ledger/await-checkpoint.ts'
import { type FactProofs, proofsOfFacts } from '../../ledger/prove-facts.ts'
import { findAnswerNames } from '../../store/answer-names.ts'
import { findAnswerRecords } from '../../store/answer-records.ts'
import { type Database, inTransaction, type Tx } from '../../store/db.ts'
import { keyFactId, type PublicKeyOnRecord, recordAnswerKeys } from '../../store/key-events.ts'
import type { TraceAnswer } from '../../tracing/answer-schemas.ts'
import type { ProvableAnswer } from '../../verify/answer.ts'
import type { Certificate } from './certificate-schemas.ts'
import { discloseNames, namesShown, type ShownName } from './disclose-names.ts'
import { type Disclosure, discloseRecords } from './disclose-records.ts'
import type { TraceQuestion } from './open-answer.ts'

/** What signs answers: the key may lie anywhere. */
export interface AnswerSigner {
  readonly keys: readonly PublicKeyOnRecord[]
  readonly current: PublicKeyOnRecord
  readonly sign: (answer: {
    readonly payload: Uint8Array
    readonly facts: readonly string[]
    readonly header: Readonly<Record<string, unknown>>
  }) => Promise<unknown>
}

export interface CertificateTools {
  readonly db: Database
  /** Undefined where the operator has configured no key. */
  readonly signer: AnswerSigner | undefined
  readonly awaitCheckpoint: AwaitCheckpoint
  readonly publicBaseUrl: string
}

/** Who wants which certificate, and how long he waits for its proofs. */
export interface CertificateQuestion extends TraceQuestion {
  readonly waitMs: number
  readonly signal: AbortSignal
  /** Reads the answer as its own route does, and records the look. */
  readonly read: (tx: Tx) => Promise<TraceAnswer>
  /** The bytes that the answer's own route sends. */
  readonly print: (answer: TraceAnswer) => string
}

/** Puts the keys on record once for the process; after a failure the next caller tries again. */
export function keyRecorder(db: Database, keys: readonly PublicKeyOnRecord[]): () => Promise<void> {
  let recorded: Promise<void> | undefined
  return () => {
    recorded ??= recordAnswerKeys(db, keys).catch((error: unknown) => {
      recorded = undefined
      throw error
    })
    return recorded
  }
}

async function prove(
  { db, awaitCheckpoint }: CertificateTools,
  { requester, waitMs, signal }: CertificateQuestion,
  factIds: readonly string[],
): Promise<FactProofs> {
  const until = performance.now() + waitMs
  for (;;) {
    const found = await inTransaction(db, requester, (tx) => proofsOfFacts(tx, factIds))
    const left = until - performance.now()
    if (found.beyond === null || left <= 0) return found
    if (!(await awaitCheckpoint.beyond(found.beyond, left, signal))) return found
  }
}

interface Read {
  readonly answerId: string
  readonly text: string
  readonly names: readonly ShownName[]
  readonly disclosures: readonly Disclosure[]
}

async function readWithRecords(tx: Tx, question: CertificateQuestion, kid: string): Promise<Read> {
  const text = question.print(await question.read(tx))
  // Read again from its bytes: what is not printed is not shown.
  const answer = JSON.parse(text) as ProvableAnswer
  const { requestId, answerId } = answer
  const [records, known] = await Promise.all([
    findAnswerRecords(tx, { requestId, answerId, keyFactId: keyFactId(kid) }),
    findAnswerNames(tx, { requestId, answerId }),
  ])
  const shown = namesShown(answer, known)
  const nameIds = shown.map(({ id }) => id)
  const disclosures = discloseRecords(answer, records, nameIds)
  return { answerId, text, disclosures, names: discloseNames(shown, disclosures) }
}

/**
 * Gives the certificate of an answer: its exact bytes, signed, with the records that it stands on as far as it shows them, and their proofs. The look is recorded
 * before anything is sent, as with the answer itself.
 *
 * @returns a flattened JWS
 * @throws DomainError as the answer's own call, and `not-ready` where no key is configured
 */
export function answerCertifier(tools: CertificateTools): (question: CertificateQuestion) => Promise<Certificate> {
  const { db, signer, publicBaseUrl } = tools
  const recordKeys = keyRecorder(db, signer?.keys ?? [])
  return async (question) => {
    if (signer === undefined) {
      throw new DomainError('not-ready', 'This registry signs no answers: its operator has configured no key for them.')
    }
    await recordKeys()
    const { answerId, text, names, disclosures } = await inTransaction(db, question.requester, (tx) =>
      readWithRecords(tx, question, signer.current.kid),
    )
    const facts = disclosures.map(({ factId }) => factId)
    const found = await prove(tools, question, facts)
    // This very certificate: whoever may read it may not read the proof of each record alone, and it has them all at once.
    const pending = `${publicBaseUrl}/v1/trace-requests/${question.traceId}/answers/${answerId}/certificate`
    const proofs = facts.map((factId) => {
      const proof = found.proofs.get(factId)
      return proof === undefined ? { factId, pending } : { factId, proof }
    })
    const header = { disclosures, names, proofs }
    return (await signer.sign({ payload: Buffer.from(text), facts, header })) as Certificate
  }
}

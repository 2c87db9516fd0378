import type { DisclosedFact } from '../domain/ledger/disclosed-fields.ts'
import type { Tx } from './db.ts'

/** A fact behind an answer, with the secret that opens each of its fields: to be disclosed in part, and never to be sent as it is. */
export interface AnswerRecord {
  readonly factId: string
  readonly kind: string
  /** Null, with the secret, of a fact that was lawfully erased. */
  readonly canonical: string | null
  readonly secret: Buffer | null
  /** What is left of an erased fact. */
  readonly remaining: DisclosedFact | null
}

const RECORDS = {
  name: 'registry_answer_records',
  // The indexes stand with the function.
  text: `select fact_id as "factId", kind, canonical, secret, remaining from registry_answer_records($1::uuid, $2::uuid, $3::uuid)`,
}

/** Which answer, and by which key it is signed. */
export interface AnswerOfRequest {
  readonly requestId: string
  readonly answerId: string
  /** The fact of the key. */
  readonly keyFactId: string
}

/** The facts behind an answer, for who may read it: the agency that asked, and readers of the registry. */
export async function findAnswerRecords(tx: Tx, answer: AnswerOfRequest): Promise<AnswerRecord[]> {
  return tx.rows<AnswerRecord>(RECORDS, [answer.requestId, answer.answerId, answer.keyFactId])
}

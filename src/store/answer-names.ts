import type { BoundText } from '../domain/ledger/bound-text.ts'
import type { Tx } from './db.ts'

/** A name that a party of an answer has or had, with what binds it: to be shown where the answer shows the name, and its secret never. */
export interface AnswerName extends BoundText {
  readonly body: { readonly name: string }
  readonly id: string
  readonly partyId: string
  readonly agencyId: string
  /** Null where it was stored before names were bound. */
  readonly secret: Buffer | null
}

const NAMES = {
  name: 'registry_answer_names',
  // The indexes stand with the function.
  text: 'select id, party_id as "partyId", agency_id as "agencyId", kind, body, secret from registry_answer_names($1::uuid, $2::uuid)',
}

/** The names of the parties of an answer, for who may read it. */
export async function findAnswerNames(
  tx: Tx,
  { requestId, answerId }: { readonly requestId: string; readonly answerId: string },
): Promise<AnswerName[]> {
  return tx.rows<AnswerName>(NAMES, [requestId, answerId])
}

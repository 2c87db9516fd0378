import { formatAddCheckpoint } from '../domain/ledger/add-checkpoint.ts'
import { readDecimal } from '../domain/ledger/decimal.ts'
import { verifierOf } from '../domain/ledger/cosignature.ts'
import { LedgerFormatError } from '../domain/ledger/ledger-format-error.ts'
import { type NoteKey, vkey } from '../domain/ledger/note-keys.ts'
import { makeNote, openNote, readNote } from '../domain/ledger/signed-note.ts'
import type { PolicyWitness } from '../domain/ledger/trust-policy.ts'
import { postCheckpoint, type WitnessReply } from './call-witness.ts'
import type { KeptLine } from './cosigner.ts'

/** The consistency proof between two sizes of this log's tree. */
export type ProveGrowth = (oldSize: number, size: number) => Promise<readonly Uint8Array[]>

/** A witness and what is known of it. */
export interface AskedWitness extends PolicyWitness {
  readonly url: string
  /** The size that it has seen; 0 where nothing is known, which a witness corrects. */
  lastSize: number
  trouble: string | undefined
}

export interface Question {
  readonly note: string
  readonly size: number
  readonly signal: AbortSignal
}

export type WitnessWord =
  | { readonly kind: 'COSIGNED'; readonly line: KeptLine }
  /** It has seen a larger tree, or one that this does not continue. */
  | { readonly kind: 'DISSENTS'; readonly trouble: string }
  | { readonly kind: 'SILENT'; readonly trouble: string }

/** 409 tells the size to start from. It can be out of date once more where another process of this log asks at the same time. */
const MAX_ATTEMPTS = 3

/** Asks one witness, from the size that it is said to have seen, and again from the one that it tells. Never throws for what it answers. */
export async function askWitness(
  witness: AskedWitness,
  question: Question,
  proveGrowth: ProveGrowth,
): Promise<WitnessWord> {
  let word: WitnessWord = { kind: 'SILENT', trouble: 'it told another size at each attempt' }
  for (let n = 0; n < MAX_ATTEMPTS; n++) {
    const oldSize = Math.min(witness.lastSize, question.size)
    const proof = await proveGrowth(oldSize, question.size)
    const body = formatAddCheckpoint({ oldSize, proof, checkpoint: question.note })
    const reply = await postCheckpoint(witness.url, body, question.signal)
    const judged = judgeReply(witness, question, reply)
    if (judged !== undefined) {
      word = judged
      break
    }
  }
  witness.trouble = word.kind === 'COSIGNED' ? undefined : word.trouble
  return word
}

/** Undefined where it is to be asked again. */
function judgeReply(witness: AskedWitness, question: Question, reply: WitnessReply): WitnessWord | undefined {
  if (reply.status === undefined) return { kind: 'SILENT', trouble: `it does not answer: ${reply.text}` }
  if (reply.status === 409) return judgeOtherSize(witness, question, reply.text)
  if (reply.status === 422) {
    return { kind: 'DISSENTS', trouble: `it says that size ${question.size} does not continue what it has seen` }
  }
  if (reply.status !== 200) return { kind: 'SILENT', trouble: `it answers ${reply.status}` }
  const line = findLine(witness.key, question.note, reply.text)
  if (line === undefined) return { kind: 'SILENT', trouble: 'its answer holds no valid line of its key' }
  witness.lastSize = Math.max(witness.lastSize, question.size)
  return { kind: 'COSIGNED', line }
}

function judgeOtherSize(witness: AskedWitness, { size }: Question, text: string): WitnessWord | undefined {
  try {
    const seen = readDecimal(text.replace(/\n$/, ''), 'add-checkpoint-size-not-canonical', 'The size of the witness')
    if (seen > size) return { kind: 'DISSENTS', trouble: `it has seen ${seen} entries, more than these ${size}` }
    witness.lastSize = seen
    return undefined
  } catch (error) {
    if (!(error instanceof LedgerFormatError)) throw error
    return { kind: 'SILENT', trouble: 'it answers 409 without a size' }
  }
}

/** The line of the witness's key in its answer, verified over the text of the note; lines of others are left out, whoever made them. */
export function findLine(key: NoteKey, note: string, answer: string): KeptLine | undefined {
  try {
    const cosigned = makeNote(readNote(note).unverifiedText, [answer])
    const [signature] = openNote(cosigned, [verifierOf(key)]).signatures
    if (signature === undefined) return undefined
    return { vkey: vkey(key.name, key.type, key.publicKey), line: signature.line }
  } catch (error) {
    if (error instanceof LedgerFormatError) return undefined
    throw error
  }
}

import { hash } from 'node:crypto'
import {
  type AddCheckpoint,
  type AddCheckpointVerdict,
  judgeAddCheckpoint,
  parseAddCheckpoint,
} from '../../domain/ledger/add-checkpoint.ts'
import { cosign } from '../../domain/ledger/cosignature.ts'
import { LedgerFormatError } from '../../domain/ledger/ledger-format-error.ts'
import type { NoteSigner, NoteVerifier } from '../../domain/ledger/note-keys.ts'
import { makeNote, openNote } from '../../domain/ledger/signed-note.ts'
import { ANYONE } from '../../store/anyone.ts'
import { type Database, inTransaction } from '../../store/db.ts'
import { findWitnessedHead, keepWitnessedHead, type WitnessedHead } from '../../store/witnessed.ts'

export interface Witness {
  readonly db: Database
  readonly signer: NoteSigner
  /** The keys of the logs that are witnessed. */
  readonly logs: readonly NoteVerifier[]
  /** POSIX seconds. */
  readonly clock: () => number
}

export type WitnessAnswer =
  | { readonly status: 200; readonly line: string }
  | Exclude<AddCheckpointVerdict, { readonly status: 200 }>

/** Another request can continue the same head while this one is judged; the second judgement then sees what the other stored, and says 409. */
const MAX_ATTEMPTS = 3

/**
 * One request to add a checkpoint (C2SP tlog-witness). What is cosigned was stored before, in a committed transaction, as the continuation of the head that it was
 * judged by: so whatever the order of requests and wherever a process dies, no two heads that are cosigned for a log are inconsistent. Nobody is called by it.
 */
export async function addCheckpoint(witness: Witness, body: string): Promise<WitnessAnswer> {
  const request = read(body)
  if ('status' in request) return request
  // By its signature alone at first: what no witnessed log has signed costs no question to the database.
  const unsigned = judgeAddCheckpoint({ request, known: undefined, logs: witness.logs })
  if ([400, 403, 404].includes(unsigned.status)) return withoutSignature(unsigned)
  for (let n = 1; ; n++) {
    const answer = await judgeAndStore(witness, request)
    if (answer !== 'OVERTAKEN') return answer
    if (n >= MAX_ATTEMPTS) throw new Error('another head was stored at each attempt')
  }
}

function read(body: string): AddCheckpoint | Exclude<WitnessAnswer, { status: 200 | 409 }> {
  try {
    return parseAddCheckpoint(body)
  } catch (error) {
    if (!(error instanceof LedgerFormatError)) throw error
    return { status: 400, detail: error.message, code: error.code }
  }
}

function withoutSignature(verdict: AddCheckpointVerdict): Exclude<AddCheckpointVerdict, { readonly status: 200 }> {
  if (verdict.status === 200) throw new Error('a checkpoint that is to be cosigned is stored first')
  return verdict
}

async function judgeAndStore(witness: Witness, request: AddCheckpoint): Promise<WitnessAnswer | 'OVERTAKEN'> {
  const { db, logs, signer, clock } = witness
  return inTransaction(db, ANYONE, async (tx) => {
    const origin = originOf(request)
    const known = await findWitnessedHead(tx, origin)
    const verdict = judgeAddCheckpoint({ request, known, logs })
    if (verdict.status !== 200) return verdict
    const { size, root } = verdict.checkpoint
    const line = cosign(verdict.text, signer, clock())
    // The same head again: nothing is new but the time.
    if (size === known?.size) return { status: 200, line }
    const head: WitnessedHead = { size, root: Buffer.from(root), note: noteToKeep(request.checkpoint, logs, line) }
    // The line leaves only when this is committed.
    return (await keepWitnessedHead(tx, origin, known?.size ?? null, head)) ? { status: 200, line } : 'OVERTAKEN'
  })
}

/**
 * Without the lines that nobody here verified, and one line of each key: whoever passes a checkpoint on can add any and repeat the log's, and with ours there would
 * be more than a reader takes, who then could not tell how far this log had come.
 */
function noteToKeep(checkpoint: string, logs: readonly NoteVerifier[], line: string): string {
  const { text, signatures } = openNote(checkpoint, logs)
  const lines = new Map(signatures.map((one) => [one.verifier.keyId.toString('hex'), one.line]))
  return makeNote(text, [...lines.values(), line])
}

/** Of a request that was judged once already. */
function originOf({ checkpoint }: AddCheckpoint): string {
  return checkpoint.slice(0, checkpoint.indexOf('\n'))
}

/**
 * The head of a witnessed log that was cosigned last, with our line; undefined for a log that is not witnessed here, and before the first.
 *
 * @param originHash SHA-256 of the origin, in hex
 */
export async function readWitnessedHead(witness: Witness, originHash: string): Promise<string | undefined> {
  const origin = witness.logs.find(({ name }) => hash('sha256', name, 'hex') === originHash)?.name
  if (origin === undefined) return undefined
  const head = await inTransaction(witness.db, ANYONE, (tx) => findWitnessedHead(tx, origin))
  return head?.note
}

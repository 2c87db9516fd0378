import { once } from 'node:events'
import net from 'node:net'
import { parseCheckpoint } from '../domain/ledger/checkpoint.ts'
import type { LedgerSigner } from './signer.ts'

/** What a signer process is asked, one line of JSON for each connection, and what it answers, one line too. */
export type SignerQuestion =
  | { readonly ask: 'vkeys'; readonly origin: string }
  | { readonly ask: 'sign'; readonly text: string }
export type SignerReply = { readonly lines: readonly string[] } | { readonly refused: string }

/** The signer process is not there, or will not sign. What is not signed now is signed with the next checkpoint. */
export class SignerAwayError extends Error {
  constructor(message: string, cause: unknown) {
    super(message, { cause })
    this.name = 'SignerAwayError'
  }
}

const ANSWER_TIMEOUT_MS = 5_000
/** A checkpoint's text has three short lines. */
const QUESTION_LIMIT = 4_096
const REPLY_LIMIT = 65_536

/** Has checkpoints signed by a process of its own, so that the service never holds the key. Its functions throw SignerAwayError. */
export function createSocketSigner(socket: string): LedgerSigner {
  const ask = async (question: SignerQuestion): Promise<readonly string[]> => {
    const connection = net.connect(socket)
    connection.setTimeout(ANSWER_TIMEOUT_MS, () => connection.destroy(new Error('it does not answer')))
    try {
      await once(connection, 'connect')
      connection.write(`${JSON.stringify(question)}\n`)
      const reply = JSON.parse(await readLine(connection, REPLY_LIMIT)) as SignerReply
      if ('refused' in reply) throw new Error(reply.refused)
      return reply.lines
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause)
      throw new SignerAwayError(`the signer at ${socket} (LEDGER_SIGNER_SOCKET) does not sign: ${reason}`, cause)
    } finally {
      connection.destroy()
    }
  }
  return {
    vkeys: (origin) => ask({ ask: 'vkeys', origin }),
    sign: (text) => ask({ ask: 'sign', text }),
  }
}

/** One line, without its end; the connection stays open for the answer. */
function readLine(connection: net.Socket, limit: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let line = ''
    connection.setEncoding('utf8')
    connection.on('data', (chunk) => {
      line += String(chunk)
      const end = line.indexOf('\n')
      if (end >= 0) resolve(line.slice(0, end))
      else if (line.length > limit) reject(new Error('it sends too much'))
    })
    connection.once('error', reject)
    connection.once('close', () => reject(new Error('it ended the connection')))
  })
}

/** What a signer signed last under each name. */
export interface SignedHeads {
  readonly find: (origin: string) => { readonly size: number; readonly root: string } | undefined
  /** Returns when it is on the disk. */
  readonly keep: (origin: string, head: { readonly size: number; readonly root: string }) => Promise<void>
}

/**
 * Answers questions on a connection. It signs checkpoints and nothing else, and none that is smaller than its last under that name, or of its size with another
 * root: so also a service that was taken over, or that lost its memory, makes it tell no second history of what it has signed.
 */
export function answerQuestions(signer: LedgerSigner, heads: SignedHeads): (connection: net.Socket) => void {
  // One at a time: between the look at the last head and keeping the new one no other may be signed.
  let before: Promise<unknown> = Promise.resolve()
  return (connection) => {
    connection.setTimeout(ANSWER_TIMEOUT_MS, () => connection.destroy())
    connection.on('error', () => undefined)
    const answer = async (): Promise<void> => {
      const line = await readLine(connection, QUESTION_LIMIT)
      const reply = before.then(() => answerLine(line, signer, heads)).catch(refused)
      before = reply
      connection.end(`${JSON.stringify(await reply)}\n`)
    }
    answer().catch(() => connection.destroy())
  }
}

function refused(error: unknown): SignerReply {
  return { refused: error instanceof Error ? error.message : String(error) }
}

async function answerLine(line: string, signer: LedgerSigner, heads: SignedHeads): Promise<SignerReply> {
  const question = JSON.parse(line) as Partial<Record<'ask' | 'origin' | 'text', unknown>>
  if (question.ask === 'vkeys') return { lines: await signer.vkeys(String(question.origin)) }
  if (question.ask !== 'sign') return { refused: 'it knows the questions vkeys and sign' }
  const text = String(question.text)
  const { origin, size, root } = parseCheckpoint(text)
  const head = { size, root: Buffer.from(root).toString('base64') }
  const last = heads.find(origin)
  if (last !== undefined && (size < last.size || (size === last.size && head.root !== last.root))) {
    return { refused: `it has signed size ${last.size} of this log already, and this is another or an older tree` }
  }
  await heads.keep(origin, head)
  return { lines: await signer.sign(text) }
}

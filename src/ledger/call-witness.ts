import { hash } from 'node:crypto'

/** What a witness answered; undefined status where it did not. */
export type WitnessReply =
  | { readonly status: number; readonly text: string }
  | { readonly status: undefined; readonly text: string }

/** A note with 64 lines of the longest signatures that are written today has less. */
const REPLY_LIMIT_BYTES = 512 * 1024

/** The whole answer, or what is wrong with it: a witness must not fill the memory of the log. */
async function readBounded(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.length
    if (size > REPLY_LIMIT_BYTES) throw new Error('the answer is too long')
    chunks.push(chunk)
  }
  return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
}

async function call(address: string, init: RequestInit): Promise<WitnessReply> {
  try {
    // Addresses are the operator's. A redirect would lead to others', perhaps into his own network.
    const response = await fetch(address, { ...init, redirect: 'error' })
    return { status: response.status, text: await readBounded(response) }
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    return { status: undefined, text: cause instanceof Error ? cause.message : String(cause) }
  }
}

const under = (url: string, path: string): string => `${url.replace(/\/+$/, '')}/${path}`

/** `POST <submission>/add-checkpoint` (C2SP tlog-witness). */
export function postCheckpoint(url: string, body: string, signal: AbortSignal): Promise<WitnessReply> {
  const headers = { 'content-type': 'text/plain; charset=utf-8' }
  return call(under(url, 'add-checkpoint'), { method: 'POST', headers, body, signal })
}

/** `GET <monitoring>/<hex of SHA-256 of the origin>/checkpoint`: what the witness cosigned last. */
export function getWitnessed(url: string, origin: string, signal: AbortSignal): Promise<WitnessReply> {
  return call(under(url, `${hash('sha256', origin, 'hex')}/checkpoint`), { signal })
}

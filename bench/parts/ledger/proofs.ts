import { randomUUID } from 'node:crypto'
import { hashLeaf, verifyInclusion } from '../../../src/domain/ledger/merkle.ts'
import { parseProof } from '../../../src/domain/ledger/tlog-proof.ts'
import { openByPolicy } from '../../../src/domain/ledger/trusted-checkpoint.ts'
import { parseTrustPolicy } from '../../../src/domain/ledger/trust-policy.ts'
import { asReader, type BenchContext } from '../../run/context.ts'
import type { BenchService } from '../../run/service.ts'

/** A transfer's proof, and how long after its reply it was there. */
export interface Proved {
  readonly ms: number
  readonly proof: string
}

/** One transfer, and its proof as soon as there is one. */
export async function prove(service: BenchService, token: string, body: string): Promise<Proved> {
  const base = `http://127.0.0.1:${service.port}`
  const headers = { Authorization: `Bearer ${token}` }
  const key = { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() }
  const reply = await fetch(`${base}/v1/transfers`, { method: 'POST', headers: { ...headers, ...key }, body })
  if (reply.status !== 201) throw new Error(`the transfer was answered ${reply.status}: ${await reply.text()}`)
  const { id } = (await reply.json()) as { id: string }
  const began = performance.now()
  const answer = await fetch(`${base}/v1/facts/${id}/proof`, { headers: { ...headers, Prefer: 'wait=10' } })
  const proof = await answer.text()
  if (answer.status !== 200) throw new Error(`the proof was answered ${answer.status}: ${proof}`)
  return { ms: performance.now() - began, proof }
}

async function readEntries(context: BenchContext, indices: readonly number[]): Promise<Map<number, Buffer>> {
  return asReader(context, async (client) => {
    const { rows } = await client.query<{ idx: string; entry: Buffer }>(
      'select idx, entry from ledger_entry where idx = any ($1::bigint[])',
      [indices],
    )
    return new Map(rows.map(({ idx, entry }) => [Number(idx), entry]))
  })
}

/** Milliseconds for the offline check of one proof: policy and proof parsed, signatures and inclusion verified. Throws where one does not verify. */
export async function timeVerification(context: BenchContext, proofs: readonly string[]): Promise<number> {
  const address = `http://127.0.0.1:${context.service.port}/.well-known/marktrace/trust-policy`
  const policy = await fetch(address).then((answer) => answer.text())
  const entries = await readEntries(
    context,
    proofs.map((text) => parseProof(text).index),
  )
  const began = performance.now()
  for (const text of proofs) {
    const { index, proof, checkpoint } = parseProof(text)
    const opened = openByPolicy(checkpoint, parseTrustPolicy(policy))
    const { size, root } = opened.checkpoint
    const leafHash = hashLeaf(entries.get(index) ?? Buffer.alloc(0))
    if (!opened.isQuorumMet || !verifyInclusion({ leafHash, index, size, proof, root }))
      throw new Error(`the proof of entry ${index} does not verify`)
  }
  return (performance.now() - began) / Math.max(1, proofs.length)
}

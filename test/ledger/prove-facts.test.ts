import { describe, expect, it } from 'vitest'
import { proofOfIndex } from '../../src/ledger/fact-proof.ts'
import { proofsOfFacts } from '../../src/ledger/prove-facts.ts'
import type { Statement, Tx } from '../../src/store/db.ts'

const FACT = '01a20000-0000-7000-8000-000000000001'

/** A ledger in which, between the first question and the second, the fact got number 5 and a checkpoint of 6 entries was published. */
function growingLedger(): Tx {
  let asked = 0
  const rows = async ({ name }: Statement): Promise<object[]> => {
    const hasGrown = asked++ > 0
    if (name === 'ledger_indices_of_facts') return hasGrown ? [{ factId: FACT, index: 5 }] : []
    return [{ size: hasGrown ? 6 : 5, root: Buffer.alloc(32), note: '', recordedAt: '2026-01-01T00:00:00.000Z' }]
  }
  return { rows } as unknown as Tx
}

describe('the proofs of a certificate', () => {
  it('wait for no checkpoint beyond the one that has their facts, also where it is published while they are looked for', async () => {
    const { beyond } = await proofsOfFacts(growingLedger(), [FACT])
    expect(beyond).toBeLessThan(6)
  })
})

describe('the proof of a fact', () => {
  const head = { size: 5, root: Buffer.alloc(32), note: '', recordedAt: '2026-01-01T00:00:00.000Z' }
  const noLedger = {} as Tx

  it('is pending for the first entry that the last checkpoint does not have, and for what has no number', async () => {
    expect(await proofOfIndex(noLedger, 5, head)).toEqual({ state: 'PENDING', beyond: 5 })
    expect(await proofOfIndex(noLedger, 7, head)).toEqual({ state: 'PENDING', beyond: 7 })
    expect(await proofOfIndex(noLedger, null, head)).toEqual({ state: 'PENDING', beyond: 5 })
    expect(await proofOfIndex(noLedger, 0, undefined)).toEqual({ state: 'PENDING', beyond: 0 })
  })
})

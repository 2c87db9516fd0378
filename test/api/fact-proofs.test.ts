import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openCheckpoint } from '../../src/domain/ledger/checkpoint.ts'
import { hashLeaf, verifyInclusion } from '../../src/domain/ledger/merkle.ts'
import { ed25519Verifier, parseVkey } from '../../src/domain/ledger/note-keys.ts'
import { parseProof } from '../../src/domain/ledger/tlog-proof.ts'
import { openTestLedger, type TestLedger } from '../support/grow-ledger.ts'
import { AUDITOR, OFFICER, openSmallRegistry, OURS, type SmallRegistry, THEIRS } from '../support/small-registry.ts'

let registry: SmallRegistry
let ledger: TestLedger

beforeAll(async () => {
  registry = await openSmallRegistry({ env: { LEDGER: 'off' } })
  ledger = await openTestLedger(registry.service.database.ownerUrl)
})
afterAll(async () => {
  await ledger.close()
  await registry.close()
})

describe('the proof of a fact', () => {
  const proofOf = (id: string, call: object, prefer?: string) =>
    registry.service.request(`/v1/facts/${id}/proof`, {
      ...call,
      ...(prefer === undefined ? {} : { headers: { prefer } }),
    })

  it('is pending until a checkpoint has the fact, is waited for, and then verifies', async () => {
    const { id } = await registry.registerWeapon(OURS)
    const pending = await proofOf(id, OURS)
    expect([pending.status, pending.body]).toEqual([202, { factId: id, state: 'PENDING' }])
    expect(pending.headers.get('retry-after')).toBe('1')
    const begun = performance.now()
    const waiting = proofOf(id, OURS, 'wait=10')
    await ledger.takeQueue()
    await ledger.publish()
    const proved = await waiting
    expect([proved.status, proved.headers.get('preference-applied')]).toEqual([200, 'wait=10'])
    expect(performance.now() - begun).toBeLessThan(9_000)
    const { index, proof, checkpoint } = parseProof(proved.text)
    const { size, root } = openCheckpoint(checkpoint, [ed25519Verifier(parseVkey(ledger.vkey))]).checkpoint
    const leafHash = hashLeaf(ledger.entries()[index] ?? Buffer.alloc(0))
    expect(verifyInclusion({ leafHash, index, size, proof, root })).toBe(true)
  })

  it('waits no longer than it is asked to, and not at all for what it is not asked', async () => {
    const { id } = await registry.registerWeapon(OURS)
    const begun = performance.now()
    expect((await proofOf(id, OURS, 'wait=1')).status).toBe(202)
    expect(performance.now() - begun).toBeGreaterThan(900)
    const applied = async (prefer: string) => (await proofOf(id, OURS, prefer)).headers.get('preference-applied')
    // As certificates tell it too: not to wait is a wish like any other.
    expect(await applied('wait=0')).toBe('wait=0')
    expect(await applied('wait=-1')).toBe(null)
    expect((await proofOf(id, OURS, 'wait=-1')).status).toBe(202)
    expect((await proofOf(id, OURS, 'handling=strict')).status).toBe(202)
  })

  it('is had by whom the fact concerns, and by others neither proof nor word of it', async () => {
    const { id } = await registry.registerWeapon(OURS)
    await ledger.takeQueue()
    await ledger.publish()
    for (const call of [OURS, AUDITOR]) expect((await proofOf(id, call)).status).toBe(200)
    const unknown = await proofOf(randomUUID(), THEIRS)
    for (const call of [THEIRS, OFFICER]) {
      const refused = await proofOf(id, call, 'wait=10')
      const { instance: _i, requestId: _r, ...said } = refused.body as Record<string, unknown>
      const { instance: _j, requestId: _s, ...saidOfNone } = unknown.body as Record<string, unknown>
      expect([refused.status, said]).toEqual([404, saidOfNone])
    }
  })
})

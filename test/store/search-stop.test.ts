import { describe, expect, it } from 'vitest'
import { DomainError } from '../../src/domain/errors.ts'
import { createSearchStop } from '../../src/features/search-limit.ts'
import type { Tx } from '../../src/store/db.ts'

/** A registry in which an agency has asked so often by now; it counts how often it was asked to count. */
function registryOf(asked: number) {
  const state = { asked, counts: 0, nowMs: 0 }
  const rows = async () => {
    state.counts += 1
    return [{ count: state.asked }]
  }
  const asker = { tx: { rows } as unknown as Tx, requester: { agencyId: 'a' } }
  return { state, asker }
}

describe('the abnormal-use stop', () => {
  it('counts a busy agency once in ten seconds while less than half of the limit is used', async () => {
    const { state, asker } = registryOf(0)
    const stop = createSearchStop(1000, () => state.nowMs)
    for (let n = 0; n < 400; n++) await stop.refuseFishing(asker, 1)
    expect(state.counts).toBe(1)
    state.nowMs = 10_000
    await stop.refuseFishing(asker, 1)
    expect(state.counts).toBe(2)
  })

  it('lets no question pass that is one too many, whatever it remembers', async () => {
    const { state, asker } = registryOf(0)
    const stop = createSearchStop(7, () => state.nowMs)
    let passed = 0
    for (let n = 0; n < 20; n++) {
      if (!(await stop.mayAsk(asker, 1))) continue
      passed += 1
      state.asked += 1
    }
    expect(passed).toBe(7)
  })

  it('sees within ten seconds what another process answered', async () => {
    const { state, asker } = registryOf(0)
    const stop = createSearchStop(100, () => state.nowMs)
    await stop.refuseFishing(asker, 1)
    state.asked = 100
    state.nowMs = 10_000
    await expect(stop.refuseFishing(asker, 1)).rejects.toThrow(DomainError)
  })

  it('counts many questions of one call, and refuses them together', async () => {
    const { asker } = registryOf(900)
    const stop = createSearchStop(1000)
    expect(await stop.mayAsk(asker, 101)).toBe(false)
    expect(await stop.mayAsk(asker, 100)).toBe(true)
  })
})

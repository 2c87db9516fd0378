import { expect, it } from 'vitest'
import { createTokenMemory } from '../../src/auth/token-memory.ts'
import type { VerifiedToken } from '../../src/domain/requester.ts'

const token: VerifiedToken = { subject: 'a', agencyId: 'b', scopes: new Set(), expiresAtMs: 1_000_000 }

it('holds no more tokens than it may, and forgets the oldest first', () => {
  const memory = createTokenMemory(2)
  for (const name of ['one', 'two', 'three']) memory.remember(name, token, 0)
  expect(memory.recall('one', 1)).toBeUndefined()
  expect(memory.recall('two', 1)).toBe(token)
  expect(memory.recall('three', 1)).toBe(token)
})

it('does not remember a token that has ended', () => {
  const memory = createTokenMemory()
  memory.remember('late', token, 1_000_001)
  expect(memory.recall('late', 0)).toBeUndefined()
})

import { hash } from 'node:crypto'
import type { VerifiedToken } from '../domain/requester.ts'

/** A key that its issuer withdraws is refused after this time at the latest. */
const REMEMBER_MS = 60_000
/** About 4 MB when full; beyond it the oldest is forgotten, which costs one more check of a signature (0.1 ms). */
const MAX_TOKENS = 10_000

interface Remembered {
  readonly token: VerifiedToken
  readonly untilMs: number
}

export interface TokenMemory {
  recall(unverifiedToken: string, nowMs: number): VerifiedToken | undefined
  remember(verifiedToken: string, token: VerifiedToken, nowMs: number): void
}

/** By its SHA-256, so that a memory dump shows no token that could be used. */
function hashOf(token: string): string {
  return hash('sha256', token, 'base64')
}

/** Tokens that were verified, for at most a minute and never beyond their own end. Only good ones are kept: a flood of bad ones cannot push them out. */
export function createTokenMemory(maxTokens: number = MAX_TOKENS): TokenMemory {
  const remembered = new Map<string, Remembered>()
  return {
    recall(unverifiedToken, nowMs) {
      const key = hashOf(unverifiedToken)
      const found = remembered.get(key)
      if (found === undefined) return undefined
      if (nowMs < found.untilMs) return found.token
      remembered.delete(key)
      return undefined
    },
    remember(verifiedToken, token, nowMs) {
      const untilMs = Math.min(token.expiresAtMs, nowMs + REMEMBER_MS)
      if (untilMs <= nowMs) return
      const oldest = remembered.size >= maxTokens ? remembered.keys().next().value : undefined
      if (oldest !== undefined) remembered.delete(oldest)
      remembered.set(hashOf(verifiedToken), { token, untilMs })
    },
  }
}

/**
 * What no certificate exceeds: a weapon with five hundred recorded steps, each between other parties, is a quarter of it. What comes from outside is looked at in
 * a time that grows with its size, and not without end.
 */
export const LIMITS = {
  payloadBytes: 16 * 1024 * 1024,
  links: 2_000,
  records: 10_000,
  names: 10_000,
  /** All proofs of a certificate stand under the one that was the last when it was given. */
  checkpoints: 16,
  /** An answer is a dozen steps deep. What comes from outside is walked by functions that call themselves. */
  depth: 64,
  /** Of a member's name: those of answers and certificates are words. */
  nameLength: 200,
} as const

/** So much is always looked at whole; of more only what a key of the registry has signed. */
export const ALWAYS_CHECKED = { payloadBytes: 1024 * 1024, records: 2_000 } as const

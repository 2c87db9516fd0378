import { z } from 'zod'

/** `strict`: any finding of WARNING or more refuses the whole call. `lenient`: findings are told and the call is carried out. */
export type Handling = 'strict' | 'lenient'

const PREFERENCE = /^\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)\s*(?:=\s*("(?:[^"\\]|\\.)*"|[^\s;,"]*))?\s*(?:;.*)?$/

/**
 * The `handling` that a `Prefer` header asks for (RFC 7240 section 4.4), or `undefined`. What is not understood is ignored and the first
 * mention counts (section 2); whether it was honoured is told by `Preference-Applied`, so a caller can notice a misspelling.
 */
export function parseHandling(header: string | undefined): Handling | undefined {
  for (const part of (header ?? '').split(',')) {
    const [, name, raw = ''] = PREFERENCE.exec(part) ?? []
    if (name?.toLowerCase() !== 'handling') continue
    const value = raw.replaceAll('"', '').toLowerCase()
    return value === 'strict' || value === 'lenient' ? value : undefined
  }
  return undefined
}

/** The longest that a call waits, in seconds: below the time for which proxies hold an answer that does not come. */
const MAX_WAIT_SECONDS = 10

/** The seconds of `Prefer: wait=` (RFC 7240 section 4.3), 10 at most; `undefined` where none are asked for, or not as a whole number. */
export function parseWait(header: string | undefined): number | undefined {
  for (const part of (header ?? '').split(',')) {
    const [, name, raw = ''] = PREFERENCE.exec(part) ?? []
    if (name?.toLowerCase() !== 'wait') continue
    const value = raw.replaceAll('"', '')
    return /^[0-9]{1,6}$/.test(value) ? Math.min(Number(value), MAX_WAIT_SECONDS) : undefined
  }
  return undefined
}

/** The header of a call that can wait. */
export const WaitHeader = z
  .string()
  .max(1024)
  .meta({
    description: `RFC 7240. wait=5 waits up to so many seconds, ${MAX_WAIT_SECONDS} at most, for what is pending.`,
    example: 'wait=5',
  })

/** The header as a schema; any text passes, since RFC 7240 has unknown preferences ignored. */
export const PreferHeader = z.string().max(1024).meta({
  description: 'RFC 7240. handling=strict refuses the whole call with 409 when it has a finding of WARNING or more.',
  example: 'handling=strict',
})

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

/** The header as a schema; any text passes, since RFC 7240 has unknown preferences ignored. */
export const PreferHeader = z.string().max(1024).meta({
  description: 'RFC 7240. handling=strict refuses the whole call with 409 when it has a finding of WARNING or more.',
  example: 'handling=strict',
})

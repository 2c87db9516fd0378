import { excerpt } from '../domain/ledger/base64.ts'
import { type FailureCode, VerificationError } from './codes.ts'
import { repeatedMember } from './repeated-member.ts'

/** An answer is a dozen steps deep. What comes from outside is walked by functions that call themselves. */
const DEPTH_LIMIT = 64

/** Level by level, since a function that calls itself would fail by the very depth. */
function isDeeperThan(limit: number, value: unknown): boolean {
  let level: readonly unknown[] = [value]
  for (let depth = 0; depth <= limit; depth++) {
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []))
    if (level.length === 0) return false
  }
  return true
}

interface Parsed {
  readonly text: string
  readonly json: unknown
}

function parse(bytes: Uint8Array, code: FailureCode, place: string): Parsed {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    return { text, json: JSON.parse(text) as unknown }
  } catch {
    throw new VerificationError(code, place, 'It is not JSON in UTF-8.')
  }
}

/** JSON of bytes that must be UTF-8, with each member once and no deeper than an answer. @throws VerificationError with this code */
export function readJson(bytes: Uint8Array, code: FailureCode, place: string): unknown {
  const { text, json } = parse(bytes, code, place)
  if (isDeeperThan(DEPTH_LIMIT, json))
    throw new VerificationError(code, place, `It is nested more than ${DEPTH_LIMIT} deep, as no certificate is.`)
  const twice = repeatedMember(text)
  if (twice === undefined) return json
  throw new VerificationError(code, place, `It has the member ${excerpt(twice)} twice in one object.`)
}

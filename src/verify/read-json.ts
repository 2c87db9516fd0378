import { excerpt } from '../domain/ledger/base64.ts'
import { type FailureCode, VerificationError } from './codes.ts'
import { LIMITS } from './limits.ts'
import { repeatedMember } from './repeated-member.ts'

const hasLongName = (value: object): boolean =>
  !Array.isArray(value) && Object.keys(value).some(({ length }) => length > LIMITS.nameLength)

/** Why a value is none of a certificate by its shape alone. Level by level, since a function that calls itself would fail by the very depth. */
function oddityOf(value: unknown): string | undefined {
  let level: readonly unknown[] = [value]
  for (let depth = 0; depth <= LIMITS.depth; depth++) {
    const objects = level.filter((one) => typeof one === 'object' && one !== null)
    if (objects.length === 0) return undefined
    if (objects.some(hasLongName)) return `It has a member whose name is longer than ${LIMITS.nameLength} characters.`
    level = objects.flatMap((one) => Object.values(one) as unknown[])
  }
  return level.length === 0 ? undefined : `It is nested more than ${LIMITS.depth} deep, as no certificate is.`
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

/** JSON of bytes that must be UTF-8, with each member once, and neither deeper nor with longer names than an answer. @throws VerificationError with this code */
export function readJson(bytes: Uint8Array, code: FailureCode, place: string): unknown {
  const { text, json } = parse(bytes, code, place)
  const odd = oddityOf(json)
  if (odd !== undefined) throw new VerificationError(code, place, odd)
  const twice = repeatedMember(text)
  if (twice === undefined) return json
  throw new VerificationError(code, place, `It has the member ${excerpt(twice)} twice in one object.`)
}

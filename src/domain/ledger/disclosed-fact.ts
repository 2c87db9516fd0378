import { decodeHashUrl, encodeBase64Url, excerpt } from './base64.ts'
import { isExact, type JsonValue } from './canonical-json.ts'
import { commitToDigests, fieldDigest, fieldSalt, fieldsOf, saltedDigest } from './commitment.ts'
import { checkFields, type DisclosedFact, type HiddenField, type ShownField } from './disclosed-fields.ts'
import { LedgerFormatError } from './ledger-format-error.ts'

const byPointer = (a: { readonly pointer: string }, b: { readonly pointer: string }): number =>
  Buffer.compare(Buffer.from(a.pointer), Buffer.from(b.pointer))

/**
 * Shows a fact in part. A list's mark is shown with anything in the list, since the pointers tell of it already.
 *
 * @param secret the fact's 32 bytes
 * @param shows whether the value at this RFC 6901 pointer may be seen; asked for scalars, empty lists and empty objects
 */
export function discloseFact(secret: Buffer, fact: JsonValue, shows: (pointer: string) => boolean): DisclosedFact {
  const fields = fieldsOf(fact).sort(byPointer)
  const isShown = shownWith(fields, shows)
  return {
    shown: fields.filter(isShown).map(({ pointer, value }) => {
      return { pointer, value, salt: encodeBase64Url(fieldSalt(secret, pointer)) }
    }),
    hidden: fields
      .filter((field) => !isShown(field))
      .map((field) => {
        return { pointer: field.pointer, digest: encodeBase64Url(fieldDigest(secret, field)) }
      }),
  }
}

type Field = Pick<ShownField, 'pointer' | 'value'>

function shownWith(fields: readonly Field[], shows: (pointer: string) => boolean): (field: Field) => boolean {
  const marks = new Set<string>()
  for (const { pointer } of fields.filter((field) => shows(field.pointer))) {
    for (let end = pointer.lastIndexOf('/'); end >= 0; end = pointer.lastIndexOf('/', end - 1)) {
      marks.add(pointer.slice(0, end))
      if (end === 0) break
    }
  }
  return ({ pointer }) => shows(pointer) || marks.has(pointer)
}

/** All of a fact's digests: what is kept of it when value and secret are erased, so that its leaf can still be made. */
export function digestsOf(secret: Buffer, fact: JsonValue): readonly HiddenField[] {
  return discloseFact(secret, fact, () => false).hidden
}

/** Shows less of what was disclosed. It needs no secret: so a part can be erased, or withheld from the next reader, when the secret is gone. */
export function withholdFields({ shown, hidden }: DisclosedFact, shows: (pointer: string) => boolean): DisclosedFact {
  const isShown = shownWith(shown, shows)
  const withheld = shown
    .filter((field) => !isShown(field))
    .map((field) => {
      return { pointer: field.pointer, digest: encodeBase64Url(digestOfShown(field)) }
    })
  return { shown: shown.filter(isShown), hidden: [...hidden, ...withheld].sort(byPointer) }
}

function digestOfShown({ salt, value }: ShownField): Buffer {
  return saltedDigest(decodeHashUrl(salt, 'A salt'), value)
}

/** The 32 bytes that the leaf of this fact holds, if what is shown was not changed. Compare them with the leaf. */
export function commitmentOfDisclosed({ shown, hidden }: DisclosedFact): Buffer {
  return commitToDigests([
    ...shown.map((field) => ({ pointer: field.pointer, digest: digestOfShown(field) })),
    ...hidden.map(({ pointer, digest }) => ({ pointer, digest: decodeHashUrl(digest, 'A digest') })),
  ])
}

/**
 * Reads what `discloseFact` gave, after it travelled. Strict: known members only, sorted, no field twice, and no two fields that cannot be of one fact.
 *
 * @param json a parsed JSON value
 * @throws LedgerFormatError `disclosure-…`, `base64-not-canonical`, `hash-not-32-bytes`
 */
export function parseDisclosedFact(json: unknown): DisclosedFact {
  const { shown, hidden } = membersOf(json, ['hidden', 'shown'])
  const fact: DisclosedFact = { shown: listOf(shown).map(readShown), hidden: listOf(hidden).map(readHidden) }
  checkFields(fact)
  return fact
}

function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value
  throw malformed(value)
}

function membersOf(value: unknown, names: readonly string[]): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Object.keys(value).sort().join() !== names.join()) {
    throw malformed(value)
  }
  return value as Readonly<Record<string, unknown>>
}

function readShown(json: unknown): ShownField {
  const { pointer, value, salt } = membersOf(json, ['pointer', 'salt', 'value'])
  if (typeof pointer !== 'string' || typeof salt !== 'string' || !isFieldValue(value)) throw malformed(json)
  decodeHashUrl(salt, `The salt of ${excerpt(pointer)}`)
  return { pointer, value, salt }
}

function readHidden(json: unknown): HiddenField {
  const { pointer, digest } = membersOf(json, ['digest', 'pointer'])
  if (typeof pointer !== 'string' || typeof digest !== 'string') throw malformed(json)
  decodeHashUrl(digest, `The digest of ${excerpt(pointer)}`)
  return { pointer, digest }
}

/** What one field may hold, and has a canonical form. A list or object with something in it is several fields. */
function isFieldValue(value: unknown): value is JsonValue {
  if (typeof value === 'string' || typeof value === 'number') return isExact(value)
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0
  return value === null || typeof value === 'boolean'
}

function malformed(value: unknown): LedgerFormatError {
  const message = `A disclosed fact has other members or values than ${excerpt(JSON.stringify(value) ?? 'nothing')}.`
  return new LedgerFormatError('disclosure-malformed', message)
}

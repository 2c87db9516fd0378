import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../../src/domain/ledger/canonical-json.ts'
import { type BoundText, isTextId, textId, textSalt, type TextOwner } from '../../../src/domain/ledger/bound-text.ts'

interface Vector {
  readonly about: string
  readonly secret: string
  readonly owner: TextOwner
  readonly text: BoundText
  readonly salt: string
  readonly id: string
}

const FOLDER = fileURLToPath(new URL('../../vectors/texts/', import.meta.url))
const VECTORS = readdirSync(FOLDER).map((name) => JSON.parse(readFileSync(`${FOLDER}${name}`, 'utf8')) as Vector)

const secrets = fc.uint8Array({ minLength: 32, maxLength: 32 })
const texts = fc.record({
  kind: fc.constantFrom('PARTY_NAME', 'NOTE', 'ACTOR'),
  body: fc.dictionary(fc.constantFrom('name', 'note', 'subject'), fc.string({ unit: 'grapheme' })),
})
const owners = fc.record({ agencyId: fc.uuid(), subjectId: fc.option(fc.uuid()) })

describe('the id of a text', () => {
  it.each(VECTORS)('is that of the vector on disk: $about', ({ secret, owner, text, salt, id }) => {
    const made = textSalt(Buffer.from(secret, 'hex'), owner)
    expect(made.toString('hex')).toBe(salt)
    expect(textId(made, text)).toBe(id)
  })

  it('is a UUIDv8 whatever the text, and the same each time', () => {
    fc.assert(
      fc.property(secrets, owners, texts, (secret, owner, text) => {
        const id = textId(textSalt(secret, owner), text)
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
        expect(isTextId(id)).toBe(true)
        expect(textId(textSalt(secret, owner), structuredClone(text))).toBe(id)
      }),
    )
  })

  it('is another one for another text, another owner and another secret', () => {
    const tuple = fc.tuple(secrets, owners, texts)
    fc.assert(
      fc.property(tuple, tuple, ([secret, owner, text], other) => {
        const id = textId(textSalt(secret, owner), text)
        const variants = [
          [secret, owner, other[2]],
          [secret, other[1], text],
          [other[0], owner, text],
        ] as const
        for (const [s, o, t] of variants) {
          // Members of a body in another order are the same text.
          const isSame = wholeOf(s, o, t) === wholeOf(secret, owner, text)
          expect(textId(textSalt(s, o), t) === id).toBe(isSame)
        }
      }),
    )
  })
})

const wholeOf = (secret: Uint8Array, owner: TextOwner, text: BoundText): string =>
  canonicalJson({ secret: [...secret], owner: { ...owner }, text: { ...text } })

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { DomainError } from '../../src/domain/errors.ts'
import { createPaging } from '../../src/http/paging.ts'

const HOUR_MS = 3_600_000
let nowMs = 1_800_000_000_000
const options = { secret: Buffer.alloc(32, 1), publicBaseUrl: 'https://registry.example', now: () => nowMs }
const paging = createPaging(options)
const scope = { route: '/v1/parties', agencyId: 'a', filters: { licence: 'RS-1', kind: undefined } }
const Position = z.strictObject({ name: z.string(), id: z.number() })
const position = { name: 'Petrović', id: 7 }

function refusal(run: () => unknown): string {
  try {
    run()
    return 'accepted'
  } catch (error) {
    return error instanceof DomainError ? error.code : 'not a refusal'
  }
}

describe('a cursor', () => {
  it('leads back to its position, and the first page needs none', () => {
    expect(paging.readPosition(paging.writeCursor(scope, position), scope, Position)).toEqual(position)
    expect(paging.readPosition(undefined, scope, Position)).toBeUndefined()
  })

  it('does not show what is in it', () => {
    const bytes = Buffer.from(paging.writeCursor(scope, position), 'base64url').toString('latin1')
    expect(bytes).not.toContain('Petrovi')
  })

  it('is the same for the same page within the hour, so that the page keeps its ETag', () => {
    expect(paging.writeCursor(scope, position)).toBe(paging.writeCursor(scope, position))
  })

  it.each([
    ['another list', { ...scope, route: '/v1/weapons' }],
    ['another agency', { ...scope, agencyId: 'b' }],
    ['another filter', { ...scope, filters: { licence: 'RS-2' } }],
    ['one filter more', { ...scope, filters: { ...scope.filters, kind: 'MAKER' } }],
  ])('is refused for %s', (_what, other) => {
    const cursor = paging.writeCursor(scope, position)
    expect(refusal(() => paging.readPosition(cursor, other, Position))).toBe('cursor-invalid')
  })

  it('is refused after a day', () => {
    const cursor = paging.writeCursor(scope, position)
    nowMs += 24 * HOUR_MS
    expect(paging.readPosition(cursor, scope, Position)).toEqual(position)
    nowMs += HOUR_MS
    expect(refusal(() => paging.readPosition(cursor, scope, Position))).toBe('cursor-invalid')
  })

  it('is refused by a service with another secret, and when its position has another shape', () => {
    const cursor = paging.writeCursor(scope, position)
    const other = createPaging({ ...options, secret: Buffer.alloc(32, 2) })
    expect(refusal(() => other.readPosition(cursor, scope, Position))).toBe('cursor-invalid')
    expect(refusal(() => paging.readPosition(cursor, scope, z.string()))).toBe('cursor-invalid')
  })

  it('is refused with any bit changed, and any other text is refused as a cursor', () => {
    const bytes = Buffer.from(paging.writeCursor(scope, position), 'base64url')
    const bit = fc.nat(bytes.length * 8 - 1)
    fc.assert(
      fc.property(bit, (n) => {
        const changed = Buffer.from(bytes)
        changed[n >> 3] = (changed[n >> 3] ?? 0) ^ (1 << (n & 7))
        return refusal(() => paging.readPosition(changed.toString('base64url'), scope, Position)) === 'cursor-invalid'
      }),
    )
    fc.assert(
      fc.property(
        fc.string(),
        (text) => refusal(() => paging.readPosition(text, scope, Position)) === 'cursor-invalid',
      ),
    )
  })
})

it('links to the next page absolutely, with the filters and without the old cursor', () => {
  const link = paging.linkNext('/v1/parties', { licence: 'RS 1&x', limit: 2, cursor: 'old', kind: undefined }, 'new')
  expect(link).toBe('<https://registry.example/v1/parties?licence=RS+1%26x&limit=2&cursor=new>; rel="next"')
})

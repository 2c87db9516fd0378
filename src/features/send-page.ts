import type { FastifyReply } from 'fastify'
import type { CursorScope, Paging } from '../http/paging.ts'
import { Uuid } from '../http/text.ts'
import { z } from 'zod'

/** Where a page of a list that is read newest first begins: after this record. */
export const Position = z.object({ recordedAt: z.string(), id: Uuid })
export type Position = z.infer<typeof Position>

/** Before everything that was recorded: later than any clock, larger than any id. */
const LATEST: Position = { recordedAt: 'infinity', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }

/** Where to begin: after the cursor, or with what was recorded by `to`. */
export function startOf(after: Position | undefined, to?: string): Position {
  return after ?? { recordedAt: to ?? LATEST.recordedAt, id: LATEST.id }
}

interface PageOf<Item> {
  readonly scope: CursorScope
  /** One more than `limit` where there are more. */
  readonly found: readonly Item[]
  readonly limit: number
  readonly positionOf?: (last: Item) => unknown
  /** Where the list goes on although the page is not full: what `positionOf` would give. */
  readonly goesOnAt?: unknown
}

/** Cuts what was found to a page, and tells the next one in the `Link` header; `next` is absent on the last page. */
export function cutPage<Item extends Position>(
  reply: FastifyReply,
  paging: Paging,
  { scope, found, limit, positionOf = ({ recordedAt, id }) => ({ recordedAt, id }), goesOnAt }: PageOf<Item>,
): { items: Item[]; next?: string } {
  const items = found.slice(0, limit)
  const last = found.length > limit ? items.at(-1) : undefined
  const position = last === undefined ? goesOnAt : positionOf(last)
  if (position === undefined) return { items }
  const next = paging.writeCursor(scope, position)
  reply.header('link', paging.linkNext(scope.route, { ...scope.filters, limit }, next))
  return { items, next }
}

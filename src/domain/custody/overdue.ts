import type { CustodyEvent } from './types.ts'

const DAY_MS = 86_400_000

/** When an export without an import is a gap: after some days, or when its licence ends if that is sooner. ISO 8601 UTC. */
export function deadlineOf(event: CustodyEvent, transitDays: number): string {
  const sentMs = Date.parse(event.occurred.to)
  const expiries = event.documents
    .filter((document) => document.kind === 'EXPORT_LICENCE' && document.expiresOn !== undefined)
    .map((document) => Date.parse(`${document.expiresOn}T00:00:00Z`) + DAY_MS)
    // A licence that had run out before the export says nothing about when it should arrive; that it had is a finding of its own.
    .filter((expiryMs) => expiryMs > sentMs)
  return new Date(Math.min(sentMs + transitDays * DAY_MS, ...expiries)).toISOString()
}

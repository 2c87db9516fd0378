import { readdirSync, readFileSync } from 'node:fs'
import type { EventKind } from '../../../src/domain/custody/event-kinds.ts'
import type { CustodyEvent, DocumentRef, Link, PartyRef } from '../../../src/domain/custody/types.ts'
import { type OccurredAtInput, resolveOccurredAt, type Occurred } from '../../../src/domain/time/occurred-at.ts'
import { zonesOf } from '../../../src/domain/time/zones.ts'
import type { PartyKind } from '../../../src/domain/vocabulary/parties.ts'

export const NOW = '2026-11-23T12:00:00.000000Z'

export function readVectors<T>(folder: string): { name: string; vector: T }[] {
  const url = new URL(`../../vectors/custody/${folder}/`, import.meta.url)
  return readdirSync(url)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({ name: file, vector: JSON.parse(readFileSync(new URL(file, url), 'utf8')) as T }))
}

export interface WrittenEvent {
  readonly kind: EventKind
  readonly from?: string
  readonly to?: string
  readonly carrier?: string
  readonly on: OccurredAtInput
  readonly place?: string
  readonly documents?: readonly DocumentRef[]
}

export type WrittenParties = Readonly<Record<string, { readonly kind: PartyKind; readonly country: string }>>

export function readDate(input: OccurredAtInput, country?: string): Occurred {
  const result = resolveOccurredAt(input, { zones: country === undefined ? [] : zonesOf(country) })
  if (!result.ok) throw new Error(JSON.stringify(result.errors))
  return result.occurred
}

/** Events as the database would give them; the n-th is recorded in the n-th minute of one day. */
export function toEvents(written: readonly WrittenEvent[], parties: WrittenParties): CustodyEvent[] {
  const refOf = (name: string | undefined): PartyRef | null => {
    if (name === undefined) return null
    const party = parties[name]
    if (party === undefined) throw new Error(`no party ${name}`)
    return { id: name, ...party }
  }
  return written.map((event, index) => ({
    id: `event-${String(index).padStart(4, '0')}`,
    weaponId: 'weapon',
    seq: index + 1,
    kind: event.kind,
    from: refOf(event.from),
    to: refOf(event.to),
    carrier: refOf(event.carrier),
    occurred: readDate(event.on, event.place),
    knownSince: null,
    recordedAt: recordedAtOf(index),
    place: event.place === undefined ? null : { country: event.place },
    destinationCountry: null,
    transitCountries: [],
    documents: event.documents ?? [],
    reporterAgencyId: 'agency',
    declarationId: null,
  }))
}

/** Microseconds apart, as the database's clock tells them. */
export function recordedAtOf(index: number): string {
  return `2026-06-01T00:00:00.${String(index).padStart(6, '0')}Z`
}

/** `RETAIL_SALE`, or `GAP GIVER_NOT_KNOWN_HOLDER` for what is no event. */
export function nameLink({ type, kind }: Link): string {
  return type === 'EVENT' ? kind : `${type} ${kind}`
}

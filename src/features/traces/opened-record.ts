import type { JsonValue } from '../../domain/ledger/canonical-json.ts'
import { type FactField, fieldsOf } from '../../domain/ledger/commitment.ts'
import { discloseFact, withholdFields } from '../../domain/ledger/disclosed-fact.ts'
import type { DisclosedFact } from '../../domain/ledger/disclosed-fields.ts'
import type { ProvableAnswer } from '../../verify/answer.ts'
import type { Backed } from '../../verify/backed-fields.ts'

/** A fact with what opens it. */
export interface SecretRecord {
  readonly factId: string
  readonly kind: string
  /** Null, with the secret, of a fact that was lawfully erased. */
  readonly canonical: string | null
  readonly secret: Buffer | null
  /** What is left of an erased fact. */
  readonly remaining: DisclosedFact | null
}

/** A record that can be shown in part. */
export interface Opened extends Pick<SecretRecord, 'factId' | 'kind'> {
  readonly fields: Backed
  readonly disclose: (shows: (pointer: string) => boolean) => DisclosedFact
}

/** What is shown of a record: these pointers, and all below those that end in a slash. */
export interface Chosen {
  readonly record: Opened
  readonly shows: readonly string[]
}

export function open({ factId, kind, canonical, secret, remaining }: SecretRecord): Opened[] {
  const byPointer = (fields: readonly FactField[]): Backed =>
    new Map(fields.map(({ pointer, value }) => [pointer, value]))
  if (canonical !== null && secret !== null) {
    const json = JSON.parse(canonical) as JsonValue
    return [{ factId, kind, fields: byPointer(fieldsOf(json)), disclose: (shows) => discloseFact(secret, json, shows) }]
  }
  if (remaining === null) return []
  return [{ factId, kind, fields: byPointer(remaining.shown), disclose: (shows) => withholdFields(remaining, shows) }]
}

export const ofKind = (records: readonly Opened[], kind: string): readonly Opened[] =>
  records.filter((record) => record.kind === kind)

export function text({ fields }: Opened, pointer: string): string {
  const value = fields.get(pointer)
  return typeof value === 'string' ? value : ''
}

/** What was recorded by the time of the answer, the newest first. */
export function knownThen({ answeredAt }: ProvableAnswer, records: readonly Opened[]): readonly Opened[] {
  return records
    .filter((record) => text(record, '/recordedAt') <= answeredAt)
    .toSorted((a, b) => (text(a, '/recordedAt') < text(b, '/recordedAt') ? 1 : -1))
}

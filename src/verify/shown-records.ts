import type { JsonValue } from '../domain/ledger/canonical-json.ts'
import type { DisclosedFact } from '../domain/ledger/disclosed-fields.ts'
import type { TlogProof } from '../domain/ledger/tlog-proof.ts'

/** The fields of a record that are shown, by their pointers. */
export type Fields = ReadonlyMap<string, JsonValue>

export interface ShownRecord {
  readonly place: string
  readonly factId: string
  readonly fact: DisclosedFact
  readonly fields: Fields
  /** Where the proof stands in the certificate. */
  readonly proofPlace: string
  /** Absent while the record waits for a checkpoint. */
  readonly proof?: TlogProof
  /** Where the certificate will be with the proof. */
  readonly pending?: string
}

/** The records of a certificate, found by what they are: each check asks once, and not record by record. */
export interface ShownRecords {
  readonly all: readonly ShownRecord[]
  readonly byId: ReadonlyMap<unknown, ShownRecord>
  readonly ofKind: (kind: string) => readonly ShownRecord[]
}

export function fieldsShown({ shown }: DisclosedFact): Fields {
  return new Map(shown.map(({ pointer, value }) => [pointer, value]))
}

/** Values by a key, in their order. */
export function groupedBy<Value, Key>(values: Iterable<Value>, keyOf: (value: Value) => Key): Map<Key, Value[]> {
  const groups = new Map<Key, Value[]>()
  for (const value of values) {
    const group = groups.get(keyOf(value))
    if (group === undefined) groups.set(keyOf(value), [value])
    else group.push(value)
  }
  return groups
}

/** @param all each id once, as the reader of certificates holds it */
export function shownRecords(all: readonly ShownRecord[]): ShownRecords {
  const byKind = groupedBy<ShownRecord, unknown>(all, ({ fields }) => fields.get('/factKind'))
  return {
    all,
    byId: new Map(all.map((record) => [record.factId, record])),
    ofKind: (kind) => byKind.get(kind) ?? [],
  }
}

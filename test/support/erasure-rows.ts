type Row = Readonly<Record<string, unknown>>

/** An order of erasure and what it left of a fact. */
export function erasureRows({ weapon_id, ...own }: Row, other: string): Record<string, Row> {
  const { agency_id, recorded_at, id } = own
  const amounts = { facts: 0, personal_records: 1, sealed_bodies: 0 }
  const order = { ground: 'RETENTION_ENDED', basis: ['ITI 12(b)'], text_id: other, ordered_by: other }
  const remaining = { shown: [], hidden: [] }
  const ofFact = { fact_id: other, erasure_id: id, weapon_id, transaction_id: '1' }
  return {
    erasure: { ...own, subject_kind: 'PERSON', subject_id: other, ...order, ...amounts },
    fact_erasure: { ...ofFact, remaining, agency_id, recorded_at },
  }
}

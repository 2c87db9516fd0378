import fc from 'fast-check'
import type { Statement } from '../../../src/domain/corrections/declaration.ts'
import type { CustodyRecord } from '../../../src/domain/custody/record.ts'
import { wildLives } from '../custody/generated-lives.ts'
import { recordedAtOf } from '../custody/vector-files.ts'
import { acts, DOES, type Growing } from './generated-acts.ts'

/**
 * A record that grew by reports, corrections, decisions, withdrawals, links of three records, statements of the sides and changes of parties, the n-th of them in
 * the n-th microsecond.
 */
export const grownRecords: fc.Arbitrary<CustodyRecord> = fc.tuple(wildLives, acts).map(([life, steps]) => {
  const record: Growing = {
    weaponId: 'weapon',
    events: [],
    declarations: [],
    links: [],
    statements: [],
    partyVersions: [],
  }
  const arriving = [...life]
  const first = arriving.shift()
  if (first !== undefined) record.events.push({ ...first, recordedAt: recordedAtOf(0) })
  steps.forEach(([what, which, flag], index) => {
    const [recordedAt, id] = [recordedAtOf(index + 1), `said-${String(index + 1).padStart(3, '0')}`]
    DOES[what]({ record, arriving, which, flag, recordedAt, id })
  })
  return record
})

/** The record as it lay in the registry at a moment: nothing of what came later is in it. */
export function asRecordedBy(record: CustodyRecord, moment: string): CustodyRecord {
  const recorded = <T extends { readonly recordedAt: string }>(facts: readonly T[]): T[] =>
    facts.filter(({ recordedAt }) => recordedAt <= moment)
  const decided = <T extends Statement>(statement: T): T =>
    statement.decidedAt !== null && statement.decidedAt > moment
      ? { ...statement, decision: null, decidedAt: null }
      : statement
  return {
    ...record,
    events: recorded(record.events),
    declarations: recorded(record.declarations).map(decided),
    links: recorded(record.links).map(decided),
    statements: recorded(record.statements),
    partyVersions: recorded(record.partyVersions),
  }
}

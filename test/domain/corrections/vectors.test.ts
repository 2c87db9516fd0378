import { describe, expect, test } from 'vitest'
import { custodyOf } from '../../../src/domain/custody/record.ts'
import { NOW } from '../custody/vector-files.ts'
import {
  type CorrectionVector,
  correctionVectors,
  daysRecorded,
  endOf,
  type KnownChain,
  tellLink,
  toRecord,
} from './vector-files.ts'

const options = { now: NOW, transitDays: 90 }

function tell(vector: CorrectionVector, { known, of, findings }: KnownChain) {
  const custody = custodyOf(toRecord(vector, of), { ...options, knownAt: endOf(known) })
  const found = custody.links.flatMap((link) => link.findings.map(({ code }) => code))
  return {
    known,
    ...(of === undefined ? {} : { of }),
    chain: custody.links.map(tellLink),
    holder: custody.holder?.id ?? null,
    lastLicitHolder: custody.lastLicitHolder?.id ?? null,
    ...(custody.contenders.length === 0 ? {} : { contenders: custody.contenders.map(({ id }) => id) }),
    ...(findings === undefined ? {} : { findings: found }),
  }
}

describe('a corrected record gives, at each moment, the chain that was known then', () => {
  test.each(correctionVectors)('$name: $vector.shows', ({ vector }) => {
    expect(vector.expect.map((known) => tell(vector, known))).toEqual(vector.expect)
  })

  test.each(correctionVectors)('$name: what is known last is what is told without a moment', ({ vector }) => {
    const last = vector.expect.at(-1)
    if (last === undefined) throw new Error('no chain is expected')
    const record = toRecord(vector, last.of)
    expect(custodyOf(record, options)).toEqual(custodyOf(record, { ...options, knownAt: endOf(last.known) }))
  })

  test.each(correctionVectors)('$name: tells the chain before and after each thing that was said', ({ vector }) => {
    const days = daysRecorded(vector)
    const first = vector.expect[0]?.known ?? ''
    const told = vector.expect.map(({ known }) => days.findLast((day) => day <= known))
    expect(days.filter((day) => day > first && !told.includes(day))).toEqual([])
    // The first chain is that of the reports alone.
    const { declared = [], linked = [], said = [], became = [] } = vector
    const spoken = [...declared, ...linked, ...said, ...became].map(({ recorded }) => recorded)
    expect([...spoken, ...vector.expect.slice(1).map(({ known }) => known)].filter((day) => day <= first)).toEqual([])
  })

  test.each(correctionVectors)('$name: gives the same chains in whatever order it is read', ({ vector }) => {
    const reversed = { ...vector, events: vector.events.toReversed() }
    expect(vector.expect.map((known) => tell(reversed, known))).toEqual(vector.expect)
  })
})

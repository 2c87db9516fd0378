import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { certainYearOf, type DatedMark, readYears, yearOfMark } from '../../../src/domain/identification/date-codes.ts'
import { DATE_CODES } from '../../../src/domain/reference/date-codes.ts'

function readVector<Vector>(name: string): Vector {
  return JSON.parse(readFileSync(new URL(`../../vectors/date-codes/${name}`, import.meta.url), 'utf8')) as Vector
}

interface Table {
  readonly shows: string
  readonly mark: Omit<DatedMark, 'text'>
  readonly system: string
  readonly certainty: string
  readonly first: number
  readonly last: number
  readonly codes: Readonly<Record<string, number>>
  readonly invalid: readonly string[]
}

const tables = ['italy.json', 'spain.json', 'germany.json', 'belgium.json'].map((name) => ({
  name,
  table: readVector<Table>(name),
}))

describe.each(tables)('$name: $table.shows', ({ table }) => {
  const { mark, system, certainty, codes, invalid } = table

  it('each code stands for its year, and for no other', () => {
    for (const [text, year] of Object.entries(codes))
      expect([text, yearOfMark({ ...mark, text })]).toEqual([text, { years: [year], system, certainty }])
  })

  it('each year has its code', () => {
    const held = new Map(DATE_CODES.find(({ code }) => code === system)?.codes.map(({ text, year }) => [year, text]))
    for (const [text, year] of Object.entries(codes)) expect([year, held.get(year)]).toEqual([year, text])
    expect([Math.min(...held.keys()), Math.max(...held.keys())]).toEqual([table.first, table.last])
    expect(held.size).toBe(table.last - table.first + 1)
  })

  it.each(invalid.map((text) => ({ text })))('$text is no code of it', ({ text }) => {
    const systems = readYears({ ...mark, text }).map((reading) => reading.system)
    expect(systems).not.toContain(system)
    if (mark.country !== undefined) expect(systems).toEqual([])
  })
})

describe('the tables of years', () => {
  it('hold each code and each year once, so that reading and writing are each other’s reverse', () => {
    for (const { code, codes } of DATE_CODES) {
      expect([code, new Set(codes.map(({ text }) => text)).size]).toEqual([code, codes.length])
      expect([code, new Set(codes.map(({ year }) => year)).size]).toEqual([code, codes.length])
    }
  })

  it('give back the year of every code of every table, by the State of the table and by its maker', () => {
    for (const { code, country, makers, codes } of DATE_CODES) {
      for (const { text, year } of codes) {
        expect([code, text, yearOfMark({ kind: 'YEAR_CODE', text, country, maker: makers[0] }).years]).toEqual([
          code,
          text,
          [year],
        ])
      }
    }
  })

  it('tell no year outside themselves, whatever text a mark has', () => {
    const typed = fc.string({
      unit: fc.constantFrom(...Array.from('ABCHIJKLLMNÑOPXZV0123456789 .[]ВРСХ')),
      maxLength: 5,
    })
    const struck = fc.constantFrom(...DATE_CODES.flatMap(({ codes }) => codes.map(({ text }) => text)))
    const letters = fc.oneof(typed, struck)
    const known = new Set(DATE_CODES.flatMap(({ codes }) => codes.map(({ year }) => year)))
    const kind = fc.constantFrom('PROOF', 'REPROOF', 'YEAR_CODE', 'YEAR', 'INSPECTION')
    const country = fc.constantFrom(undefined, 'IT', 'ES', 'DE', 'BE', 'DD', 'SU', 'ZZ', 'UNKNOWN')
    const maker = fc.constantFrom(undefined, 'Beretta', 'FN', 'H&K', 'Nobody', 'Gardone', '')
    let told = 0
    fc.assert(
      fc.property(letters, kind, country, maker, (text, kindOf, state, name) => {
        const { years, system } = yearOfMark({ kind: kindOf, text, country: state, maker: name })
        told += years.length
        expect(years.every((year) => known.has(year))).toBe(true)
        if (system !== null) expect(years.length).toBeGreaterThan(0)
      }),
      { numRuns: 3_000 },
    )
    expect(told).toBeGreaterThan(100)
  })
})

interface Ambiguous {
  readonly marks: readonly {
    readonly mark: DatedMark
    readonly years: readonly number[]
    readonly system: string | null
    readonly certainty: string
  }[]
}

interface Serials {
  readonly serials: readonly { readonly maker: string; readonly text: string; readonly years: readonly number[] }[]
}

describe('a mark that several tables know', () => {
  it.each(readVector<Ambiguous>('ambiguous.json').marks)('$mark stands for $years', ({ mark, ...told }) => {
    expect(yearOfMark(mark)).toEqual(told)
  })

  it('tells a year beyond doubt only where one table of the maker’s own State holds it, and more than hearsay', () => {
    expect(certainYearOf({ kind: 'PROOF', text: 'BP', maker: 'Beretta' })).toBe(2001)
    expect(certainYearOf({ kind: 'PROOF', text: 'BP', maker: 'Izhmash' })).toBeUndefined()
    expect(certainYearOf({ kind: 'PROOF', text: 'BP', country: 'IT', maker: 'Izhmash' })).toBeUndefined()
    expect(certainYearOf({ kind: 'PROOF', text: 'BP' })).toBeUndefined()
    expect(certainYearOf({ kind: 'YEAR_CODE', text: 'IK', maker: 'H&K' })).toBeUndefined()
    expect(certainYearOf({ kind: 'PROOF', text: 'B1', maker: 'Beretta', country: 'ES' })).toBeUndefined()
  })
})

describe('a serial that tells its year', () => {
  it.each(readVector<Serials>('serials.json').serials)('$text of $maker: $years', ({ maker, text, ...told }) => {
    expect(yearOfMark({ kind: 'SERIAL_PRIMARY', text, maker })).toMatchObject(told)
  })
})

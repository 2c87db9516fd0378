import { expect, test } from 'vitest'
import { buildCustody } from '../../../src/domain/custody/chain.ts'
import { assessReport } from '../../../src/domain/custody/report.ts'
import { refusesStrict } from '../../../src/domain/findings.ts'
import { PARTIES } from './generated-lives.ts'
import { NOW, toEvents, type WrittenEvent } from './vector-files.ts'

const options = { now: NOW, transitDays: 90, pointer: '#/weaponIds/0' }
const LIFE: readonly WrittenEvent[] = [
  { kind: 'MANUFACTURED', to: 'maker', on: '2026-01-10' },
  { kind: 'SOLD_DOMESTIC', from: 'maker', to: 'dealer', on: '2026-02-10' },
]

function assess(report: WrittenEvent, life: readonly WrittenEvent[] = LIFE) {
  const events = toEvents([...life, report], PARTIES)
  const proposed = events.at(-1)
  if (proposed === undefined) throw new Error('no report')
  const { findings, ...rest } = assessReport(events.slice(0, -1), proposed, options)
  return { ...rest, findings, codes: findings.map(({ code }) => code) }
}

const PERMIT = { kind: 'POSSESSION_PERMIT', number: 'P-1' }

test('a sale that fits, in time and with its paper, has no finding', () => {
  const assessed = assess({ kind: 'RETAIL_SALE', from: 'dealer', to: 'person', on: '2026-11-20', documents: [PERMIT] })
  expect(assessed.findings).toEqual([])
  expect(assessed.fits).toBe(true)
})

test('a missing domestic paper is an INFO that refuses no strict caller', () => {
  const assessed = assess({ kind: 'RETAIL_SALE', from: 'dealer', to: 'person', on: '2026-11-20' })
  expect(assessed.codes).toEqual(['DOCUMENT_MISSING'])
  expect(refusesStrict(assessed.findings)).toBe(false)
  expect(assessed.fits).toBe(true)
})

test('an export without its licence is a WARNING, and still fits', () => {
  const assessed = assess({ kind: 'EXPORTED', from: 'dealer', to: 'importer', on: '2026-11-20' })
  expect(assessed.codes).toEqual(['DOCUMENT_MISSING', 'DOCUMENT_MISSING'])
  expect(refusesStrict(assessed.findings)).toBe(true)
  expect(assessed.fits).toBe(true)
})

test('any one of the papers that will do is enough', () => {
  const documents = [
    { kind: 'EXPORT_LICENCE', number: 'E-1' },
    { kind: 'INTERNATIONAL_IMPORT_CERTIFICATE', number: 'I-1' },
  ]
  const assessed = assess({ kind: 'EXPORTED', from: 'dealer', to: 'importer', on: '2026-11-20', documents })
  expect(assessed.findings).toEqual([])
})

test('a paper that had expired is found', () => {
  const documents = [{ ...PERMIT, expiresOn: '2026-11-18' }]
  const assessed = assess({ kind: 'RETAIL_SALE', from: 'dealer', to: 'person', on: '2026-11-20', documents })
  expect(assessed.findings).toMatchObject([{ code: 'DOCUMENT_EXPIRED', pointer: '#/documents/0/expiresOn' }])
})

test('a paper is valid through the day it expires', () => {
  const documents = [{ ...PERMIT, expiresOn: '2026-11-20' }]
  const assessed = assess({ kind: 'RETAIL_SALE', from: 'dealer', to: 'person', on: '2026-11-20', documents })
  expect(assessed.findings).toEqual([])
})

test('a receiver of another kind than usual is a WARNING and is kept', () => {
  const assessed = assess({ kind: 'RETAIL_SALE', from: 'dealer', to: 'army', on: '2026-11-20', documents: [PERMIT] })
  expect(assessed.codes).toEqual(['RECEIVER_KIND_UNUSUAL'])
})

test('a giver who is not the known holder is told so at the weapon, without a name', () => {
  const assessed = assess({ kind: 'RETAIL_SALE', from: 'museum', to: 'person', on: '2026-11-20', documents: [PERMIT] })
  expect(assessed.findings).toMatchObject([
    { code: 'GIVER_NOT_KNOWN_HOLDER', severity: 'WARNING', pointer: '#/weaponIds/0' },
  ])
  expect(assessed.chainCodes).toContain('GIVER_NOT_KNOWN_HOLDER')
  expect(JSON.stringify(assessed.findings)).not.toContain('dealer')
  expect(assessed.fits).toBe(false)
})

test('a second sale by one giver is a conflict and does not fit', () => {
  const sold: WrittenEvent = {
    kind: 'RETAIL_SALE',
    from: 'dealer',
    to: 'person',
    on: '2026-11-20',
    documents: [PERMIT],
  }
  const assessed = assess({ ...sold, to: 'heir' }, [...LIFE, sold])
  expect(assessed.codes).toEqual(['TWO_RECEIVERS_AT_ONE_TIME'])
  expect(assessed.fits).toBe(false)
})

test('a late report that closes a gap has no finding but its lateness', () => {
  const later: WrittenEvent = { kind: 'PRIVATE_TRANSFER', from: 'person', to: 'heir', on: '2026-11-20' }
  const missing: WrittenEvent = {
    kind: 'RETAIL_SALE',
    from: 'dealer',
    to: 'person',
    on: '2026-03-20',
    documents: [PERMIT],
  }
  const assessed = assess(missing, [...LIFE, later])
  expect(assessed.codes).toEqual(['REPORTED_LATE'])
  expect(assessed.fits).toBe(true)
})

test('an event that names no one of the chain fits nothing, though it breaks nothing', () => {
  const assessed = assess({ kind: 'SEIZED', to: 'police', on: '2026-11-20' })
  expect(assessed.codes).toEqual(['DOCUMENT_MISSING'])
  expect(assessed.fits).toBe(false)
})

test('an event dated before all others opens nothing, whom it names notwithstanding', () => {
  const life: readonly WrittenEvent[] = [{ kind: 'RETAIL_SALE', from: 'dealer', to: 'person', on: '2026-02-10' }]
  const assessed = assess({ kind: 'SOLD_DOMESTIC', from: 'heir', to: 'dealer', on: '2020-01-01' }, life)
  expect(assessed.fits).toBe(false)
})

test('an old export reported late breaks nothing by being overdue already', () => {
  const assessed = assess({ kind: 'EXPORTED', from: 'dealer', to: 'importer', on: '2026-03-01' })
  expect(assessed.codes).not.toContain('EXPORT_WITHOUT_IMPORT')
  expect(assessed.fits).toBe(true)
})

test('an open export that is overdue is not blamed on the next reporter', () => {
  const sent: WrittenEvent = { kind: 'EXPORTED', from: 'dealer', to: 'importer', on: '2026-03-01' }
  const assessed = assess({ kind: 'IN_TRANSIT', to: 'carrier', on: '2026-11-20' }, [...LIFE, sent])
  expect(assessed.codes).not.toContain('EXPORT_WITHOUT_IMPORT')
})

test('the chain as of a moment holds what had begun by then, and marks what may be later', () => {
  const events = toEvents([...LIFE, { kind: 'RETAIL_SALE', from: 'dealer', to: 'person', on: '2026' }], PARTIES)
  const custody = buildCustody('weapon', events, { ...options, at: '2026-02-15T00:00:00Z' })
  const marked = custody.links.filter(({ findings }) => findings.some(({ code }) => code === 'MAY_BE_LATER'))
  expect(marked.map(({ kind }) => kind)).toEqual(['RETAIL_SALE'])
  const early = buildCustody('weapon', events, { ...options, at: '2026-01-20T00:00:00Z' })
  // The sale of 2026 may have been on 1 January; the dealer's own purchase had not begun.
  expect(early.links.map(({ kind }) => kind)).toEqual(['MANUFACTURED', 'GIVER_NOT_KNOWN_HOLDER', 'RETAIL_SALE'])
})

test('an overdue export does not show in a chain as known before it was overdue', () => {
  const events = toEvents([...LIFE, { kind: 'EXPORTED', from: 'dealer', to: 'importer', on: '2026-05-01' }], PARTIES)
  const kindsAt = (moment: object) =>
    buildCustody('weapon', events, { ...options, ...moment }).links.map(({ kind }) => kind)
  expect(kindsAt({})).toContain('EXPORT_WITHOUT_IMPORT')
  expect(kindsAt({ at: '2026-07-01T00:00:00Z' })).not.toContain('EXPORT_WITHOUT_IMPORT')
  expect(kindsAt({ knownAt: '2026-07-01T00:00:00.000001Z' })).not.toContain('EXPORT_WITHOUT_IMPORT')
})

test('knownAt tells two facts of one millisecond apart', () => {
  const events = toEvents(LIFE, PARTIES)
  const custody = buildCustody('weapon', events, { ...options, knownAt: '2026-06-01T00:00:00.000000Z' })
  expect(custody.links.map(({ kind }) => kind)).toEqual(['MANUFACTURED'])
})

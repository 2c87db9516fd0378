import { describe, expect, it } from 'vitest'
import { codeListsOf } from '../../../src/domain/code-lists/code-lists.ts'
import { closedList } from '../../../src/domain/code-lists/entry.ts'
import { MAPPING_SCHEMES } from '../../../src/domain/code-lists/mappings.ts'
import { createSearch } from '../../../src/domain/code-lists/search.ts'
import { CUSTODY_STATUSES } from '../../../src/domain/custody/event-kind-rules.ts'
import { EVENT_KIND_CODES, ruleOf } from '../../../src/domain/custody/event-kinds.ts'
import { CONFLICT_KINDS, GAP_KINDS } from '../../../src/domain/custody/types.ts'
import { DECLARATION_STATUSES, ERROR_REASONS } from '../../../src/domain/corrections/declaration.ts'
import { SEVERITIES } from '../../../src/domain/findings.ts'
import { LICENCE_ACTIONS, LICENCE_STATUSES } from '../../../src/domain/licences/licence.ts'
import { PARTY_STATUSES, VERSION_REASONS } from '../../../src/domain/parties/party.ts'
import { BUILT_IN_LISTS } from '../../../src/domain/reference/built-in.ts'
import { isCountry } from '../../../src/domain/reference/countries.ts'
import { LANGUAGES } from '../../../src/domain/reference/languages.ts'
import { CONFIDENCE_BASES, CONFIDENCE_LEVELS } from '../../../src/domain/traces/link-confidence.ts'
import { LOT_BASES, LOT_FATES } from '../../../src/domain/traces/lot.ts'
import { OUTCOMES } from '../../../src/domain/traces/outcome.ts'
import * as markings from '../../../src/domain/vocabulary/markings.ts'
import { NOTICE_KINDS } from '../../../src/domain/vocabulary/notices.ts'
import * as parties from '../../../src/domain/vocabulary/parties.ts'
import * as seizures from '../../../src/domain/vocabulary/seizures.ts'
import * as traces from '../../../src/domain/vocabulary/traces.ts'
import * as weapons from '../../../src/domain/vocabulary/weapons.ts'

const lists = codeListsOf(BUILT_IN_LISTS)
const byId = new Map(lists.map((list) => [list.id, list]))
const codesOf = (id: string) => byId.get(id)?.entries.map(({ code }) => code) ?? []

const CLOSED: Record<string, readonly string[]> = {
  'weapon-categories': weapons.WEAPON_CATEGORIES,
  'weapon-types': weapons.WEAPON_TYPES,
  actions: weapons.ACTIONS,
  'marking-kinds': markings.MARKING_KINDS,
  components: markings.COMPONENTS,
  sides: markings.SIDES,
  'marking-methods': markings.MARKING_METHODS,
  'marking-conditions': markings.MARKING_CONDITIONS,
  'reading-confidences': markings.READING_CONFIDENCES,
  'event-kinds': EVENT_KIND_CODES,
  'custody-statuses': CUSTODY_STATUSES,
  'party-kinds': parties.PARTY_KINDS,
  'licence-kinds': parties.LICENCE_KINDS,
  circumstances: traces.CIRCUMSTANCE_KINDS,
  'illicit-grounds': traces.ILLICIT_GROUNDS,
  purposes: traces.PURPOSES,
  'intended-uses': traces.INTENDED_USES,
  priorities: traces.PRIORITIES,
  'request-statuses': traces.REQUEST_STATUSES,
  'refusal-grounds': traces.REFUSAL_GROUNDS,
  outcomes: OUTCOMES,
  'lot-bases': LOT_BASES,
  'lot-fates': LOT_FATES,
  'notice-kinds': NOTICE_KINDS,
  tiers: traces.TIERS,
  'link-confidence': CONFIDENCE_LEVELS,
  'link-confidence-bases': CONFIDENCE_BASES,
  'recovery-classes': seizures.RECOVERY_CLASSES,
  transports: seizures.TRANSPORTS,
  concealments: seizures.CONCEALMENTS,
  dispositions: seizures.DISPOSITIONS,
  traceabilities: seizures.TRACEABILITIES,
  severities: SEVERITIES,
  'gap-kinds': GAP_KINDS,
  'conflict-kinds': CONFLICT_KINDS,
  'error-reasons': ERROR_REASONS,
  'declaration-statuses': DECLARATION_STATUSES,
  'party-statuses': PARTY_STATUSES,
  'party-version-reasons': VERSION_REASONS,
  'licence-actions': LICENCE_ACTIONS,
  'licence-statuses': LICENCE_STATUSES,
}
// Constants of the vocabulary that choose some codes of a list, and are no list themselves.
const CHOICES: readonly (readonly string[])[] = [
  markings.PRIMARY_SERIAL_KINDS,
  markings.SECONDARY_SERIAL_KINDS,
  markings.FRAME_COMPONENTS,
  traces.BLOCKING_FLAGS,
  seizures.DISPOSITION_KINDS,
  seizures.DONE_ON_THE_SPOT,
]
const SIX = [
  'weapon-categories',
  'weapon-types',
  'actions',
  'components',
  'sides',
  'marking-conditions',
  'reading-confidences',
  'party-kinds',
  'licence-kinds',
  'event-kinds',
]

describe('the closed lists', () => {
  it.each(Object.entries(CLOSED))('%s holds every code of the program, in its order, and no other', (id, codes) => {
    expect(codesOf(id)).toEqual(codes)
    expect(byId.get(id)?.closed).toBe(true)
  })

  it('are all that are closed, beside the countries', () => {
    const closed = lists.filter(({ closed: isClosed }) => isClosed).map(({ id }) => id)
    expect(closed.toSorted()).toEqual([...Object.keys(CLOSED), 'countries'].toSorted())
  })

  it('leave out no vocabulary of the program', () => {
    const served = [...Object.values(CLOSED), ...CHOICES]
    const vocabularies = [markings, parties, seizures, traces, weapons].flatMap((module) => Object.entries(module))
    const arrays = vocabularies.filter(([, value]) => Array.isArray(value))
    expect(arrays.length).toBeGreaterThan(15)
    expect(arrays.filter(([, value]) => !served.includes(value as readonly string[])).map(([name]) => name)).toEqual([])
  })

  it('have a version that changes with any word of them, and with nothing else', () => {
    const entry = { code: 'A', labels: { en: 'A' }, mappings: [] }
    const version = closedList('x', 'X', [entry]).version
    expect(closedList('x', 'X', [structuredClone(entry)]).version).toBe(version)
    for (const other of [
      { ...entry, code: 'B' },
      { ...entry, labels: { en: 'B' } },
      { ...entry, rule: 'ITI 1' },
    ])
      expect(closedList('x', 'X', [other]).version).not.toBe(version)
    expect(codeListsOf(BUILT_IN_LISTS).map(({ version: again }) => again)).toEqual(lists.map((list) => list.version))
  })
})

describe('every list', () => {
  it.each(lists)('$id has each code once, with an English label', ({ entries }) => {
    expect(entries.length).toBeGreaterThan(1)
    expect(new Set(entries.map(({ code }) => code)).size).toBe(entries.length)
    for (const { code, labels } of entries)
      expect([code, labels.en.trim()]).toEqual([code, expect.stringMatching(/\S/)])
  })

  it.each(lists)('$id has in each label the letters of its language', ({ entries }) => {
    const scripts = { en: /\p{Script=Latin}/u, fr: /\p{Script=Latin}/u, es: /\p{Script=Latin}/u }
    const others = { ru: /^[^A-Za-z]*$/u, ar: /\p{Script=Arabic}/u, zh: /\p{Script=Han}/u }
    const letters: Record<string, RegExp> = { ...scripts, ...others }
    for (const { code, labels } of entries) {
      for (const [language, label] of Object.entries(labels)) {
        if (!/\p{L}/u.test(label)) continue
        expect([code, language, label]).toEqual([code, language, expect.stringMatching(letters[language] ?? /^$/)])
      }
    }
  })

  it.each(SIX)('%s has labels in all six languages', (id) => {
    for (const { code, labels } of byId.get(id)?.entries ?? [])
      expect([code, Object.keys(labels).toSorted()]).toEqual([code, [...LANGUAGES].toSorted()])
  })

  it.each(lists.filter(({ closed }) => closed))(
    '$id says each label in all six languages or in English alone',
    (list) => {
      for (const { code, labels } of list.entries) {
        const count = Object.keys(labels).length
        expect({ code, count }).toEqual({ code, count: count === 1 ? 1 : LANGUAGES.length })
      }
    },
  )

  it('names only mapping schemes that are explained, and uses each', () => {
    const named = lists.flatMap(({ entries }) =>
      entries.flatMap(({ mappings }) => mappings.map(({ scheme }) => scheme)),
    )
    expect([...new Set(named)].toSorted()).toEqual(Object.keys(MAPPING_SCHEMES).toSorted())
  })
})

describe('what lists say of one another', () => {
  it('the event table names party kinds, papers and statuses that are listed', () => {
    for (const kind of EVENT_KIND_CODES) {
      const { receivers, papers, status } = ruleOf(kind)
      if (receivers !== 'ANY') expect(codesOf('party-kinds')).toEqual(expect.arrayContaining([...receivers]))
      for (const { anyOf } of papers) expect(codesOf('document-kinds')).toEqual(expect.arrayContaining([...anyOf]))
      if (status !== 'UNCHANGED') expect(codesOf('custody-statuses')).toContain(status)
    }
  })

  it('each kind of licence is also a kind of document', () => {
    expect(codesOf('document-kinds')).toEqual(expect.arrayContaining(codesOf('licence-kinds')))
  })

  it('a weapon type has the category that takes it', () => {
    for (const { code, parent } of byId.get('weapon-types')?.entries ?? []) {
      if (code === 'UNKNOWN') expect(parent).toBeUndefined()
      else expect(weapons.TYPES_OF_CATEGORY[parent as weapons.WeaponCategory]).toContain(code)
    }
  })

  it('calibres that are not the same say so on both sides, and share no name', () => {
    const entries = byId.get('calibres')?.entries ?? []
    const told = new Map(entries.map((entry) => [entry.code, entry.notSameAs ?? []]))
    for (const [code, others] of told)
      for (const other of others)
        expect([code, other, told.get(other)]).toEqual([code, other, expect.arrayContaining([code])])
    expect(told.get('9x19')).toEqual(expect.arrayContaining(['9x18', '9x17', '9x21', '9x23']))
  })

  it('countries are those that a report may name, and the former States by two and four letters', () => {
    expect(codesOf('countries').every(isCountry)).toBe(true)
    expect(codesOf('countries')).toHaveLength(250 + 9)
    const yugoslavia = byId.get('countries')?.entries.find(({ code }) => code === 'YU')
    expect(yugoslavia).toMatchObject({ formerState: true, mappings: [{ scheme: 'ISO_3166_3', code: 'YUCS' }] })
    expect(yugoslavia?.contacts?.[0]).toBe('RS')
  })

  it('NCIC codes are those of its two lists of characters', () => {
    const mappings = lists.flatMap(({ entries }) => entries.flatMap((entry) => entry.mappings))
    const [first, second] = [/^[A-EFGHIJKMOPQRSVZ]$/, /^[A-FGHIJKLNOPRSTUVWX]$/]
    for (const { scheme, code } of mappings) {
      if (scheme === 'NCIC_TYP')
        expect([code[0], code[1]]).toEqual([expect.stringMatching(first), expect.stringMatching(second)])
      if (scheme === 'NCIC_TYP_1') expect(code).toMatch(first)
      if (scheme === 'NCIC_TYP_2') expect(code).toMatch(second)
    }
  })
})

describe('a search in a list', () => {
  const search = (id: string, text: string) => createSearch(byId.get(id)?.entries ?? [])(text).map(({ code }) => code)

  it('finds makers by name, alias, script and part, whatever case, accents and punctuation', () => {
    expect(search('makers', 'ceska zbrojovka')).toEqual(['CESKA_ZBROJOVKA'])
    expect(search('makers', 'ижевск')[0]).toBe('IZHMASH')
    expect(search('makers', 'H&K')[0]).toBe('HECKLER_KOCH')
    expect(search('makers', 'izhmek')).toEqual(['IZHMEKH'])
  })

  it('finds calibres as they are written', () => {
    expect(search('calibres', '7,62 × 39 mm')[0]).toBe('7.62x39')
    expect(search('calibres', '.380 auto')[0]).toBe('9x17')
  })

  it('finds nothing for what holds no letter and no digit, and puts a whole name first', () => {
    expect(search('makers', '—')).toEqual([])
    expect(search('makers', 'FN')[0]).toBe('FN_HERSTAL')
  })
})

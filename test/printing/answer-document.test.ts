import { describe, expect, it } from 'vitest'
import { answerDocument } from '../../src/printing/answer-document.ts'
import type { Fact, Step } from '../../src/printing/document.ts'
import type { PrintableAnswer } from '../../src/printing/printable-answer.ts'
import {
  BASE_URL,
  mark,
  party,
  printableAnswer,
  printableLink,
  printableWeapon,
  REQUEST_ID,
} from '../support/printable.ts'

const documentOf = (overrides: Partial<PrintableAnswer> = {}) =>
  answerDocument(printableAnswer(overrides), { publicBaseUrl: BASE_URL })

function blocksOf(overrides: Partial<PrintableAnswer>, heading: string) {
  const section = documentOf(overrides).sections.find((each) => each.heading === heading)
  expect(section, heading).toBeDefined()
  return section?.blocks ?? []
}

function factsOf(overrides: Partial<PrintableAnswer>, heading: string): readonly Fact[] {
  return blocksOf(overrides, heading).flatMap((block) => ('facts' in block ? block.facts : []))
}

function valueOf(facts: readonly Fact[], label: string): string | undefined {
  return facts.find((fact) => fact.label === label)?.value
}

function stepsOf(...chain: PrintableAnswer['chain']): readonly Step[] {
  return blocksOf({ chain }, 'Chain of custody').flatMap((block) => (block.kind === 'STEP' ? [block] : []))
}

const itemsOf = (overrides: Partial<PrintableAnswer>, heading: string) =>
  blocksOf(overrides, heading).flatMap((block) => (block.kind === 'LIST' ? block.items : []))

describe('the document of an answer', () => {
  it('has each section, also where there is nothing to say in it', () => {
    expect(documentOf().sections.map(({ heading }) => heading)).toEqual([
      'Outcome',
      'The weapon',
      'How it was identified',
      'What the records show',
      'What must be known before acting',
      'Chain of custody',
      'Authorities to ask next',
      'Restrictions on its use',
      'Note',
    ])
  })

  it('says which request, when, by which registry, and leads to the record', () => {
    const facts = factsOf({}, 'Outcome')
    expect(valueOf(facts, 'Request')).toBe(REQUEST_ID)
    expect(valueOf(facts, 'Answered')).toBe('23 November 2026, 20:51:31 UTC')
    expect(valueOf(facts, 'Registry')).toContain(BASE_URL)
    expect(documentOf().address).toBe(`${BASE_URL}/v1/trace-requests/${REQUEST_ID}/answer`)
  })

  it('names the outcome in a sentence, and a code that it does not know by itself', () => {
    expect(blocksOf({}, 'Outcome')[0]).toMatchObject({
      text: expect.stringMatching(/^Traced to the last licit holder\. /),
    })
    expect(blocksOf({ outcome: 'NEW_OUTCOME' }, 'Outcome')[0]).toMatchObject({ text: 'NEW_OUTCOME.' })
  })

  it('gives each mark with its kind, its component and its condition', () => {
    const markings = [mark('BKXR214', { condition: 'RESTORED_PARTIAL' }), mark('FR 2019', { kind: 'IMPORT_COUNTRY' })]
    const facts = factsOf({ weapon: printableWeapon({ markings }) }, 'The weapon')
    expect(facts.slice(-2)).toMatchObject([
      {
        label: 'Serial number of the weapon',
        value: 'BKXR214',
        note: 'On: Frame. Condition: Restored in part.',
        spelled: 'BRAVO KILO X-RAY ROMEO TOO WUN FOWER',
      },
      { label: 'Country of import', value: 'FR 2019' },
    ])
  })

  it('says which character was taken for which, counted from one', () => {
    const { identification } = printableAnswer()
    const substitutions = [{ observed: 'I', registered: '1', position: 5 }]
    const facts = factsOf({ identification: { ...identification, tier: 'T2', substitutions } }, 'How it was identified')
    expect(valueOf(facts, 'Read otherwise')).toBe('At character 6, "I" was read where "1" is on record')
    expect(valueOf(facts, 'Certainty')).toMatch(/^Very likely \(tier T2\)/)
  })

  it('compares for the weapon that it names and counts the other candidates', () => {
    const { identification } = printableAnswer()
    const other = {
      weaponId: 'another',
      reasons: [{ descriptor: 'make', relation: 'contradicted', observed: 'Beretta' }],
    }
    const candidates = [...identification.candidates, other]
    const facts = factsOf({ identification: { ...identification, candidates } }, 'How it was identified')
    expect(valueOf(facts, 'Candidates')).toBe('2 weapons came into question')
    expect(JSON.stringify(facts)).not.toContain('Beretta')
  })

  it('tells two parties without a name apart, and gives no name that the answer does not have', () => {
    const person = (partyId: string) => party(undefined, { partyId, kind: 'PRIVATE_PERSON' })
    const [step] = stepsOf(printableLink({ from: person('1'), to: person('2') }))
    expect(valueOf(step?.facts ?? [], 'From')).toBe('Private person, France (FR); no name in this answer; record 1')
    expect(valueOf(step?.facts ?? [], 'To')).toBe('Private person, France (FR); no name in this answer; record 2')
  })

  it('marks gaps and conflicts in their place in the chain', () => {
    const gap = printableLink({ type: 'GAP', kind: 'GIVER_NOT_KNOWN_HOLDER' })
    const conflict = printableLink({ type: 'CONFLICT', kind: 'TWO_RECEIVERS_AT_ONE_TIME' })
    expect(stepsOf(printableLink(), gap, conflict).map(({ number, what }) => `${number} ${what}`)).toEqual([
      '1 Sold within the trade or to the State',
      '2 GAP in the records: The giver is not the holder that was known before',
      '3 CONFLICT of records: Two receivers at one time',
    ])
  })

  it('tells of a link all that the answer knows: papers, lawfulness, reporter, certainty, denials, findings', () => {
    const [step] = stepsOf(
      printableLink({
        licit: 'UNKNOWN',
        documents: [{ kind: 'EXPORT_LICENCE', number: 'X-1', issuer: 'Ministry', expiresOn: '2020-02-01' }],
        reportedBy: { country: 'RS', office: 'Export control' },
        confidence: { level: 'POSSIBLE', basis: ['SAID_BY_ONE_SIDE', 'REPORTED_LATE'] },
        statements: [{ side: 'RECEIVER', statement: 'DISPUTED' }],
        findings: [{ severity: 'WARNING', detail: 'The licence had run out.' }],
      }),
    )
    const told = (step?.facts ?? []).map(({ label, value }) => `${label}: ${value}`)
    expect(told).toEqual(
      expect.arrayContaining([
        'Paper: Export licence X-1, issued by Ministry, valid to 1 February 2020',
        'Licit or not: Not known whether licit',
        'Reported by: Export control, Serbia (RS)',
        'How sure: Possible. Only one side tells of it. Reported within a year',
        'Other side: The receiver denies it',
        'Finding: The licence had run out.',
      ]),
    )
  })

  it('says who owns a weapon only where that is not who received it', () => {
    const lent = printableLink({ owner: party('Invented Owner', { partyId: 'owner' }) })
    expect(valueOf(stepsOf(lent)[0]?.facts ?? [], 'Owner then')).toContain('Invented Owner')
    expect(valueOf(stepsOf(printableLink())[0]?.facts ?? [], 'Owner then')).toBeUndefined()
  })

  it('says from when to when the weapon left licit control, and how long that took', () => {
    const diversion = {
      notBefore: { value: '2020-02-14', precision: 'DAY' },
      notAfter: { value: '2023', precision: 'YEAR' },
    }
    const timeToDiversion = { minDays: 553, maxDays: 582, basis: 'IMPORTED' }
    const diversions = [{ notBefore: null, notAfter: { value: '2019-05', precision: 'MONTH' } }]
    const facts = factsOf({ diversion, diversions, timeToDiversion }, 'What the records show')
    expect(valueOf(facts, 'Left licit control')).toBe(
      'Not before 14 February 2020, and not after 2023 (no more is reported)',
    )
    expect(valueOf(facts, 'Diverted before')).toBe('Not after May 2019 (day not reported); since when is not known')
    expect(valueOf(facts, 'Time to diversion')).toBe('between 553 and 582 days, counted from: Imported')
    expect(valueOf(facts, 'Time to crime')).toBe('Not established')
  })

  it('names flags, whom to ask, and on which ground something is withheld', () => {
    const flags = [{ code: 'ALREADY_RECOVERED_ELSEWHERE', blocking: true, country: 'MX', contact: 'Duty desk' }]
    expect(itemsOf({ flags }, 'What must be known before acting')).toEqual([
      'By the records this weapon was recovered elsewhere already, Mexico (MX); ask Duty desk. A person must decide before it is acted on.',
    ])
    const nextAuthorities = [{ country: 'RS', reason: 'Its import mark is on the weapon.' }]
    expect(itemsOf({ nextAuthorities }, 'Authorities to ask next')).toEqual([
      'Serbia (RS). Its import mark is on the weapon.',
    ])
    const restrictions = [{ detail: 'Names are withheld.', ground: 'CONFIDENTIALITY_NOT_GUARANTEED' }]
    expect(itemsOf({ restrictions }, 'Restrictions on its use')[0]).toMatch(/^Names are withheld\. Ground: /)
  })

  it('says of a superseded answer since when, in what, and puts it where every page shows it', () => {
    const superseded = { recordedAt: '2026-11-24T10:00:00.000000Z', differences: ['chain', 'lastLicitHolder'] }
    const notice = 'SUPERSEDED: this answer no longer stands since 24 November 2026, 10:00:00 UTC.'
    expect(documentOf({ superseded }).notice).toBe(notice)
    expect(itemsOf({ superseded, supersedes: 'the-first' }, 'Earlier and later answers')).toEqual([
      notice,
      'It would differ today in: the chain of custody, the last licit holder.',
      'It takes the place of answer the-first.',
    ])
    expect(documentOf()).not.toHaveProperty('notice')
  })

  it('of an answer that found nothing says so and names no weapon', () => {
    const nothing = { weapon: null, manufacturer: null, chain: [], holder: null, owner: null, lastLicitHolder: null }
    const identification = { tier: null, keysUsed: [], substitutions: [], candidates: [] }
    const text = JSON.stringify(documentOf({ ...nothing, identification, outcome: 'FAILED_NOT_FOUND' }))
    expect(text).toContain('No record of this weapon was found.')
    expect(text).toContain('This answer names no weapon.')
    expect(text).not.toContain('Invented')
  })

  it('shows what is not seen and turns what is read', () => {
    const weapon = printableWeapon({ markings: [mark('12\u202e34\u200b'), mark('A\u00a0B')] })
    const values = factsOf({ weapon }, 'The weapon').map(({ value }) => value)
    expect(values).toEqual(expect.arrayContaining(['12[U+202E]34[U+200B]', 'A B']))
  })
})

import { LICIT_WORDS } from '../domain/code-lists/words/answers.ts'
import { EVENT_WORDS } from '../domain/code-lists/words/events.ts'
import { CONFLICT_KIND_WORDS, GAP_KIND_WORDS } from '../domain/code-lists/words/records.ts'
import { CONFIDENCE_BASIS_WORDS, CONFIDENCE_LEVEL_WORDS } from '../domain/code-lists/words/traces.ts'
import { DOCUMENT_KINDS } from '../domain/reference/document-kinds.ts'
import { countryInWords, partyInWords, sentencesOf, statementInWords, wordOf } from './codes-in-words.ts'
import { dateInWords, momentInWords } from './dates-in-words.ts'
import type { Fact, Section, Step } from './document.ts'
import type { PrintableLink, PrintablePaper, PrintableParty } from './printable-answer.ts'

const PAPERS: Readonly<Record<string, string>> = Object.fromEntries(
  DOCUMENT_KINDS.map(({ code, name }) => [code, name]),
)
const VERIFIED: Readonly<Record<string, string>> = {
  UNVERIFIED: 'not checked with its issuer',
  AUTHENTICATED_WITH_ISSUER: 'confirmed by its issuer',
  REJECTED: 'rejected by its issuer',
}

function whatOf({ type, kind }: PrintableLink): string {
  if (type === 'GAP') return `GAP in the records: ${wordOf(GAP_KIND_WORDS, kind)}`
  if (type === 'CONFLICT') return `CONFLICT of records: ${wordOf(CONFLICT_KIND_WORDS, kind)}`
  return wordOf(EVENT_WORDS, kind)
}

function isSame(one: PrintableParty | null, other: PrintableParty | null): boolean {
  return one?.partyId !== undefined && one.partyId === other?.partyId
}

function partyFacts({ type, from, to, owner }: PrintableLink): readonly Fact[] {
  const [giver, receiver] = type === 'GAP' ? ['Last known with', 'Next known with'] : ['From', 'To']
  const told = (label: string, party: PrintableParty | null): Fact[] =>
    party === null ? [] : [{ label, value: partyInWords(party) }]
  // The receiver is the owner of most links; said only where somebody else is.
  return [...told(giver, from), ...told(receiver, to), ...(isSame(owner, to) ? [] : told('Owner then', owner))]
}

function placeFacts({ place }: PrintableLink): readonly Fact[] {
  if (place === undefined) return []
  const { country, locality, latitude, longitude } = place
  const point =
    latitude === undefined || longitude === undefined ? '' : ` (latitude ${latitude}, longitude ${longitude})`
  return [
    { label: 'Place', value: `${locality === undefined ? '' : `${locality}, `}${countryInWords(country)}${point}` },
  ]
}

function paperFact(paper: PrintablePaper): Fact {
  const { kind, number, erased, issuer, issuedOn, expiresOn, country, nonRetransferClause, verification } = paper
  const day = (value: string) => dateInWords({ value, precision: 'DAY' })
  const said = [
    erased === true ? 'its number and its issuer were lawfully erased' : undefined,
    issuer === undefined ? undefined : `issued by ${issuer}`,
    country === undefined ? undefined : `of ${countryInWords(country)}`,
    issuedOn === undefined ? undefined : `dated ${day(issuedOn)}`,
    expiresOn === undefined ? undefined : `valid to ${day(expiresOn)}`,
    nonRetransferClause === true ? 'forbids passing the weapon on' : undefined,
    verification === undefined ? undefined : wordOf(VERIFIED, verification),
  ].filter((part) => part !== undefined)
  return {
    label: 'Paper',
    value: [number === undefined ? wordOf(PAPERS, kind) : `${wordOf(PAPERS, kind)} ${number}`, ...said].join(', '),
  }
}

function confidenceInWords({ level, basis }: NonNullable<PrintableLink['confidence']>): string {
  const [label] = sentencesOf(CONFIDENCE_LEVEL_WORDS, level)
  return [label, ...basis.map((code) => wordOf(CONFIDENCE_BASIS_WORDS, code))].join('. ')
}

function sourceFacts({ type, licit, reportedBy, recordedAt, confidence }: PrintableLink): readonly Fact[] {
  const by = [reportedBy?.office, reportedBy === undefined ? undefined : countryInWords(reportedBy.country)]
  return [
    ...(type === 'EVENT' ? [{ label: 'Licit or not', value: wordOf(LICIT_WORDS, licit) }] : []),
    ...(reportedBy === undefined ? [] : [{ label: 'Reported by', value: by.filter(Boolean).join(', ') }]),
    { label: 'Recorded', value: momentInWords(recordedAt) },
    ...(confidence === undefined ? [] : [{ label: 'How sure', value: confidenceInWords(confidence) }]),
  ]
}

function describeLink(link: PrintableLink, at: number): Step {
  const statements = (link.statements ?? []).map(({ side, statement }) => statementInWords(side, statement))
  return {
    kind: 'STEP',
    type: link.type,
    number: at + 1,
    when: dateInWords(link.occurredAt),
    what: whatOf(link),
    facts: [
      ...partyFacts(link),
      ...placeFacts(link),
      ...link.documents.map(paperFact),
      ...sourceFacts(link),
      ...statements.map((value) => ({ label: 'Other side', value })),
      ...link.findings.map(({ detail }) => ({ label: 'Finding', value: detail })),
    ],
  }
}

/** The life of the weapon, one step after another, with what is missing and what is contradictory in its place. */
export function describeChain(chain: readonly PrintableLink[]): Section {
  const heading = 'Chain of custody'
  if (chain.length === 0)
    return { heading, blocks: [{ kind: 'PARAGRAPH', text: 'No custody is released with this answer.' }] }
  const [gaps, conflicts] = ['GAP', 'CONFLICT'].map((type) => chain.filter((link) => link.type === type).length)
  const steps = chain.length === 1 ? 'One step' : `${chain.length} steps`
  const text = `${steps}, the oldest first. Gaps in the records: ${gaps}. Conflicts of records: ${conflicts}.`
  return { heading, blocks: [{ kind: 'PARAGRAPH', text }, ...chain.map(describeLink)] }
}

import { FLAG_WORDS, MATERIAL_FIELD_WORDS, RELATION_WORDS } from '../domain/code-lists/words/answers.ts'
import { EVENT_WORDS } from '../domain/code-lists/words/events.ts'
import { REFUSAL_GROUND_WORDS } from '../domain/code-lists/words/traces.ts'
import { countryInWords, daysInWords, partyInWords, wordOf } from './codes-in-words.ts'
import { diversionInWords, momentInWords } from './dates-in-words.ts'
import type { Block, Fact, Section } from './document.ts'
import type { PrintableAnswer, PrintableDays, PrintableParty } from './printable-answer.ts'

function partyFact(label: string, party: PrintableParty | null, nobody = 'Not known'): Fact {
  return { label, value: party === null ? nobody : partyInWords(party) }
}

function spanFact(label: string, span: PrintableDays | null): Fact {
  if (span === null) return { label, value: 'Not established' }
  const { minDays, maxDays, basis } = span
  const days = minDays === maxDays ? daysInWords(minDays) : `between ${minDays} and ${daysInWords(maxDays)}`
  return { label, value: `${days}, counted from: ${wordOf(EVENT_WORDS, basis)}` }
}

/** Who had it last by right, and when it left licit control. */
export function describeConclusions(answer: PrintableAnswer): Section {
  const { diversion, diversions, contenders = [] } = answer
  const facts: readonly Fact[] = [
    partyFact('Last licit holder', answer.lastLicitHolder, 'Not established'),
    partyFact('Holder by the records', answer.holder),
    partyFact('Owner by the records', answer.owner),
    ...contenders.map((party) => partyFact('Holder by some records', party)),
    { label: 'Left licit control', value: diversion === null ? 'Not established' : diversionInWords(diversion) },
    ...diversions.map((each) => ({ label: 'Diverted before', value: diversionInWords(each) })),
    spanFact('Time to crime', answer.timeToCrime),
    spanFact('Time to diversion', answer.timeToDiversion),
  ]
  return { heading: 'What the records show', blocks: [{ kind: 'FACTS', facts }] }
}

function listOr(items: readonly string[], nothing: string): readonly Block[] {
  return items.length === 0 ? [{ kind: 'PARAGRAPH', text: nothing }] : [{ kind: 'LIST', items }]
}

/** The flags, and other records that this weapon belongs to. */
export function describeWarnings({ flags, relations, relatedRequests = [], duplicateOf }: PrintableAnswer): Section {
  const warnings = flags.map(({ code, blocking, country, contact }) => {
    const ask = contact === undefined ? '' : `; ask ${contact}`
    const where = country === undefined ? '' : `, ${countryInWords(country)}`
    return `${wordOf(FLAG_WORDS, code)}${where}${ask}.${blocking ? ' A person must decide before it is acted on.' : ''}`
  })
  const others = relations.map(({ kind, weaponId }) => `${wordOf(RELATION_WORDS, kind)}: ${weaponId}.`)
  const asked = [
    ...(duplicateOf === undefined ? [] : [`The asking agency asked for it in the same case before: ${duplicateOf}.`]),
    ...relatedRequests.map((id) => `The asking agency asked for this weapon in another request: ${id}.`),
  ]
  const nothing = 'Nothing is flagged.'
  return {
    heading: 'What must be known before acting',
    blocks: listOr([...warnings, ...others, ...asked], nothing),
  }
}

export function describeNextAuthorities({ nextAuthorities }: PrintableAnswer): Section {
  const items = nextAuthorities.map(({ country, reason }) => `${countryInWords(country)}. ${reason}`)
  return { heading: 'Authorities to ask next', blocks: listOr(items, 'No other authority is named.') }
}

export function describeRestrictions({ restrictions }: PrintableAnswer): Section {
  const items = restrictions.map(({ detail, ground }) =>
    ground === undefined ? detail : `${detail} Ground: ${wordOf(REFUSAL_GROUND_WORDS, ground)}.`,
  )
  return { heading: 'Restrictions on its use', blocks: listOr(items, 'None is stated.') }
}

/** The sentence that stands on every page of an answer that no longer stands; undefined for one that does. */
export function noticeOf({ superseded }: PrintableAnswer): string | undefined {
  if (superseded === undefined) return undefined
  return `SUPERSEDED: this answer no longer stands since ${momentInWords(superseded.recordedAt)}.`
}

/** Nothing for an answer that has none before and none after it. */
export function describeVersions(answer: PrintableAnswer): readonly Section[] {
  const { supersedes, superseded } = answer
  const notice = noticeOf(answer)
  const differences = (superseded?.differences ?? []).map((field) => wordOf(MATERIAL_FIELD_WORDS, field))
  const items = [
    ...(notice === undefined ? [] : [notice]),
    ...(differences.length === 0 ? [] : [`It would differ today in: ${differences.join(', ')}.`]),
    ...(superseded?.byAnswerId === undefined ? [] : [`The answer that takes its place is ${superseded.byAnswerId}.`]),
    ...(supersedes === undefined ? [] : [`It takes the place of answer ${supersedes}.`]),
  ]
  return items.length === 0 ? [] : [{ heading: 'Earlier and later answers', blocks: [{ kind: 'LIST', items }] }]
}

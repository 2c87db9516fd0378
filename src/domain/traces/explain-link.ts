import type { EventKindRule } from '../custody/event-kind-rules.ts'
import { EVENT_KINDS, type EventKind, ruleOf } from '../custody/event-kinds.ts'
import { disputedBy, SIDES } from '../custody/statements.ts'
import type { CustodyEvent, DocumentRef, Link } from '../custody/types.ts'
import { localDaysOf } from '../time/local-days.ts'
import { overlaps } from '../time/occurred-at.ts'
import { type ConfidenceBasis, type ConfidenceFacts, type ConfidenceLevel, levelOf } from './link-confidence.ts'

/** How sure a link is, and why, in codes. */
export interface LinkConfidence {
  readonly level: ConfidenceLevel
  readonly basis: readonly ConfidenceBasis[]
}

type Told = Pick<Link, 'type' | 'kind' | 'occurred' | 'recordedAt' | 'documents' | 'said'>

const DAY_MS = 86_400_000
// What is told within a month is told from papers at hand; what is told years later comes from old books or from memory.
const PROMPT_DAYS = 30
const LATE_DAYS = 365

function isEventKind(kind: string): kind is EventKind {
  return kind in EVENT_KINDS
}

function delayOf({ occurred, recordedAt }: Told): ConfidenceFacts['delay'] {
  const days = Math.floor(Date.parse(recordedAt) / DAY_MS) - localDaysOf(occurred).last
  if (days <= PROMPT_DAYS) return 'PROMPT'
  return days <= LATE_DAYS ? 'LATE' : 'YEARS'
}

function papersOf(documents: readonly DocumentRef[], { papers }: EventKindRule): ConfidenceFacts['papers'] {
  const has = (kinds: readonly string[]) => documents.some(({ kind }) => kinds.includes(kind))
  if (documents.some(({ verification }) => verification === 'REJECTED')) return 'REJECTED'
  if (papers.some(({ severity, anyOf }) => severity === 'WARNING' && !has(anyOf))) return 'MISSING'
  if (documents.some(({ verification }) => verification === 'AUTHENTICATED_WITH_ISSUER')) return 'AUTHENTICATED'
  return documents.length > 0 ? 'NAMED' : 'NOT_WANTED'
}

const BASIS_OF_PAPERS: Readonly<Record<ConfidenceFacts['papers'], ConfidenceBasis>> = {
  AUTHENTICATED: 'PAPER_AUTHENTICATED',
  NAMED: 'PAPER_NAMED',
  NOT_WANTED: 'NO_PAPER_WANTED',
  MISSING: 'PAPER_MISSING',
  REJECTED: 'PAPER_REJECTED',
}
const BASIS_OF_DELAY: Readonly<Record<ConfidenceFacts['delay'], ConfidenceBasis>> = {
  PROMPT: 'REPORTED_PROMPTLY',
  LATE: 'REPORTED_LATE',
  YEARS: 'REPORTED_YEARS_LATER',
}

/** Who vouches for an event: each voice that does, the strongest first. */
function voicesOf({ said }: Told, rule: EventKindRule, isReportedByTwo: boolean): ConfidenceBasis[] {
  const voices: ConfidenceBasis[] = []
  if (SIDES.some((side) => said?.[side] === 'ACCEPTED')) voices.push('ACCEPTED_BY_OTHER_SIDE')
  if (isReportedByTwo) voices.push('REPORTED_BY_TWO')
  if (rule.licit === 'STATE_CUSTODY') voices.push('ACT_OF_AUTHORITY')
  return voices.length > 0 ? voices : ['SAID_BY_ONE_SIDE']
}

function gradeOf(voices: readonly ConfidenceBasis[]): ConfidenceFacts['voices'] {
  if (voices[0] === 'SAID_BY_ONE_SIDE') return 'ONE'
  return voices[0] === 'ACT_OF_AUTHORITY' ? 'AUTHORITY' : 'TWO'
}

/**
 * How sure one link is, by a total table (`link-confidence.ts`). A missing step and a contradiction are UNCONFIRMED, what a side denies is DISPUTED whatever
 * speaks for it, and an entry from an older register is never better than POSSIBLE: what it was copied from nobody sees.
 */
export function confidenceOf(link: Told, { isReportedByTwo }: { readonly isReportedByTwo: boolean }): LinkConfidence {
  if (link.type === 'GAP') return { level: 'UNCONFIRMED', basis: ['STEP_MISSING'] }
  if (link.type === 'CONFLICT' || !isEventKind(link.kind))
    return { level: 'UNCONFIRMED', basis: ['RECORDS_CONTRADICT'] }
  const rule = ruleOf(link.kind)
  const voices = voicesOf(link, rule, isReportedByTwo)
  const facts = { voices: gradeOf(voices), papers: papersOf(link.documents, rule), delay: delayOf(link) }
  const basis = [...voices, BASIS_OF_PAPERS[facts.papers], BASIS_OF_DELAY[facts.delay]]
  if (disputedBy(link.said) !== null) return { level: 'DISPUTED', basis: ['DENIED_BY_A_SIDE', ...basis] }
  const level = levelOf(facts)
  if (link.kind !== 'STOCK_REGISTERED') return { level, basis }
  const isBetter = level === 'CONFIRMED' || level === 'PROBABLE'
  return { level: isBetter ? 'POSSIBLE' : level, basis: [...basis, 'FROM_OLDER_REGISTER'] }
}

function tellsOfTheSame(a: CustodyEvent, b: CustodyEvent): boolean {
  return a.kind === b.kind && a.from?.id === b.from?.id && a.to?.id === b.to?.id && overlaps(a.occurred, b.occurred)
}

/** The confidence of each link of a chain, in its order. Two agencies that report one hand-over are two voices; one that reports it twice is one. */
export function explainLinks(links: readonly Link[], events: readonly CustodyEvent[]): LinkConfidence[] {
  const byId = new Map(events.map((event) => [event.id, event]))
  const shown = links.flatMap(({ type, eventId }) => (type === 'EVENT' ? (byId.get(eventId ?? '') ?? []) : []))
  return links.map((link) => {
    const event = byId.get(link.eventId ?? '')
    const isReportedByTwo =
      event !== undefined &&
      shown.some((other) => other.reporterAgencyId !== event.reporterAgencyId && tellsOfTheSame(event, other))
    return confidenceOf(link, { isReportedByTwo })
  })
}

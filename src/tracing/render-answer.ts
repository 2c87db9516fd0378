import type { TimeSpan } from '../domain/custody/times.ts'
import { explainLinks } from '../domain/traces/explain-link.ts'
import { linksForAsker } from '../domain/traces/links-for-asker.ts'
import type { Conclusion } from '../domain/traces/conclude.ts'
import type { NextAuthority } from '../domain/traces/next-authorities.ts'
import type { Outcome } from '../domain/traces/outcome.ts'
import { DISCLAIMER, type Restriction } from '../domain/traces/restrictions.ts'
import type { CandidateRow } from '../store/marking-candidates.ts'
import type { ChainLink } from '../features/chain-schemas.ts'
import { renderDiversion, renderLink, renderParty } from '../features/render-chain.ts'
import type { TraceAnswer } from './answer-schemas.ts'
import type { Identification } from './identification-schemas.ts'
import type { AnswerContext } from './answer-context.ts'
import type { LoadedWeapon } from './load-weapons.ts'
import type { ShownFlag } from './offices.ts'

/** What every answer holds, whether something was found or not. */
export interface AnswerHead {
  readonly requestId: string
  readonly answeredAt: string
  readonly identification: Identification
  readonly flags: readonly ShownFlag[]
  /** Other weapons that this one is part of, succeeds or is succeeded by. */
  readonly relations: TraceAnswer['relations']
  readonly restrictions: readonly Restriction[]
  readonly answerId: string
  /** The answer in whose place this one stands, if it is not the first. */
  readonly supersedes: string | null
  readonly duplicateOf: string | null
  /** By how many persons the identification was confirmed, and when; null where it needed none. */
  readonly decided: { readonly persons: number; readonly decidedAt: string } | null
}

const NOTHING = {
  weapon: null,
  manufacturer: null,
  chain: [],
  gaps: [],
  holder: null,
  owner: null,
  lastLicitHolder: null,
  diversion: null,
  diversions: [],
  timeToCrimeDays: null,
  timeToCrime: null,
  timeToDiversionDays: null,
  timeToDiversion: null,
}

function headOf(head: AnswerHead) {
  const { answerId, requestId, answeredAt, identification, flags, relations, restrictions } = head
  const { supersedes, duplicateOf, decided } = head
  return {
    answerId,
    requestId,
    answeredAt,
    identification,
    flags: [...flags],
    relations: [...relations],
    restrictions: [...restrictions],
    disclaimer: DISCLAIMER,
    ...(supersedes === null ? {} : { supersedes }),
    ...(duplicateOf === null ? {} : { duplicateOf }),
    ...(decided === null ? {} : { decided: { ...decided } }),
  }
}

/** Nothing found is a recorded answer too, with whom to ask next. */
export function renderNothing(head: AnswerHead, outcome: Outcome, next: readonly NextAuthority[]): TraceAnswer {
  return { ...NOTHING, ...headOf(head), outcome, nextAuthorities: [...next] }
}

function renderWeapon({ weaponId, category, description, marks }: CandidateRow): TraceAnswer['weapon'] {
  const markings = marks.map(({ kind, text, component, condition }) => ({
    kind,
    text,
    condition,
    ...(component === null ? {} : { component }),
  }))
  return { id: weaponId, category, ...description, markings }
}

function renderSpan(span: TimeSpan | null): {
  days: number | null
  span: { minDays: number; maxDays: number; basis: string } | null
} {
  if (span === null) return { days: null, span: null }
  const { days, minDays, maxDays, basis } = span
  return { days, span: { minDays, maxDays, basis } }
}

/**
 * The links with who reported each, as an office and never a case, and how sure each is. What another agency did with a recovered item is told as far as it moves the
 * weapon, by country alone.
 */
function renderChain({ events, record, custody }: LoadedWeapon, { asker, names, offices }: AnswerContext): ChainLink[] {
  const reporters = new Map(events.map(({ id, reporterAgencyId }) => [id, reporterAgencyId]))
  const sure = explainLinks(custody.links, events)
  const confidences = new Map(custody.links.map((link, n) => [link, sure[n]]))
  return linksForAsker(custody.links, { record, events, agencyId: asker.agencyId }).map(({ link, recorded }) => {
    const office = offices.get(reporters.get(recorded.eventId ?? '') ?? '')
    const confidence = confidences.get(recorded)
    return {
      ...renderLink(link, names),
      ...(office === undefined ? {} : { reportedBy: { country: office.country, office: office.contact } }),
      ...(confidence === undefined ? {} : { confidence: { level: confidence.level, basis: [...confidence.basis] } }),
    }
  })
}

/** The answer for a weapon that was identified and released. Rendered twice: with the names the asker may have, and without any for the fact. */
export function renderReleased(
  head: AnswerHead,
  candidate: CandidateRow,
  loaded: LoadedWeapon,
  concluded: Conclusion,
  context: AnswerContext,
): TraceAnswer {
  const { names } = context
  const { custody } = loaded
  const { make, countryOfManufacture } = candidate.description
  const maker = renderParty(concluded.manufacturer, names)
  const crime = renderSpan(concluded.timeToCrime)
  const diverted = renderSpan(concluded.timeToDiversion)
  const chain = renderChain(loaded, context)
  return {
    ...headOf(head),
    outcome: concluded.outcome,
    weapon: renderWeapon(candidate),
    manufacturer: { ...(maker ?? { kind: 'MANUFACTURER', country: countryOfManufacture }), make },
    chain,
    gaps: chain.filter((link) => link.type === 'GAP'),
    holder: renderParty(custody.holder, names),
    owner: renderParty(custody.owner, names),
    lastLicitHolder: renderParty(concluded.lastLicitHolder, names),
    ...(concluded.contenders.length === 0
      ? {}
      : { contenders: concluded.contenders.map((party) => renderParty(party, names)) }),
    diversion: concluded.diversion === null ? null : renderDiversion(concluded.diversion),
    diversions: concluded.diversions.map(renderDiversion),
    timeToCrimeDays: crime.days,
    timeToCrime: crime.span,
    timeToDiversionDays: diverted.days,
    timeToDiversion: diverted.span,
    nextAuthorities: [...concluded.nextAuthorities],
  }
}

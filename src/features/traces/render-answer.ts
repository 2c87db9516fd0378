import type { TimeSpan } from '../../domain/custody/times.ts'
import type { Custody } from '../../domain/custody/types.ts'
import type { Conclusion } from '../../domain/traces/conclude.ts'
import type { NextAuthority } from '../../domain/traces/next-authorities.ts'
import type { Outcome } from '../../domain/traces/outcome.ts'
import { DISCLAIMER, type Restriction } from '../../domain/traces/restrictions.ts'
import type { CandidateRow } from '../../store/marking-candidates.ts'
import { type Names, renderDiversion, renderLink, renderParty } from '../render-chain.ts'
import type { TraceAnswer } from './answer-schemas.ts'
import type { Identification } from './identification-schemas.ts'
import type { ShownFlag } from './show-contacts.ts'

/** What every answer holds, whether something was found or not. */
export interface AnswerHead {
  readonly requestId: string
  /** The asking agency's own State, which is never one to ask next. */
  readonly askingCountry: string
  readonly answeredAt: string
  readonly identification: Identification
  readonly flags: readonly ShownFlag[]
  /** Other weapons that this one is part of, succeeds or is succeeded by. */
  readonly relations: TraceAnswer['relations']
  readonly restrictions: readonly Restriction[]
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

function headOf({ requestId, answeredAt, identification, flags, relations, restrictions }: AnswerHead) {
  return {
    requestId,
    answeredAt,
    identification,
    flags: [...flags],
    relations: [...relations],
    restrictions: [...restrictions],
    disclaimer: DISCLAIMER,
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

/** The answer for a weapon that was identified and released. Rendered twice: with the names the asker may have, and without any for the fact. */
export function renderReleased(
  head: AnswerHead,
  candidate: CandidateRow,
  custody: Custody,
  concluded: Conclusion,
  names: Names,
): TraceAnswer {
  const { make, countryOfManufacture } = candidate.description
  const maker = renderParty(concluded.manufacturer, names)
  const crime = renderSpan(concluded.timeToCrime)
  const diverted = renderSpan(concluded.timeToDiversion)
  const chain = custody.links.map((link) => renderLink(link, names))
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

import type { Finding } from '../findings.ts'
import type { Licit } from './event-kind-rules.ts'
import { ruleOf } from './event-kinds.ts'
import { isCarriage } from './order.ts'
import type { CustodyEvent, DocumentRef, PartyRef } from './types.ts'
import type { RetransferClause, WalkState } from './walk-state.ts'
import { isSame } from './walk-state.ts'

/** By their meaning these pass a weapon on to another State, whatever the records say of its countries. */
const PASSES_ON: readonly CustodyEvent['kind'][] = ['RE_EXPORTED', 'RETRANSFERRED', 'GOV_TO_GOV_DONATED']

/** What a non-retransfer clause makes of one event. `NOT_STATED`: a consent is named, and not which State gave it. */
export type Consent = 'NOT_NEEDED' | 'GIVEN' | 'NOT_STATED' | 'MISSING'

/** True for the arrival that closes an open export: it shares that export's papers and its fault. */
function closesExport(state: WalkState, event: CustodyEvent): boolean {
  return state.openExport !== null && (event.kind === 'IMPORTED' || event.kind === 'DELIVERY_VERIFIED')
}

function papersOf(state: WalkState, event: CustodyEvent): readonly DocumentRef[] {
  const sent = closesExport(state, event) ? (state.openExport?.event.documents ?? []) : []
  return [...event.documents, ...sent]
}

function destinationOf(event: CustodyEvent): string | null {
  return event.destinationCountry ?? event.to?.country ?? null
}

/** Possession goes to another for good, or on the way there; what is lent, repaired or carried comes back. */
function handsOn(event: CustodyEvent): boolean {
  const { control, possession, title } = ruleOf(event.kind)
  if (control !== 'KEPT' || isCarriage(event.kind)) return false
  return possession === 'IN_TRANSIT' || (possession === 'TO_RECEIVER' && title === 'TO_RECEIVER')
}

/** True where the event takes the weapon beyond the State to which it was let go under the clause. */
function goesBeyond(state: WalkState, clause: RetransferClause, event: CustodyEvent): boolean {
  if (!handsOn(event) || isSame(event.to, clause.exporter)) return false
  const closed = closesExport(state, event) ? (state.openExport?.event ?? null) : null
  // The very export that came under the clause, and its arrival, are what the clause allows.
  const isOfClause = closed !== null && clause.eventId === closed.id
  if (!isOfClause && (PASSES_ON.includes(event.kind) || (closed !== null && PASSES_ON.includes(closed.kind))))
    return true
  const destination = destinationOf(event)
  const start = (closed ?? event).from?.country ?? state.holder?.country ?? null
  return destination !== null && destination !== start && !clause.allowedCountries.has(destination)
}

function consentTo(clause: RetransferClause, papers: readonly DocumentRef[]): Exclude<Consent, 'NOT_NEEDED'> {
  const consents = papers.filter(
    ({ kind, verification }) => kind === 'RE_EXPORT_CONSENT' && verification !== 'REJECTED',
  )
  if (clause.country !== null && consents.some(({ country }) => country === clause.country)) return 'GIVEN'
  return consents.some(({ country }) => country === undefined) || (clause.country === null && consents.length > 0)
    ? 'NOT_STATED'
    : 'MISSING'
}

/**
 * Whether an event passes the weapon on against a non-retransfer clause of an earlier export (domain vocabulary 8.6; ATT 11): every State that let it go
 * under such a clause must have consented. A consent that does not say which State gave it proves nothing either way.
 */
export function consentOf(state: WalkState, event: CustodyEvent): Consent {
  const broken = [...state.clauses.values()].filter((clause) => goesBeyond(state, clause, event))
  if (broken.length === 0) return 'NOT_NEEDED'
  const answers = broken.map((clause) => consentTo(clause, papersOf(state, event)))
  return answers.find((answer) => answer === 'MISSING') ?? answers.find((answer) => answer === 'NOT_STATED') ?? 'GIVEN'
}

/** `licit` of an event whose kind alone would make it `byKind`. */
export function licitUnder(consent: Consent, byKind: Licit): Licit {
  if (byKind !== 'LICIT' || consent === 'NOT_NEEDED' || consent === 'GIVEN') return byKind
  return consent === 'MISSING' ? 'ILLICIT' : 'UNKNOWN'
}

const FINDING = { severity: 'WARNING', pointer: '#', paragraph: 'ATT 11; Firearms Protocol 10' } as const

/** What is said of an event that needed a consent which is not on record. */
export function findingsOfConsent(consent: Consent): readonly Finding[] {
  if (consent === 'MISSING') {
    const detail =
      'Passed on beyond the State that received it under a non-retransfer clause, without the consent of the exporting State.'
    const hint = 'Name the RE_EXPORT_CONSENT with the country that gave it.'
    return [{ ...FINDING, code: 'RETRANSFER_WITHOUT_CONSENT', detail, hint }]
  }
  if (consent !== 'NOT_STATED') return []
  const detail = 'The consent to pass the weapon on does not say which State gave it.'
  const hint = 'Give the country of the RE_EXPORT_CONSENT.'
  return [{ ...FINDING, code: 'RETRANSFER_CONSENT_STATE_NOT_NAMED', detail, hint }]
}

function originOf(state: WalkState, event: CustodyEvent): PartyRef | null {
  return closesExport(state, event) ? (state.openExport?.exporter ?? event.from) : (event.from ?? state.holder)
}

/** Keeps the clauses that an event comes under, and widens earlier ones by where their States let the weapon go. Before the event is applied. */
export function noteClauses(state: WalkState, event: CustodyEvent, consent: Consent): void {
  const destination = destinationOf(event)
  if (consent === 'GIVEN' || consent === 'NOT_STATED') {
    for (const clause of state.clauses.values()) if (destination !== null) clause.allowedCountries.add(destination)
  }
  if (!event.documents.some(({ nonRetransferClause }) => nonRetransferClause === true)) return
  const exporter = originOf(state, event)
  const country = exporter?.country ?? event.place?.country ?? null
  const known = state.clauses.get(country ?? '')
  const receivers = [destination, event.to?.country ?? null].filter((code) => code !== null)
  if (known !== undefined && closesExport(state, event)) {
    for (const code of receivers) known.allowedCountries.add(code)
    return
  }
  const allowedCountries = new Set([...receivers, ...(country === null ? [] : [country])])
  state.clauses.set(country ?? '', { country, exporter, eventId: event.id, allowedCountries })
}

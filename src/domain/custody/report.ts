import type { ErrorEntry } from '../errors.ts'
import type { Finding } from '../findings.ts'
import { compareInstants } from '../time/instants.ts'
import { isTooFarInFuture } from '../time/occurred-at.ts'
import { buildCustody } from './chain.ts'
import type { Channel } from './event-kind-rules.ts'
import { ruleOf } from './event-kinds.ts'
import { orderEvents } from './order.ts'
import type { Custody, CustodyEvent, Link } from './types.ts'
import { CONFLICT_KINDS, GAP_KINDS } from './types.ts'

/** A report as it can be judged before it has an id and a time of recording. */
interface ProposedEvent
  extends Omit<CustodyEvent, 'id' | 'weaponId' | 'seq' | 'recordedAt' | 'reporterAgencyId' | 'declarationId'> {
  readonly channel: Channel
}

interface AssessOptions {
  readonly now: string
  readonly transitDays: number
  /** Where the weapon stands in the body (`#/weaponIds/3`): findings on the chain point there. */
  readonly pointer: string
  /** Where the report itself stands: `#` unless told, `#/origin` for an origin. */
  readonly base?: string
}

interface Assessment {
  readonly findings: readonly Finding[]
  /** True where the report breaks nothing and is tied to what is recorded; only then may it open the weapon's record to its reporter. */
  readonly fits: boolean
  /** The codes that come of the weapon's chain: they are for those only who may see the weapon. */
  readonly chainCodes: readonly string[]
  /** The chain with the new event in it. */
  readonly custody: Custody
}

/** Days after which a report is called late: an observation for statistics, not a rule of any instrument. */
const LATE_AFTER_DAYS = 30
const DAY_MS = 86_400_000

const CHAIN_CODES: readonly string[] = [
  ...GAP_KINDS,
  ...CONFLICT_KINDS,
  'ORIGIN_NOT_RECORDED',
  'REPORTED_TWICE',
  'ACTOR_NOT_KNOWN_HOLDER',
  'EXPORT_NOT_RECORDED',
  'RECEIVER_NOT_OWNER',
  'HANDED_OVER_AFTER_LOSS',
  'RETRANSFER_WITHOUT_CONSENT',
  'RETRANSFER_CONSENT_STATE_NOT_NAMED',
]

/**
 * What a reporter is told of one new event, given everything recorded of its weapon. Nothing here refuses: every report is kept.
 * `proposed` must not be in `history`.
 */
export function assessReport(
  history: readonly CustodyEvent[],
  proposed: CustodyEvent,
  options: AssessOptions,
): Assessment {
  const { now, transitDays, pointer } = options
  const before = buildCustody(proposed.weaponId, history, { now, transitDays })
  const after = buildCustody(proposed.weaponId, [...history, proposed], { now, transitDays })
  const caused = newBreaks(before, after)
  const own = after.links.find(({ type, eventId }) => type === 'EVENT' && eventId === proposed.id)
  const onChain = [...caused.flatMap((link) => link.findings), ...(own?.findings ?? [])]
  const chainFindings = onChain.map((finding) => ({ ...finding, pointer }))
  const fits =
    caused.length === 0 &&
    isWhole(after) &&
    !chainFindings.some(({ severity }) => severity !== 'INFO') &&
    isTied(history, proposed, options)
  return {
    findings: [...findingsOfReport(proposed, now, options.base ?? '#'), ...chainFindings],
    fits,
    chainCodes: CHAIN_CODES,
    custody: after,
  }
}

/** Breaks that the new event brings. An export that time alone makes a gap is not the reporter's doing. */
function newBreaks(before: Custody, after: Custody): readonly Link[] {
  const known = new Set(before.links.filter(isBreak).map(keyOf))
  return after.links.filter((link) => isBreak(link) && link.kind !== 'EXPORT_WITHOUT_IMPORT' && !known.has(keyOf(link)))
}

/**
 * True where nothing in the chain is missing or contradicted, but for an export that is overdue, which is nobody's claim. A chain that is not whole ties
 * nobody to it: the party that its later part names may be there by a claim alone.
 */
export function isWhole({ links, contenders }: Custody): boolean {
  return contenders.length === 0 && links.every((link) => !isBreak(link) || link.kind === 'EXPORT_WITHOUT_IMPORT')
}

function isBreak({ type }: Link): boolean {
  return type !== 'EVENT'
}

function keyOf({ type, kind, eventId }: Link): string {
  return `${type} ${kind} ${eventId ?? ''}`
}

/**
 * True where nothing is recorded yet, or where a side of the event is one whom the chain up to it names as holder, consignee or last licit holder
 * or owner. An event without a giver (a seizure, say) breaks no chain whoever reports it, and neither does one dated before all others: that
 * alone must not open another's weapon to its reporter.
 */
function isTied(history: readonly CustodyEvent[], proposed: CustodyEvent, options: AssessOptions): boolean {
  if (history.length === 0) return true
  const ordered = orderEvents([...history, proposed])
  const preceding = ordered.slice(0, ordered.indexOf(proposed))
  const { now, transitDays } = options
  const then = buildCustody(proposed.weaponId, preceding, { now, transitDays })
  const known = [then.holder, then.consignee, then.owner, then.lastLicitHolder, then.lastLicitOwner]
  const sides = [proposed.from?.id, proposed.to?.id]
  return known.some((party) => party !== null && sides.includes(party.id))
}

function findingsOfReport(event: CustodyEvent, now: string, base: string): Finding[] {
  const rule = ruleOf(event.kind)
  const findings: Finding[] = []
  const receiver = event.to
  if (receiver !== null && rule.receivers !== 'ANY' && !rule.receivers.includes(receiver.kind)) {
    const detail = `After ${event.kind} the holder is usually ${rule.receivers.join(', ')}, not ${receiver.kind}.`
    findings.push({
      code: 'RECEIVER_KIND_UNUSUAL',
      severity: 'WARNING',
      pointer: `${base}/kind`,
      detail,
      paragraph: rule.rule,
    })
  }
  const papers = new Set(event.documents.map(({ kind }) => kind))
  for (const { anyOf, severity } of rule.papers) {
    if (anyOf.some((kind) => papers.has(kind))) continue
    const detail = `No ${anyOf.join(' or ')} is named.`
    findings.push({ code: 'DOCUMENT_MISSING', severity, pointer: `${base}/documents`, detail, paragraph: rule.rule })
  }
  event.documents.forEach(({ expiresOn }, index) => {
    if (expiresOn === undefined || Date.parse(expiresOn) + DAY_MS > Date.parse(event.occurred.from)) return
    const detail = 'The paper had expired when this happened.'
    findings.push({
      code: 'DOCUMENT_EXPIRED',
      severity: 'WARNING',
      pointer: `${base}/documents/${index}/expiresOn`,
      detail,
    })
  })
  if (Date.parse(now) - Date.parse(event.occurred.to) > LATE_AFTER_DAYS * DAY_MS) {
    const detail = `Reported more than ${LATE_AFTER_DAYS} days after it happened.`
    findings.push({ code: 'REPORTED_LATE', severity: 'INFO', pointer: `${base}/occurredAt`, detail })
  }
  return findings
}

/** Everything in a report that cannot be true of any weapon, all at once; an empty answer lets it be recorded. */
export function refuseImpossible(proposed: ProposedEvent, now: string, base = '#'): readonly ErrorEntry[] {
  const errors: ErrorEntry[] = []
  const refuse = (at: string, code: string, detail: string): void => {
    errors.push({ pointer: `${base}${at}`, code, detail })
  }
  const rule = ruleOf(proposed.kind)
  if (!rule.channels.includes(proposed.channel)) {
    refuse('/kind', 'KIND_NOT_HERE', `${proposed.kind} is reported as ${rule.channels.join(' or ')}.`)
  }
  if (isTooFarInFuture(proposed.occurred, now))
    refuse('/occurredAt', 'IN_THE_FUTURE', 'This lies more than 24 hours ahead.')
  if (proposed.knownSince !== null) {
    const { knownSince } = proposed
    if (isTooFarInFuture(knownSince, now)) refuse('/knownSince', 'IN_THE_FUTURE', 'This lies more than 24 hours ahead.')
    if (compareInstants(knownSince.to, proposed.occurred.from) <= 0) {
      refuse('/knownSince', 'KNOWN_BEFORE_IT_HAPPENED', 'It cannot have been known before it happened.')
    }
  }
  checkSides(proposed, refuse)
  proposed.documents.forEach(({ issuedOn, expiresOn }, index) => {
    if (issuedOn === undefined || expiresOn === undefined || expiresOn >= issuedOn) return
    refuse(`/documents/${index}/expiresOn`, 'EXPIRES_BEFORE_ISSUE', 'The paper expires before it was issued.')
  })
  return errors
}

function checkSides(proposed: ProposedEvent, refuse: (at: string, code: string, detail: string) => void): void {
  const { kind, channel, from, to } = proposed
  const rule = ruleOf(kind)
  const namesBoth = channel === 'TRANSFER' || channel === 'EXHIBIT'
  const pointers = namesBoth ? { from: '/fromPartyId', to: '/toPartyId' } : { from: '/partyId', to: '/partyId' }
  for (const side of ['from', 'to'] as const) {
    const party = side === 'from' ? from : to
    const isAsked = namesBoth || rule.partyIs === side.toUpperCase()
    if (party === null && rule[side] === 'REQUIRED' && isAsked) {
      refuse(pointers[side], 'PARTY_REQUIRED', `${kind} needs to say ${side === 'from' ? 'from' : 'to'} whom.`)
    }
    if (party !== null && rule[side] === 'FORBIDDEN')
      refuse(pointers[side], 'PARTY_NOT_EXPECTED', `${kind} has no such side.`)
  }
  if (from !== null && from.id === to?.id) refuse(pointers.to, 'SAME_PARTY', 'Giver and receiver are the same party.')
}

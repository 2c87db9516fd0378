import { ruleOf } from '../custody/event-kinds.ts'
import type { CustodyEvent, PartyRef } from '../custody/types.ts'
import type { Finding } from '../findings.ts'
import { daysOf } from '../time/days.ts'
import { type KnownLicence, type Licence, licenceKnownAt, type LicenceStatus } from './licence.ts'
import { type LicensedSide, wantedLicence, type WantedLicence } from './licence-rules.ts'
import { exceeds, type Goods } from './scope.ts'

/** An event as far as its licences go; its parties are as they were then. */
export type LicensedEvent = Pick<CustodyEvent, 'kind' | 'from' | 'to' | 'occurred' | 'documents'>

interface AssessOptions {
  /** Where each side stands in the body of the report. */
  readonly pointers: Readonly<Record<LicensedSide, string>>
  readonly goods: Goods
  /** Everything is known where it is absent. */
  readonly knownAt?: string | undefined
}

const DETAILS = {
  LICENCE_MISSING: 'No licence of this party is recorded for what it did.',
  LICENCE_NOT_RECORDED: 'The licence that the report names is not recorded of this party.',
  LICENCE_NOT_VALID_THEN: 'The licence of this party was not valid when it happened.',
  LICENCE_SUSPENDED: 'The licence of this party was suspended when it happened.',
  LICENCE_REVOKED: 'The licence of this party was revoked when it happened.',
  LICENCE_SCOPE_EXCEEDED: 'The licence of this party does not cover it:',
} as const
type LicenceCode = keyof typeof DETAILS

const HINTS: Partial<Record<LicenceCode, string>> = {
  LICENCE_MISSING: 'Name the licence among the documents, and ask a registrar to record it.',
  LICENCE_NOT_RECORDED: 'Check kind and number, or ask a registrar to record it.',
}

/** What one licence says of one event; the lower its rank, the more it speaks for the party. */
interface Judgement {
  readonly rank: number
  readonly code: LicenceCode | null
  readonly detail?: string
  readonly isUncertain?: boolean
}

const CODE_OF: Record<Exclude<LicenceStatus, 'VALID'>, LicenceCode> = {
  SUSPENDED: 'LICENCE_SUSPENDED',
  REVOKED: 'LICENCE_REVOKED',
  EXPIRED: 'LICENCE_NOT_VALID_THEN',
  NOT_YET_VALID: 'LICENCE_NOT_VALID_THEN',
}
const RANK: Record<LicenceStatus, number> = { VALID: 0, SUSPENDED: 3, REVOKED: 4, EXPIRED: 5, NOT_YET_VALID: 5 }

/**
 * What is said of the licences of an event's sides, as they stood when it happened (one that has expired since was good then). Findings only:
 * a paper that is missing does not make a hand-over illicit (design 4). Of several licences the one that speaks most for the party counts; where the report names one
 * that is recorded, that one.
 */
export function assessLicences(
  event: LicensedEvent,
  licences: ReadonlyMap<string, readonly Licence[]>,
  options: AssessOptions,
): Finding[] {
  return (['from', 'to'] as const).flatMap((side) => {
    const party = event[side]
    const wanted = party === null ? null : wantedLicence(event.kind, side, party.kind)
    if (party === null || wanted === null) return []
    const known = (licences.get(party.id) ?? []).flatMap((licence) => licenceKnownAt(licence, options.knownAt) ?? [])
    const judged = judgeSide(event, wanted, known, options.goods)
    return judged.code === null ? [] : [toFinding(judged, judged.code, event, party, wanted, options.pointers[side])]
  })
}

function judgeSide(
  event: LicensedEvent,
  { anyOf }: WantedLicence,
  known: readonly KnownLicence[],
  goods: Goods,
): Judgement {
  const held = known.filter(({ kind }) => anyOf.includes(kind))
  const papers = event.documents.filter(({ kind }) => (anyOf as readonly string[]).includes(kind))
  const named = held.filter((licence) =>
    papers.some(({ kind, number }) => kind === licence.kind && number === licence.number),
  )
  const judged = (named.length > 0 ? named : held).map((licence) => judge(licence, event, goods))
  const [best] = judged.toSorted((a, b) => a.rank - b.rank)
  if (best !== undefined) return best
  return { rank: 9, code: papers.length > 0 ? 'LICENCE_NOT_RECORDED' : 'LICENCE_MISSING' }
}

/** A date of a month or a year may lie on either side of a day on which the licence turned: then nothing is sure, and it is told as such. */
function judge(licence: KnownLicence, event: LicensedEvent, goods: Goods): Judgement {
  const { first, last } = daysOf(event.occurred)
  const days = [first, ...licence.turns.filter((day) => first < day && day <= last)]
  const statuses = days.map((day) => licence.statusOn(day)).toSorted((a, b) => RANK[a] - RANK[b])
  const [best] = statuses
  if (best === undefined || best !== 'VALID') {
    const status = best ?? 'EXPIRED'
    return { rank: RANK[status], code: CODE_OF[status] }
  }
  const beyond = exceeds(licence.scope, event.kind, goods)
  if (beyond.length > 0) {
    return {
      rank: 2,
      code: 'LICENCE_SCOPE_EXCEEDED',
      detail: `${DETAILS.LICENCE_SCOPE_EXCEEDED} ${beyond.join(', ')}.`,
    }
  }
  const worst = statuses.findLast((status) => status !== 'VALID')
  if (worst === undefined) return { rank: 0, code: null }
  const detail = 'The licence of this party was valid on some of the days that the date may mean, and not on others.'
  return { rank: 1, code: CODE_OF[worst], detail, isUncertain: true }
}

function toFinding(
  { detail, isUncertain = false }: Judgement,
  code: LicenceCode,
  event: LicensedEvent,
  party: PartyRef,
  wanted: WantedLicence,
  pointer: string,
): Finding {
  const isNamed = code === 'LICENCE_NOT_RECORDED'
  const asked = isNamed || code === 'LICENCE_MISSING' ? ` A ${party.kind} needs ${wanted.anyOf.join(' or ')}.` : ''
  const hint = HINTS[code]
  return {
    code,
    severity: isUncertain || isNamed ? 'INFO' : wanted.severity,
    pointer,
    detail: `${detail ?? DETAILS[code]}${asked}`,
    ...(hint === undefined ? {} : { hint }),
    paragraph: ruleOf(event.kind).rule,
  }
}

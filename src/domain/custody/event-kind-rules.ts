import type { PartyKind } from '../vocabulary/parties.ts'

export type Licit = 'LICIT' | 'ILLICIT' | 'STATE_CUSTODY' | 'UNKNOWN'

export const CUSTODY_STATUSES = [
  'NOT_RECORDED',
  'IN_POSSESSION',
  'IN_TRANSIT',
  'LOST',
  'STOLEN',
  'DIVERTED',
  'STATE_CUSTODY',
  'DEACTIVATED',
  'DESTROYED',
  'REPLACED',
  'CONFLICT',
] as const
export type CustodyStatus = (typeof CUSTODY_STATUSES)[number]

/** Where a kind may be reported: as a hand-over, as what is no hand-over, as the origin given with a new weapon, or of a recovered item. */
export type Channel = 'TRANSFER' | 'CUSTODY_EVENT' | 'ORIGIN' | 'EXHIBIT'
type Presence = 'REQUIRED' | 'OPTIONAL' | 'FORBIDDEN'

/** A paper a kind of event wants: any one of `anyOf` will do. Its absence is a finding and never a refusal (design 4). */
export interface WantedPaper {
  readonly anyOf: readonly string[]
  readonly severity: 'INFO' | 'WARNING'
}

/** One row of the event table; the columns are explained where the table stands. */
export interface EventKindRule {
  readonly meaning: string
  readonly channels: readonly Channel[]
  /** Which side `partyId` of `POST /v1/custody-events` (or of an origin) is. */
  readonly partyIs: 'FROM' | 'TO'
  readonly from: Presence
  readonly to: Presence
  readonly receivers: readonly PartyKind[] | 'ANY'
  readonly possession: 'TO_RECEIVER' | 'UNCHANGED' | 'IN_TRANSIT' | 'NONE' | 'UNKNOWN' | 'BACK_TO_FORMER'
  readonly title: 'TO_RECEIVER' | 'UNCHANGED' | 'NONE'
  readonly answerable: 'RECEIVER' | 'UNCHANGED'
  readonly licit: Licit
  readonly control: 'KEPT' | 'LOST' | 'RECOVERED' | 'RESTORED'
  readonly ends: 'NO' | 'UNTIL_REACTIVATED' | 'FOR_GOOD'
  readonly papers: readonly WantedPaper[]
  readonly rank: number
  readonly status: CustodyStatus | 'UNCHANGED'
  readonly rule: string
}

type Profile = Omit<EventKindRule, 'meaning' | 'rank' | 'rule' | 'receivers'>

/** One party hands the weapon over for good: possession, title and answerability pass together. */
export const HAND_OVER: Profile = {
  channels: ['TRANSFER'],
  partyIs: 'TO',
  from: 'REQUIRED',
  to: 'REQUIRED',
  possession: 'TO_RECEIVER',
  title: 'TO_RECEIVER',
  answerable: 'RECEIVER',
  licit: 'LICIT',
  control: 'KEPT',
  ends: 'NO',
  papers: [],
  status: 'IN_POSSESSION',
}

/** Held for another (loan, repair, proof): possession passes, title does not, and who lent it stays answerable. The way back is the same kind. */
export const HELD_FOR_ANOTHER: Profile = { ...HAND_OVER, title: 'UNCHANGED', answerable: 'UNCHANGED' }

/** Issued within one State's stock: title stays where it was, and whoever signed for the weapon is answerable. */
export const ISSUED: Profile = { ...HAND_OVER, title: 'UNCHANGED' }

/** The weapon leaves for a consignee; until the import the exporter stays the last confirmed holder. */
export const SENT: Profile = {
  ...HELD_FOR_ANOTHER,
  possession: 'IN_TRANSIT',
  status: 'IN_TRANSIT',
}

/** A record begins with whoever has the weapon. */
export const ENTERED: Profile = { ...HAND_OVER, channels: ['CUSTODY_EVENT', 'ORIGIN'], from: 'FORBIDDEN' }

/** Something is done to the weapon where it is. */
export const WORKED_ON: Profile = {
  ...HAND_OVER,
  channels: ['CUSTODY_EVENT'],
  partyIs: 'FROM',
  from: 'OPTIONAL',
  to: 'FORBIDDEN',
  possession: 'UNCHANGED',
  title: 'UNCHANGED',
  answerable: 'UNCHANGED',
  status: 'UNCHANGED',
}

/** The holder no longer has it, and nobody says who has. Title is not lost with possession. */
export const GONE: Profile = { ...WORKED_ON, control: 'LOST' }

/** An illicit hand-over, of which each side may be unknown; it may be reported as a hand-over or as an event. */
export const ILLICIT_HAND_OVER: Profile = {
  ...GONE,
  channels: ['TRANSFER', 'CUSTODY_EVENT'],
  to: 'OPTIONAL',
  possession: 'UNKNOWN',
  licit: 'ILLICIT',
  status: 'DIVERTED',
}

/** An authority takes the weapon from whoever had it. Which office has it may not be known yet: the recovery itself must not wait for that. */
export const RECOVERED: Profile = {
  ...ENTERED,
  to: 'OPTIONAL',
  title: 'UNCHANGED',
  answerable: 'UNCHANGED',
  licit: 'STATE_CUSTODY',
  control: 'RECOVERED',
  status: 'STATE_CUSTODY',
}

/** An authority passes a recovered weapon on to another. */
export const IN_STATE_CUSTODY: Profile = {
  ...RECOVERED,
  channels: ['TRANSFER', 'CUSTODY_EVENT', 'EXHIBIT'],
  from: 'OPTIONAL',
  to: 'REQUIRED',
}

/** Something is done to a recovered item where it is; only who recovered it reports this, so that a seal makes no weapon of a trader one in State custody. */
export const SEALED_UP: Profile = {
  ...RECOVERED,
  channels: ['EXHIBIT'],
  partyIs: 'FROM',
  from: 'OPTIONAL',
  to: 'FORBIDDEN',
  possession: 'UNCHANGED',
}

/** The weapon ceases to be one. */
export const ENDED: Profile = { ...WORKED_ON, possession: 'NONE', title: 'NONE', ends: 'FOR_GOOD', status: 'DESTROYED' }

export const GOVERNMENT = [
  'MILITARY',
  'POLICE',
  'OTHER_SECURITY',
  'CUSTOMS',
  'PRISON',
  'INTELLIGENCE',
] as const satisfies readonly PartyKind[]

/** Those who hold a weapon for somebody else by their trade: they never get title and are never the last licit holder (design 3.6). */
export const HOLDS_FOR_OTHERS: ReadonlySet<PartyKind> = new Set<PartyKind>([
  'CARRIER',
  'GUNSMITH',
  'BROKER',
  'PROOF_HOUSE',
])

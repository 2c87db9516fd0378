import type { Channel, EventKindRule, WantedPaper } from './event-kind-rules.ts'
import {
  ENDED,
  ENTERED,
  GONE,
  GOVERNMENT,
  HAND_OVER,
  HELD_FOR_ANOTHER,
  ILLICIT_HAND_OVER,
  IN_STATE_CUSTODY,
  ISSUED,
  RECOVERED,
  SEALED_UP,
  SENT,
  WORKED_ON,
} from './event-kind-rules.ts'

const must = (...anyOf: string[]): WantedPaper => ({ anyOf, severity: 'WARNING' })
const wish = (...anyOf: string[]): WantedPaper => ({ anyOf, severity: 'INFO' })

const IMPORT_CONSENT = must('END_USER_CERTIFICATE', 'INTERNATIONAL_IMPORT_CERTIFICATE', 'IMPORT_LICENCE')
const RE_EXPORT = [must('EXPORT_LICENCE'), IMPORT_CONSENT, must('RE_EXPORT_CONSENT')]
const PERSONS = ['PRIVATE_PERSON', 'DEALER', 'COLLECTOR'] as const
const RETAIL_BUYERS = ['PRIVATE_PERSON', 'PRIVATE_SECURITY', 'COLLECTOR', 'MUSEUM', 'SHOOTING_CLUB'] as const
const BORROWERS = ['DEALER', 'PRIVATE_PERSON', 'FILM_PROP', 'MUSEUM'] as const
const ARMED_GROUPS = ['CRIMINAL_GROUP', 'NON_STATE_ARMED_GROUP', 'UNKNOWN'] as const
const RECOVERERS = ['POLICE', 'CUSTOMS', 'OTHER_SECURITY', 'MILITARY', 'PEACE_OPERATION'] as const
const EVIDENCE_KEEPERS = ['COURT', 'LAB', 'POLICE', 'CUSTOMS', 'OTHER_SECURITY'] as const

/**
 * The event table: what each kind of event does to possession and to title. Each row begins with a profile of `event-kind-rules.ts` and
 * names only what differs from it. Columns:
 * `channels` where it may be reported · `from`, `to` which sides must be named · `receivers` who may hold afterwards (another kind is a finding)
 * · `possession`, `title` · `answerable` who is the licit holder of record afterwards · `licit` · `control` whether licit control is lost,
 * recovered by an authority or restored to a licit holder · `ends` · `papers` wanted · `rank` its natural place among events whose times
 * overlap · `status` of the weapon afterwards · `rule` the provision behind it. The list is closed, because each code has behaviour.
 */
// biome-ignore format: one row is one to three lines, so that the table can be read as a table
export const EVENT_KINDS = {
  MANUFACTURED: { ...ENTERED, meaning: 'made', receivers: ['MANUFACTURER', 'STATE_ARSENAL'], rank: 10,
    papers: [wish('MANUFACTURING_LICENCE')], rule: 'ITI 8(a), 12(a)' },
  ASSEMBLED_AS_NEW: { ...ENTERED, meaning: 'begun as a new weapon on another frame or receiver', receivers: 'ANY', rank: 11, channels: [], from: 'OPTIONAL',
    papers: [wish('MANUFACTURING_LICENCE')], rule: 'ITI 8(a), 10' },
  PROOFED: { ...HELD_FOR_ANOTHER, meaning: 'sent to a proof house, or back from it', receivers: 'ANY', rank: 12, rule: 'ITI 11' },
  STOCK_REGISTERED: { ...ENTERED, meaning: 'entered from an older register', receivers: 'ANY', rank: 14, licit: 'UNKNOWN', rule: 'ITI 11, 13' },

  SOLD_DOMESTIC: { ...HAND_OVER, meaning: 'sold within the trade or to the State', receivers: ['WHOLESALER', 'DEALER', ...GOVERNMENT], rank: 30,
    papers: [wish('DEALER_LICENCE', 'POSSESSION_PERMIT')], rule: 'ITI 12(b)' },
  EXPORTED: { ...SENT, meaning: 'sent abroad to a consignee', receivers: 'ANY', rank: 32,
    papers: [must('EXPORT_LICENCE'), IMPORT_CONSENT], rule: 'Firearms Protocol 10; ATT 12' },
  RE_EXPORTED: { ...SENT, meaning: 'sent abroad again', receivers: 'ANY', rank: 33, papers: RE_EXPORT, rule: 'Firearms Protocol 10; ATT 12' },
  RETRANSFERRED: { ...SENT, meaning: 'passed to a third State by its receiver', receivers: 'ANY', rank: 34, papers: RE_EXPORT, rule: 'Firearms Protocol 10; ATT 12' },
  IN_TRANSIT: { ...SENT, meaning: 'carried', receivers: ['CARRIER'], rank: 36, channels: ['TRANSFER', 'CUSTODY_EVENT'], from: 'OPTIONAL', to: 'OPTIONAL',
    papers: [must('TRANSIT_AUTHORISATION', 'NO_OBJECTION')], rule: 'Firearms Protocol 10' },
  TRANSSHIPPED: { ...SENT, meaning: 'passed from one carrier to another', receivers: ['CARRIER'], rank: 37, channels: ['TRANSFER', 'CUSTODY_EVENT'],
    from: 'OPTIONAL', to: 'OPTIONAL', papers: [must('TRANSIT_AUTHORISATION', 'NO_OBJECTION')], rule: 'Firearms Protocol 10' },
  IMPORTED: { ...HAND_OVER, meaning: 'received from abroad by the consignee', receivers: ['IMPORTER', ...GOVERNMENT, 'PRIVATE_PERSON'], rank: 38,
    channels: ['TRANSFER', 'ORIGIN'], from: 'OPTIONAL', papers: [must('IMPORT_LICENCE')], rule: 'ITI 8(b), 12(b)' },
  DELIVERY_VERIFIED: { ...HAND_OVER, meaning: 'arrival at the end user verified', receivers: 'ANY', rank: 39, channels: ['TRANSFER', 'CUSTODY_EVENT'],
    from: 'OPTIONAL', papers: [must('DELIVERY_VERIFICATION_CERTIFICATE')], rule: 'Firearms Protocol 10' },

  GOV_ACQUIRED: { ...HAND_OVER, meaning: 'bought for government stock', receivers: GOVERNMENT, rank: 42, rule: 'ITI 8(d), 12(b)' },
  GOV_TO_GOV_DONATED: { ...HAND_OVER, meaning: 'given by one State to another', receivers: GOVERNMENT, rank: 43, rule: 'ATT 12' },
  GOV_ISSUED: { ...ISSUED, meaning: 'issued to a unit or service', receivers: GOVERNMENT, rank: 44, rule: 'ITI 11' },
  PEACEKEEPING_DEPLOYED: { ...ISSUED, meaning: 'taken on a peace operation', receivers: ['PEACEKEEPING_CONTINGENT'], rank: 45, rule: 'UNSC 2616 (2021)' },
  PEACEKEEPING_RETURNED: { ...ISSUED, meaning: 'brought back from a peace operation', receivers: ['MILITARY'], rank: 46, rule: 'UNSC 2616 (2021)' },
  GOV_RETURNED: { ...ISSUED, meaning: 'returned to store', receivers: GOVERNMENT, rank: 47, rule: 'ITI 11' },
  GOV_TO_CIVILIAN: { ...HAND_OVER, meaning: 'released from government stock to civilian use', receivers: ['IMPORTER', 'DEALER', 'PRIVATE_PERSON'], rank: 48,
    rule: 'ITI 8(c)' },

  RETAIL_SALE: { ...HAND_OVER, meaning: 'sold to its first user', receivers: RETAIL_BUYERS, rank: 50, papers: [wish('POSSESSION_PERMIT')], rule: 'ITI 12(b)' },
  PRIVATE_TRANSFER: { ...HAND_OVER, meaning: 'sold between users', receivers: PERSONS, rank: 52, papers: [wish('POSSESSION_PERMIT')], rule: 'ITI 12(b)' },
  INHERITED: { ...HAND_OVER, meaning: 'inherited', receivers: PERSONS, rank: 52, papers: [wish('POSSESSION_PERMIT')], rule: 'ITI 12(b)' },
  GIFTED: { ...HAND_OVER, meaning: 'given', receivers: PERSONS, rank: 52, papers: [wish('POSSESSION_PERMIT')], rule: 'ITI 12(b)' },
  CONSIGNED: { ...HELD_FOR_ANOTHER, meaning: 'given on consignment, or given back', receivers: BORROWERS, rank: 54, rule: 'ITI 11' },
  LOANED: { ...HELD_FOR_ANOTHER, meaning: 'lent, or given back', receivers: BORROWERS, rank: 54, rule: 'ITI 11' },
  RENTED: { ...HELD_FOR_ANOTHER, meaning: 'rented out, or given back', receivers: BORROWERS, rank: 54, rule: 'ITI 11' },
  REPAIR_IN: { ...HELD_FOR_ANOTHER, meaning: 'taken in for repair', receivers: ['GUNSMITH'], rank: 55, rule: 'ITI 11' },
  CONVERTED: { ...WORKED_ON, meaning: 'converted', receivers: 'ANY', rank: 56, papers: [wish('MANUFACTURING_LICENCE')], rule: 'Firearms Protocol 3(d)' },
  RE_CALIBRED: { ...WORKED_ON, meaning: 'changed in calibre', receivers: 'ANY', rank: 56, papers: [wish('MANUFACTURING_LICENCE')], rule: 'Firearms Protocol 3(d)' },
  PART_EXCHANGED: { ...WORKED_ON, meaning: 'a part other than frame or receiver exchanged', receivers: 'ANY', rank: 56, rule: 'ITI 10' },
  REMARKED: { ...WORKED_ON, meaning: 'marked anew', receivers: 'ANY', rank: 56, channels: ['CUSTODY_EVENT', 'EXHIBIT'], rule: 'ITI 8, 9' },
  REPAIR_OUT: { ...HELD_FOR_ANOTHER, meaning: 'given back after repair', receivers: 'ANY', rank: 57, rule: 'ITI 11' },

  LOST: { ...GONE, meaning: 'lost by its holder', receivers: 'ANY', rank: 60, possession: 'NONE', licit: 'UNKNOWN', status: 'LOST',
    papers: [wish('LOSS_REPORT')], rule: 'ITI 5; MOSAIC 05.31' },
  STOLEN: { ...GONE, meaning: 'stolen from its holder', receivers: 'ANY', rank: 60, possession: 'UNKNOWN', licit: 'ILLICIT', status: 'STOLEN',
    papers: [wish('LOSS_REPORT')], rule: 'ITI 5, 6(a)' },
  DIVERTED: { ...ILLICIT_HAND_OVER, meaning: 'diverted from its authorised holder or use', receivers: ARMED_GROUPS, rank: 61, rule: 'ITI 5, 6(e); ATT 11' },
  UNAUTHORISED_RETRANSFER: { ...ILLICIT_HAND_OVER, meaning: 'passed on without the consent required', receivers: ARMED_GROUPS, rank: 61, rule: 'ITI 6(b), 6(e)' },
  STRAW_PURCHASE: { ...ILLICIT_HAND_OVER, meaning: 'bought for another who may not buy', receivers: ARMED_GROUPS, rank: 61, rule: 'ITI 6(e)' },
  BATTLEFIELD_CAPTURE: { ...ILLICIT_HAND_OVER, meaning: 'captured in fighting', receivers: ['NON_STATE_ARMED_GROUP', ...GOVERNMENT], rank: 62,
    partyIs: 'TO', licit: 'UNKNOWN', rule: 'ITI 5' },
  TRAFFICKED: { ...ILLICIT_HAND_OVER, meaning: 'trafficked', receivers: ARMED_GROUPS, rank: 63, rule: 'ITI 6(e); Firearms Protocol 3(e)' },
  SMUGGLED: { ...ILLICIT_HAND_OVER, meaning: 'smuggled across a border', receivers: ARMED_GROUPS, rank: 63, rule: 'ITI 6(e); Firearms Protocol 3(e)' },
  FOUND_BY_HOLDER: { ...ENTERED, meaning: 'found again by the holder who had lost it', receivers: 'ANY', rank: 66, channels: ['CUSTODY_EVENT'], to: 'OPTIONAL',
    possession: 'BACK_TO_FORMER', title: 'UNCHANGED', answerable: 'UNCHANGED', control: 'RESTORED', rule: 'ITI 11' },

  FOUND: { ...RECOVERED, meaning: 'found by an authority', receivers: RECOVERERS, rank: 70, papers: [wish('SEIZURE_REPORT')], rule: 'ITI 9' },
  SEIZED: { ...RECOVERED, meaning: 'seized', receivers: RECOVERERS, rank: 70, papers: [wish('SEIZURE_REPORT')], rule: 'ITI 9' },
  SURRENDERED: { ...RECOVERED, meaning: 'surrendered to an authority', receivers: RECOVERERS, rank: 70, papers: [wish('SEIZURE_REPORT')], rule: 'ITI 9' },
  COLLECTED_AMNESTY: { ...RECOVERED, meaning: 'collected in an amnesty', receivers: RECOVERERS, rank: 70, rule: 'ITI 9' },
  SEALED: { ...SEALED_UP, meaning: 'put under seal', receivers: 'ANY', rank: 71, papers: [wish('SEAL')], rule: 'ITI 9' },
  SEAL_BROKEN: { ...SEALED_UP, meaning: 'taken from under its seal', receivers: 'ANY', rank: 71, papers: [wish('SEAL')], rule: 'ITI 9' },
  EVIDENCE_HELD: { ...IN_STATE_CUSTODY, meaning: 'held as evidence', receivers: EVIDENCE_KEEPERS, rank: 72, rule: 'ITI 9' },
  EVIDENCE_RELEASED: { ...IN_STATE_CUSTODY, meaning: 'released from evidence', receivers: EVIDENCE_KEEPERS, rank: 73, rule: 'ITI 9' },
  CONFISCATED_PERMANENT: { ...IN_STATE_CUSTODY, meaning: 'confiscated for good', receivers: ['STATE_CUSTODIAN'], rank: 74, title: 'TO_RECEIVER',
    papers: [must('COURT_ORDER')], rule: 'ITI 9; MOSAIC 05.30' },
  RETURNED_TO_OWNER: { ...IN_STATE_CUSTODY, meaning: 'given back to whom it belongs', receivers: 'ANY', rank: 76, answerable: 'RECEIVER', licit: 'LICIT',
    control: 'RESTORED', status: 'IN_POSSESSION', papers: [wish('COURT_ORDER')], rule: 'ITI 9' },
  RETAINED_FOR_OFFICIAL_USE: { ...IN_STATE_CUSTODY, meaning: 'kept by the State for its own use', receivers: ['POLICE', 'MILITARY'], rank: 76,
    title: 'TO_RECEIVER', answerable: 'RECEIVER', licit: 'LICIT', control: 'RESTORED', status: 'IN_POSSESSION', rule: 'ITI 9' },

  DEACTIVATED: { ...WORKED_ON, meaning: 'made permanently unable to fire', receivers: 'ANY', rank: 80, channels: ['CUSTODY_EVENT', 'EXHIBIT'], ends: 'UNTIL_REACTIVATED', status: 'DEACTIVATED',
    papers: [must('DEACTIVATION_CERTIFICATE')], rule: 'Firearms Protocol 9' },
  REACTIVATED: { ...ILLICIT_HAND_OVER, meaning: 'made able to fire again', receivers: 'ANY', rank: 82, partyIs: 'TO', rule: 'Firearms Protocol 3(d), 9' },
  FRAME_REPLACED: { ...ENDED, meaning: 'ended because its frame or receiver was replaced; another weapon began', receivers: 'ANY', rank: 89, channels: [],
    status: 'REPLACED', rule: 'ITI 10' },
  DISMANTLED_END_OF_LIFE: { ...ENDED, meaning: 'taken apart at the end of its life', receivers: 'ANY', rank: 90, papers: [wish('DESTRUCTION_CERTIFICATE')], rule: 'ITI 9' },
  DESTROYED: { ...ENDED, meaning: 'destroyed', receivers: 'ANY', rank: 90, channels: ['CUSTODY_EVENT', 'EXHIBIT'], papers: [wish('DESTRUCTION_CERTIFICATE')], rule: 'ITI 9' },
} as const satisfies Record<string, EventKindRule>

export type EventKind = keyof typeof EVENT_KINDS
export const EVENT_KIND_CODES = Object.keys(EVENT_KINDS) as [EventKind, ...EventKind[]]

/** The row of one kind, with its columns widened to what any row may hold. */
export function ruleOf(kind: EventKind): EventKindRule {
  return EVENT_KINDS[kind]
}

/** The kinds that `channel` takes, for its schema. */
export function kindsOf(channel: Channel): [EventKind, ...EventKind[]] {
  return EVENT_KIND_CODES.filter((kind) => ruleOf(kind).channels.includes(channel)) as [EventKind, ...EventKind[]]
}

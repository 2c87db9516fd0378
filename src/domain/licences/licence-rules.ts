import type { EventKind } from '../custody/event-kinds.ts'
import type { LicenceKind, PartyKind } from '../vocabulary/parties.ts'

/** What one side of an event needs: any one of `anyOf`. */
export interface WantedLicence {
  readonly anyOf: readonly LicenceKind[]
  /** How much its absence matters: a person's permit is often known to another register only. */
  readonly severity: 'INFO' | 'WARNING'
}

export type LicensedSide = 'from' | 'to'
type Trade = Partial<Record<PartyKind, readonly LicenceKind[]>>

/** Who deals with weapons by trade, and under which licences. Forces, arsenals and other offices of a State need none. */
const DEALING: Trade = {
  MANUFACTURER: ['MANUFACTURING_LICENCE', 'DEALER_LICENCE'],
  WHOLESALER: ['DEALER_LICENCE'],
  DEALER: ['DEALER_LICENCE'],
  GUNSMITH: ['DEALER_LICENCE', 'MANUFACTURING_LICENCE'],
  IMPORTER: ['IMPORT_LICENCE', 'DEALER_LICENCE'],
  EXPORTER: ['EXPORT_LICENCE', 'DEALER_LICENCE'],
  BROKER: ['BROKERING_LICENCE'],
}

/** The trade again, where a kind of event needs its own licence whatever the trade; a broker brokers whatever happens. */
function underTakings(licences: readonly LicenceKind[]): Trade {
  const kinds = Object.keys(DEALING) as PartyKind[]
  return { ...Object.fromEntries(kinds.map((kind) => [kind, licences])), BROKER: ['BROKERING_LICENCE'] }
}

const PERSONS: ReadonlySet<PartyKind> = new Set<PartyKind>(['PRIVATE_PERSON', 'COLLECTOR'])
/** True for natural persons, whose permits are not for others to know. */
export function isPerson(kind: PartyKind): boolean {
  return PERSONS.has(kind)
}

const USERS: ReadonlySet<PartyKind> = new Set<PartyKind>([
  ...PERSONS,
  'PRIVATE_SECURITY',
  'MUSEUM',
  'SHOOTING_CLUB',
  'FILM_PROP',
])

/** What a kind of event asks of the trade on each side, and of a user who receives. A side that is absent is asked for nothing. */
interface LicenceRule {
  readonly from?: Trade
  readonly to?: Trade
  readonly users?: readonly LicenceKind[]
}

const SALE: LicenceRule = { from: DEALING, to: DEALING, users: ['POSSESSION_PERMIT'] }
// The consignee abroad is licensed by his own State, whose licences are not recorded here.
const EXPORT: LicenceRule = { from: underTakings(['EXPORT_LICENCE']), to: { BROKER: ['BROKERING_LICENCE'] } }
const WORK: LicenceRule = { from: underTakings(['MANUFACTURING_LICENCE', 'DEALER_LICENCE']) }

/** The column "Needs" of the event table, as far as it asks for a licensed party. */
const LICENCE_RULES: Partial<Record<EventKind, LicenceRule>> = {
  MANUFACTURED: { to: underTakings(['MANUFACTURING_LICENCE']) },
  SOLD_DOMESTIC: SALE,
  RETAIL_SALE: SALE,
  PRIVATE_TRANSFER: SALE,
  GIFTED: SALE,
  INHERITED: { to: DEALING, users: ['POSSESSION_PERMIT'] },
  EXPORTED: EXPORT,
  RE_EXPORTED: EXPORT,
  RETRANSFERRED: EXPORT,
  IMPORTED: { to: underTakings(['IMPORT_LICENCE']), users: ['IMPORT_LICENCE', 'POSSESSION_PERMIT'] },
  CONVERTED: WORK,
  RE_CALIBRED: WORK,
  PART_EXCHANGED: WORK,
  REMARKED: WORK,
  ASSEMBLED_AS_NEW: WORK,
  REACTIVATED: { to: underTakings(['MANUFACTURING_LICENCE']) },
}

/** The licence that one side of a kind of event needs, by what the party was then; null where it needs none. */
export function wantedLicence(kind: EventKind, side: LicensedSide, party: PartyKind): WantedLicence | null {
  const rule = LICENCE_RULES[kind]
  const trade = rule?.[side]?.[party]
  if (trade !== undefined) return { anyOf: trade, severity: 'WARNING' }
  if (side === 'from' || rule?.users === undefined || !USERS.has(party)) return null
  return { anyOf: rule.users, severity: isPerson(party) ? 'INFO' : 'WARNING' }
}

import { compareInstants } from '../time/instants.ts'
import { keyLine, lineOf, overlap } from './lines.ts'
import type { ConsignmentRecord, Movement } from './record.ts'
import { isArriving, isShipping, type ItemState } from './vocabulary.ts'

/** One weapon of a consignment: what is known of its way. */
export interface ConsignedItem {
  readonly weaponId: string
  /** The line it belongs to, null where no line names it. */
  readonly line: number | null
  readonly state: ItemState
  readonly shipped: Movement | null
  readonly arrived: Movement | null
}

/** `shipped` = `arrived` + `underWay` + `missing`. `delivered` is what the receiver accounts for, by count or by serial. */
export interface Quantities {
  readonly planned: number
  /** What the export licences allow; null where none of them names quantities. */
  readonly authorised: number | null
  readonly shipped: number
  readonly counted: number
  readonly arrived: number
  readonly underWay: number
  readonly missing: number
  readonly unexpected: number
  readonly delivered: number
}

export interface ConsignedQuantities {
  readonly lines: readonly Quantities[]
  /** With what no line names. */
  readonly total: Quantities
  readonly items: readonly ConsignedItem[]
  /** The receiver said that nothing more is to come. */
  readonly isComplete: boolean
  /** It has been opened: single weapons are told, and no longer counts alone. */
  readonly isUnpacked: boolean
}

function earlier(a: Movement | null, b: Movement): Movement {
  if (a === null) return b
  const order = compareInstants(a.occurred.from, b.occurred.from)
  return order < 0 || (order === 0 && a.eventId < b.eventId) ? a : b
}

function gather(record: ConsignmentRecord, isOf: (kind: Movement['kind']) => boolean): Map<string, Movement> {
  const found = new Map<string, Movement>()
  for (const movement of record.movements) {
    if (isOf(movement.kind)) found.set(movement.weaponId, earlier(found.get(movement.weaponId) ?? null, movement))
  }
  return found
}

/** What was unpacked and is like nothing that was shipped; the same reading in two reports is one weapon. */
function countStrangers({ deliveries }: ConsignmentRecord): number {
  const read = deliveries.flatMap(({ items }) => items.filter(({ weaponId }) => weaponId === undefined))
  return new Set(read.map(({ given }) => JSON.stringify([given?.make, given?.model, given?.calibre, given?.serial])))
    .size
}

function authorisedFor({ authorisations, consignment }: ConsignmentRecord, n: number | null): number | null {
  const licences = authorisations.filter(({ kind, lines }) => kind === 'EXPORT_LICENCE' && lines.length > 0)
  if (licences.length === 0) return null
  const open = licences.flatMap(({ lines }) => lines.map(keyLine))
  const wanted = n === null ? null : consignment.lines[n]
  const own = wanted === undefined || wanted === null ? null : keyLine(wanted, 0)
  return open.filter((line) => own === null || overlap(line, own)).reduce((sum, { quantity }) => sum + quantity, 0)
}

type Counts = Omit<Quantities, 'planned' | 'authorised' | 'counted' | 'delivered'>

function countItems(items: readonly ConsignedItem[]): Counts {
  const of = (state: ItemState) => items.filter((item) => item.state === state).length
  const [arrived, underWay, missing] = [of('ARRIVED'), of('SHIPPED'), of('MISSING')]
  return { shipped: arrived + underWay + missing, arrived, underWay, missing, unexpected: of('UNEXPECTED') }
}

/**
 * Authorised, planned, shipped and delivered, line by line and serial by serial. A weapon counts once however often it is told, and the order in which
 * deliveries came plays no part.
 */
export function countConsignment(record: ConsignmentRecord): ConsignedQuantities {
  const { consignment, deliveries } = record
  const keyed = consignment.lines.map(keyLine)
  const shipped = gather(record, isShipping)
  const arrived = gather(record, isArriving)
  const unpacked = new Set(deliveries.flatMap(({ items }) => items.flatMap(({ weaponId }) => weaponId ?? [])))
  const isComplete = deliveries.some(({ complete }) => complete)
  const isUnpacked = arrived.size > 0 || deliveries.some(({ items }) => items.length > 0)
  const stateOf = (weaponId: string): ItemState => {
    if (!shipped.has(weaponId)) return 'UNEXPECTED'
    if (arrived.has(weaponId) || unpacked.has(weaponId)) return 'ARRIVED'
    return isComplete && isUnpacked ? 'MISSING' : 'SHIPPED'
  }
  // What was unpacked by its id was shipped when it was told; should that shipment have been declared wrong since, it is not counted here.
  const items = [...new Set([...shipped.keys(), ...arrived.keys()])].sort().map((weaponId): ConsignedItem => {
    const [sent, came] = [shipped.get(weaponId) ?? null, arrived.get(weaponId) ?? null]
    const weapon = (sent ?? came)?.weapon
    const line = weapon === undefined ? null : lineOf(keyed, weapon)
    return { weaponId, line, state: stateOf(weaponId), shipped: sent, arrived: came }
  })
  const counts = consignment.lines.map((_line, n) =>
    deliveries
      .flatMap(({ lines }) => lines.filter(({ line }) => line === n))
      .reduce((sum, one) => sum + one.quantity, 0),
  )
  const quantify = (of: readonly ConsignedItem[], planned: number, counted: number, n: number | null): Quantities => {
    const told = countItems(of)
    const delivered = isComplete && isUnpacked ? told.arrived : Math.max(counted, told.arrived)
    return { planned, authorised: authorisedFor(record, n), counted, delivered, ...told }
  }
  const lines = consignment.lines.map(({ quantity }, n) =>
    quantify(
      items.filter(({ line }) => line === n),
      quantity,
      counts[n] ?? 0,
      n,
    ),
  )
  const sum = (field: 'planned' | 'counted') => lines.reduce((total, line) => total + line[field], 0)
  const whole = quantify(items, sum('planned'), sum('counted'), null)
  const unexpected = whole.unexpected + countStrangers(record)
  const unlined = items.filter(({ line, state }) => line === null && state === 'ARRIVED').length
  const delivered = lines.reduce((total, line) => total + line.delivered, unlined)
  return { lines, total: { ...whole, unexpected, delivered }, items, isComplete, isUnpacked }
}

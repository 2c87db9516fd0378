import type { Finding } from '../findings.ts'
import { countUncovered, describeGoods, type Demand, keyLine } from './lines.ts'
import type { ConsignedQuantities, Quantities } from './quantities.ts'
import type { ConsignmentRecord, WeaponGoods } from './record.ts'
import type { AuthorisationKind } from './vocabulary.ts'

const ATT = 'ATT 12'

/** Papers whose quantities bind what is shipped under them, in whichever consignments. */
const LIMITING: readonly AuthorisationKind[] = ['EXPORT_LICENCE', 'IMPORT_LICENCE', 'END_USER_CERTIFICATE']

const DAY_MS = 86_400_000

function shortfallOf(line: Quantities, pointer: string, isFinal: boolean): Finding[] {
  const short = line.shipped - line.delivered
  if (short <= 0) return []
  const detail = `${short} of ${line.shipped} shipped are not accounted for${isFinal ? '' : ' yet'}.`
  const hint = isFinal
    ? 'Ask the carrier and the exporter; report what is lost or stolen as such.'
    : 'Report further deliveries, or say that the delivery is complete.'
  return [{ code: 'SHORTFALL', severity: isFinal ? 'WARNING' : 'INFO', pointer, detail, hint, paragraph: ATT }]
}

function overOf(line: Quantities, pointer: string): Finding[] {
  const over = Math.max(line.counted - line.shipped, 0)
  if (over === 0) return []
  const detail = `${over} more were delivered than shipped.`
  const hint = 'Recount; what was not shipped in this consignment is registered as what it is.'
  return [{ code: 'OVER_DELIVERY', severity: 'WARNING', pointer, detail, hint, paragraph: ATT }]
}

function planOf(line: Quantities, pointer: string): Finding[] {
  const found: Finding[] = []
  if (line.shipped > line.planned) {
    const detail = `${line.shipped} were shipped of ${line.planned} planned.`
    const hint = 'Check the packing list.'
    found.push({ code: 'SHIPPED_BEYOND_PLAN', severity: 'WARNING', pointer, detail, hint, paragraph: ATT })
  }
  if (line.authorised !== null && line.planned > line.authorised) {
    const detail = `${line.planned} are planned, and the export licences allow ${line.authorised}.`
    const hint = 'Ask for a licence for the rest before it is shipped.'
    found.push({ code: 'PLANNED_BEYOND_LICENCE', severity: 'WARNING', pointer, detail, hint, paragraph: ATT })
  }
  return found
}

/** What was shipped beyond the quantities of the papers, counted over every consignment under them: a certificate used twice is an old trick. */
function findingsOfLimits(record: ConsignmentRecord, quantities: ConsignedQuantities): Finding[] {
  const here = new Map<string, { weapon: WeaponGoods; count: number }>()
  for (const { shipped } of quantities.items) {
    if (shipped === null) continue
    const key = describeGoods(shipped.weapon)
    here.set(key, { weapon: shipped.weapon, count: (here.get(key)?.count ?? 0) + 1 })
  }
  return LIMITING.flatMap((kind): Finding[] => {
    const lines = record.authorisations.flatMap((paper) => (paper.kind === kind ? paper.lines : [])).map(keyLine)
    if (lines.length === 0 || here.size === 0) return []
    const elsewhere = record.shippedElsewhere.filter((used) => used.kind === kind)
    const uncovered = countUncovered(lines, gatherDemands([...here.values(), ...elsewhere]))
    if (uncovered === 0) return []
    const detail = `${uncovered} were shipped beyond what the ${kind} allows, all consignments under it together.`
    const hint = 'Check descriptions and quantities against the paper.'
    const pointer = `#/authorisations/${record.authorisations.findIndex((paper) => paper.kind === kind)}/lines`
    return [{ code: 'OVER_SHIPMENT', severity: 'WARNING', pointer, detail, hint, paragraph: ATT }]
  })
}

function gatherDemands(demands: readonly Demand[]): Demand[] {
  const sums = new Map<string, Demand>()
  for (const { weapon, count } of demands) {
    const key = describeGoods(weapon)
    sums.set(key, { weapon, count: count + (sums.get(key)?.count ?? 0) })
  }
  return [...sums.values()]
}

function findingsOfSerials({ total, items, isComplete, isUnpacked }: ConsignedQuantities): Finding[] {
  const found: Finding[] = []
  if (total.unexpected > 0) {
    const detail = `${total.unexpected} arrived that were not shipped in this consignment.`
    const hint = 'Check the serials; a weapon of another consignment is reported with that one.'
    found.push({ code: 'OVER_DELIVERY', severity: 'WARNING', pointer: '#/items', detail, hint, paragraph: ATT })
  }
  const unlined = items.filter(({ line, shipped }) => line === null && shipped !== null).length
  if (unlined > 0) {
    const detail = `${unlined} were shipped that no line of the consignment names.`
    const hint = 'Check type, make, model and calibre of the lines.'
    found.push({ code: 'SHIPPED_ON_NO_LINE', severity: 'WARNING', pointer: '#/lines', detail, hint, paragraph: ATT })
  }
  if (isComplete && isUnpacked && total.counted > 0 && total.counted !== total.arrived + total.unexpected) {
    const detail = `${total.counted} were counted and ${total.arrived + total.unexpected} unpacked.`
    const hint = 'Recount the crates and the serials.'
    found.push({
      code: 'COUNT_DIFFERS_FROM_SERIALS',
      severity: 'WARNING',
      pointer: '#/totals/counted',
      detail,
      hint,
      paragraph: ATT,
    })
  }
  return found
}

/** What the quantities say. Until something of a consignment has arrived, or should have, nothing is short. */
export function findingsOfQuantities(
  record: ConsignmentRecord,
  quantities: ConsignedQuantities,
  { now, transitDays }: { readonly now: string; readonly transitDays: number },
): Finding[] {
  const { lines, total, items, isComplete } = quantities
  const hasArrived = record.deliveries.length > 0 || items.some(({ arrived }) => arrived !== null)
  const limitMs = Date.parse(now) - transitDays * DAY_MS
  const overdue = items.filter(
    ({ state, shipped }) => state === 'SHIPPED' && Date.parse(shipped?.occurred.to ?? now) < limitMs,
  )
  const isLate = overdue.length > 0 && total.shipped > total.delivered
  const found = lines.flatMap((line, n) => [
    ...(hasArrived || isLate ? shortfallOf(line, `#/lines/${n}`, isComplete || isLate) : []),
    ...overOf(line, `#/lines/${n}`),
    ...planOf(line, `#/lines/${n}`),
  ])
  return [...found, ...findingsOfSerials(quantities), ...findingsOfLimits(record, quantities)]
}

import type { Channel } from '../domain/custody/event-kind-rules.ts'
import type { Finding } from '../domain/findings.ts'
import { assessLicences } from '../domain/licences/assess-licences.ts'
import type { Licence } from '../domain/licences/licence.ts'
import { wantedLicence } from '../domain/licences/licence-rules.ts'
import type { Goods } from '../domain/licences/scope.ts'
import { assessParties, type SidePointers } from '../domain/parties/assess-parties.ts'
import type { Tx } from '../store/db.ts'
import { findSorts, loadWantedLicences } from '../store/licences.ts'
import type { SharedEvent } from './report-custody.ts'

/** A report as its sides see it: what happened, to which weapons, and where its parties stand in the body. */
interface SidedReport {
  readonly shared: SharedEvent
  readonly weaponIds: readonly string[]
  readonly channel: Channel
  /** `#` unless told. */
  readonly base?: string | undefined
}

// An exporter has a licence for each consignment; the one of this report is among its newest, or is named.
const MOST_LICENCES = 100

function pointersOf(channel: Channel, base: string): SidePointers {
  const namesBoth = channel === 'TRANSFER' || channel === 'EXHIBIT'
  if (!namesBoth) return { from: `${base}/partyId`, to: `${base}/partyId`, carrier: `${base}/partyId` }
  return { from: `${base}/fromPartyId`, to: `${base}/toPartyId`, carrier: `${base}/carrierPartyId` }
}

async function loadLicences(tx: Tx, { kind, from, to, documents }: SharedEvent): Promise<Map<string, Licence[]>> {
  const sides = [['from', from] as const, ['to', to] as const]
  const asked = sides.flatMap(([side, party]) => {
    const wanted = party === null ? null : wantedLicence(kind, side, party.kind)
    return party === null || wanted === null ? [] : [{ partyId: party.id, kinds: wanted.anyOf }]
  })
  return loadWantedLicences(
    tx,
    asked.map(({ partyId }) => partyId),
    {
      kinds: [...new Set(asked.flatMap(({ kinds }) => kinds))],
      numbers: documents.flatMap(({ number }) => number ?? []),
      most: MOST_LICENCES,
    },
  )
}

/** The sorts are read only where some licence asks for them: most have no scope. */
async function goodsOf(tx: Tx, licences: ReadonlyMap<string, Licence[]>, weaponIds: readonly string[]): Promise<Goods> {
  const scopes = [...licences.values()]
    .flat()
    .flatMap(({ scope, versions }) => [scope, ...versions.map(({ terms }) => terms.scope)])
  const asksForSorts = scopes.some((scope) => scope?.categories !== undefined || scope?.types !== undefined)
  return { quantity: weaponIds.length, sorts: asksForSorts ? await findSorts(tx, weaponIds) : [] }
}

/**
 * What is said of the sides of a report: that one was closed then, and how its licences stood then. Row security decides which licences are read, and it lets see those
 * of a person only to whoever may name him: so nobody learns of another's permit.
 */
export async function assessSides(tx: Tx, { shared, weaponIds, channel, base = '#' }: SidedReport): Promise<Finding[]> {
  const pointers = pointersOf(channel, base)
  const licences = await loadLicences(tx, shared)
  const goods = await goodsOf(tx, licences, weaponIds)
  return [...assessParties(shared, pointers), ...assessLicences(shared, licences, { pointers, goods })]
}

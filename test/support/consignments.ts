import type { Authorisation } from '../../src/features/consignments/authorisation-schemas.ts'
import type { Consignment, StoredDelivery } from '../../src/features/consignments/schemas.ts'
import type { StoredReport } from '../../src/features/custody/schemas.ts'
import type { Answer, CallOptions } from './service.ts'
import { OURS, REGISTRAR, type SmallRegistry, THEIRS } from './small-registry.ts'

export const PISTOLS = { type: 'PISTOL_SELF_LOADING', make: 'Glock', model: 'Glock 19', calibre: '9x19' } as const

/** A consignment from `ours` to `theirs`, and what may be done with it. */
export interface Shipping {
  readonly id: string
  readonly weaponIds: readonly string[]
  readonly serials: readonly string[]
  move(kind: string, weaponIds: readonly string[], on: string, call: CallOptions, more?: object): Promise<StoredReport>
  deliver(body: object, call?: CallOptions): Promise<Answer<StoredDelivery>>
  read(call?: CallOptions): Promise<Answer<Consignment>>
  codes(): Promise<string[]>
}

export function recordPaper(registry: SmallRegistry, terms: object, call: CallOptions = OURS): Promise<Authorisation> {
  const { ours: exporterPartyId, theirs: consigneePartyId } = registry
  const body = { number: 'N 1', country: 'FR', issuedOn: '2025-01-10', exporterPartyId, consigneePartyId, ...terms }
  return registry.store<Authorisation>('/v1/authorisations', body, call)
}

/** Opens it with an export licence for its quantity, an import licence and whatever papers are named, for weapons that it registers. */
export async function openShipping(
  registry: SmallRegistry,
  { quantity = 3, papers = [], terms = {} }: { quantity?: number; papers?: readonly object[]; terms?: object } = {},
): Promise<Shipping> {
  const lines = [{ ...PISTOLS, quantity }]
  const licence = await recordPaper(registry, { kind: 'EXPORT_LICENCE', issuedOn: '2025-01-11', lines })
  const importing = await recordPaper(registry, { kind: 'IMPORT_LICENCE' })
  const more: Authorisation[] = []
  for (const paper of papers) more.push(await recordPaper(registry, paper))
  const { ours: exporterPartyId, theirs: consigneePartyId } = registry
  const sides = { exporterPartyId, consigneePartyId, destinationCountry: 'FR' }
  const authorisationIds = [licence, importing, ...more].map((paper) => paper.id)
  const { id } = await registry.store('/v1/consignments', { ...sides, lines, authorisationIds, ...terms }, OURS)
  const weapons: { id: string; serial: string }[] = []
  while (weapons.length < quantity) weapons.push(await registry.registerWeapon(OURS))
  const read: Shipping['read'] = (call = REGISTRAR) => registry.service.request(`/v1/consignments/${id}`, call)
  return {
    id,
    weaponIds: weapons.map((weapon) => weapon.id),
    serials: weapons.map(({ serial }) => serial),
    move: (kind, weaponIds, occurredAt, call, rest = {}) => {
      const way = { fromPartyId: exporterPartyId, toPartyId: consigneePartyId, consignmentId: id }
      return registry.store('/v1/transfers', { kind, weaponIds, ...way, occurredAt, ...rest }, call)
    },
    deliver: (body, call = THEIRS) =>
      registry.post(`/v1/consignments/${id}/deliveries`, { occurredAt: '2025-06-10', ...body }, call),
    read,
    codes: async () => (await read()).body.findings.map(({ code }) => code),
  }
}

import { randomUUID } from 'node:crypto'
import type { StoredCount } from '../../src/features/stockpiles/count-schemas.ts'
import type { Discrepancy } from '../../src/features/stockpiles/discrepancy-schemas.ts'
import type { StockPage } from '../../src/features/stockpiles/placement-schemas.ts'
import type { Answer, CallOptions } from './service.ts'
import { OURS, type Problem, type SmallRegistry } from './small-registry.ts'

/** A store of our dealer with some weapons in it, and the calls that a keeper makes. */
export interface Store {
  readonly id: string
  readonly weapons: readonly { readonly id: string; readonly serial: string }[]
  place(weaponIds: readonly string[], occurredAt: string, more?: object): Promise<Answer<Problem>>
  count(body: object, options?: CallOptions): Promise<Answer<StoredCount>>
  discrepancies(query?: string): Promise<Discrepancy[]>
  resolve(id: string, body: object, options?: CallOptions): Promise<Answer<Discrepancy & Pick<Problem, 'errors'>>>
  stock(): Promise<StockPage['weapons']>
}

export const PLACED_ON = '2024-01-10'

export async function openStore(registry: SmallRegistry, weapons: number, more: object = {}): Promise<Store> {
  const body = { partyId: registry.ours, kind: 'ARMOURY', name: `Store ${randomUUID()}`, country: 'FR', ...more }
  const { id } = await registry.store('/v1/stock-locations', body, OURS)
  const made = []
  for (let n = 0; n < weapons; n++) made.push(await registry.registerWeapon(OURS))
  const place: Store['place'] = (weaponIds, occurredAt, more_ = {}) =>
    registry.post('/v1/stock-placements', { locationId: id, weaponIds, occurredAt, ...more_ }, OURS)
  if (made.length > 0) {
    const { status, text } = await place(
      made.map((weapon) => weapon.id),
      PLACED_ON,
    )
    if (status !== 201) throw new Error(text)
  }
  return {
    id,
    weapons: made,
    place,
    count: (counted, options = {}) =>
      registry.service.request('/v1/stock-counts', {
        ...OURS,
        body: { locationId: id, countedAt: '2025-01-15', method: 'MANUAL_READING', complete: true, ...counted },
        ...options,
      }),
    discrepancies: async (query = '') => {
      const target = `/v1/stock-discrepancies?locationId=${id}${query}`
      return (await registry.service.request<{ discrepancies: Discrepancy[] }>(target, OURS)).body.discrepancies
    },
    resolve: (discrepancyId, resolution, options = {}) =>
      registry.service.request(`/v1/stock-discrepancies/${discrepancyId}/resolutions`, {
        ...OURS,
        body: resolution,
        ...options,
      }),
    stock: async () =>
      (await registry.service.request<StockPage>(`/v1/stock-locations/${id}/weapons`, OURS)).body.weapons,
  }
}

/** A reading of each weapon's own mark. */
export const readAll = (weapons: readonly { readonly serial: string }[]) => weapons.map(({ serial }) => ({ serial }))

import type { StoredReport } from '../../src/features/custody/schemas.ts'
import type { StoredStatement, TransferOffer } from '../../src/features/transfer-statements/schemas.ts'
import type { Answer, CallOptions } from './service.ts'
import { OURS, type Problem, type SmallRegistry } from './small-registry.ts'

export const DENIED = { statement: 'DISPUTED', reason: 'Never delivered.' }

interface Sold {
  readonly transferId: string
  readonly weapons: readonly { id: string; serial: string }[]
}

/** What the two sides of a hand-over do, told to one registry. */
export interface HandOvers {
  /** Our dealer sells weapons to theirs, and his system reports it. */
  readonly sell: (count: number) => Promise<Sold>
  readonly state: (transferId: string, body: object, call: CallOptions) => Promise<Answer<StoredStatement & Problem>>
  readonly offersFor: (call: CallOptions) => Promise<TransferOffer[]>
}

export function handOversIn(registry: SmallRegistry): HandOvers {
  return {
    sell: async (count) => {
      const weapons = await Promise.all(Array.from({ length: count }, () => registry.registerWeapon(OURS)))
      const sale = {
        kind: 'SOLD_DOMESTIC',
        fromPartyId: registry.ours,
        toPartyId: registry.theirs,
        occurredAt: '2024-02-01',
      }
      const body = { ...sale, weaponIds: weapons.map(({ id }) => id) }
      const { id: transferId } = await registry.store<StoredReport>('/v1/transfers', body, OURS)
      return { transferId, weapons }
    },
    state: (transferId, body, call) => registry.post(`/v1/transfers/${transferId}/statements`, body, call),
    offersFor: async (call) =>
      (await registry.service.request<{ offers: TransferOffer[] }>('/v1/transfer-offers?limit=200', call)).body.offers,
  }
}

import type { Custody } from '../../src/features/chain-schemas.ts'
import type { StoredDeclaration } from '../../src/features/corrections/schemas.ts'
import type { StoredReport } from '../../src/features/custody/schemas.ts'
import type { CallOptions } from './service.ts'
import { OURS, type SmallRegistry } from './small-registry.ts'

export const LOOK = { purpose: 'STOCKPILE_ACCOUNTABILITY', 'legal-basis': 'Arms Records Act, section 7' }
export const MISTAKE = { reason: 'DID_NOT_OCCUR', explanation: 'Entered for the wrong weapon.' }

/** The custody of a weapon; throws where it cannot be read. */
export async function chainOf(
  registry: SmallRegistry,
  weaponId: string,
  call: CallOptions = OURS,
  query = '',
): Promise<Custody> {
  const answer = await registry.service.request<Custody>(`/v1/weapons/${weaponId}/custody${query}`, call)
  if (answer.status !== 200) throw new Error(`no chain: ${answer.text}`)
  return answer.body
}

export const kinds = ({ chain }: Custody): string[] => chain.map(({ kind }) => kind)
export const codes = ({ chain }: Custody): string[] => chain.flatMap(({ findings }) => findings.map(({ code }) => code))

/** A weapon that our dealer sold to a person. */
export async function sellOne(registry: SmallRegistry): Promise<{ weaponId: string; eventId: string; serial: string }> {
  const { id: weaponId, serial } = await registry.registerWeapon(OURS)
  const sale = {
    kind: 'RETAIL_SALE',
    weaponIds: [weaponId],
    fromPartyId: registry.ours,
    toPartyId: registry.ourPerson,
    occurredAt: '2024-04-02',
  }
  const { events } = await registry.store<StoredReport>('/v1/transfers', sale, OURS)
  return { weaponId, eventId: events[0]?.id ?? '', serial }
}

export function declareWrong(
  registry: SmallRegistry,
  eventId: string,
  body: object = MISTAKE,
  call: CallOptions = OURS,
): Promise<StoredDeclaration> {
  return registry.store(`/v1/custody-events/${eventId}/error-declarations`, body, call)
}

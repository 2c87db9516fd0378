import type { Answer, CallOptions } from './service.ts'
import { OURS, type SmallRegistry, weaponBody } from './small-registry.ts'

export interface ReadWeapon {
  readonly components: readonly { id: string; type: string; since: { value: string } }[]
  readonly assembledInto?: { weaponId: string; since: { value: string } }
  readonly successorId?: string
  readonly predecessorId?: string
}
export interface ReadCustody {
  readonly chain: readonly { type: string; kind: string }[]
  readonly holder: { partyId: string } | null
  readonly owner: { partyId: string } | null
  readonly findings: readonly { code: string }[]
  readonly currentStatus: string
}
export interface StoredFindings {
  readonly id: string
  readonly findings: readonly { code: string; severity: string }[]
}

export const LOOK = { purpose: 'STOCKPILE_ACCOUNTABILITY', 'legal-basis': 'Test' }
export const SLIDE = { category: 'ESSENTIAL_COMPONENT', type: 'SLIDE' }

export const codesOf = ({ findings }: { findings: readonly { code: string }[] }) => findings.map(({ code }) => code)
export const kindsOf = ({ body }: { body: ReadCustody }) =>
  body.chain.map(({ type, kind }) => (type === 'EVENT' ? kind : type))

/** Pistols and slides of a dealer, and what is done to them. */
export function openWorkshop(registry: SmallRegistry) {
  const slideOf = async (call = OURS): Promise<string> => {
    const text = String(weaponBody().markings[0]?.['text'])
    const markings = [{ kind: 'SERIAL_COMPONENT', text, component: 'SLIDE' }]
    return (await registry.registerWeapon(call, { ...SLIDE, markings })).id
  }
  const pistolOf = async (call = OURS): Promise<string> => (await registry.registerWeapon(call)).id
  const move = (action: string, componentId: string, weaponId: string, occurredAt: string, call = OURS) =>
    registry.post<StoredFindings>('/v1/assemblies', { action, componentId, weaponId, occurredAt }, call)
  const stored = async (action: string, componentId: string, weaponId: string, occurredAt: string, call = OURS) => {
    const answer = await move(action, componentId, weaponId, occurredAt, call)
    if (answer.status !== 201) throw new Error(answer.text)
    return answer.body
  }
  const sell = (weaponId: string, fromPartyId: string, toPartyId: string, occurredAt: string, call = OURS) => {
    const sale = { kind: 'SOLD_DOMESTIC', weaponIds: [weaponId], fromPartyId, toPartyId, occurredAt }
    return registry.store<StoredFindings>('/v1/transfers', sale, call)
  }
  const read = (id: string, call: CallOptions = OURS): Promise<Answer<ReadWeapon>> =>
    registry.service.request<ReadWeapon>(`/v1/weapons/${id}`, call)
  const custody = (id: string, call: CallOptions = OURS, query = ''): Promise<Answer<ReadCustody>> =>
    registry.service.request<ReadCustody>(`/v1/weapons/${id}/custody${query}`, { ...call, headers: LOOK })
  return { slideOf, pistolOf, move, stored, sell, read, custody }
}

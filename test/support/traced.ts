import type { NewTraceDecision } from '../../src/features/traces/decision-schemas.ts'
import type { TraceRequest } from '../../src/tracing/request-schemas.ts'
import type { Answer, CallOptions } from './service.ts'
import { OFFICER, type Problem, REGISTRAR, type SmallRegistry, traceBody, weaponBody } from './small-registry.ts'

/** A pistol that was made, sold to our dealer and by him to our person; `sale` is the event of the last. */
export interface SoldPistol {
  readonly weaponId: string
  readonly serial: string
  readonly sale: string
}

export const [ANNA, BORIS]: readonly [CallOptions, CallOptions] = [
  { ...REGISTRAR, subject: 'anna' },
  { ...REGISTRAR, subject: 'boris' },
]

export async function sellPistol(
  registry: SmallRegistry,
  overrides: Record<string, unknown> = {},
): Promise<SoldPistol> {
  const { maker, ours, ourPerson } = registry
  const origin = { kind: 'MANUFACTURED', partyId: maker, occurredAt: '2018-02-03' }
  const body = weaponBody({ origin, ...overrides })
  const { id: weaponId } = await registry.store('/v1/weapons', body, REGISTRAR)
  const steps = [
    { kind: 'SOLD_DOMESTIC', fromPartyId: maker, toPartyId: ours, occurredAt: '2018-06-01' },
    { kind: 'RETAIL_SALE', fromPartyId: ours, toPartyId: ourPerson, occurredAt: '2019-03-04' },
  ]
  let sale = ''
  for (const step of steps) {
    const { events } = await registry.store<{ events: { id: string }[] }>(
      '/v1/transfers',
      { ...step, weaponIds: [weaponId] },
      REGISTRAR,
    )
    sale = events[0]?.id ?? ''
  }
  return { weaponId, serial: String(body.markings[0]?.['text']), sale }
}

/** What an officer sees of a Glock 19 with this number on its frame. */
export function seen(serial: string, overrides: Record<string, unknown> = {}): Record<string, unknown> {
  const markings = [{ kind: 'SERIAL_PRIMARY', text: serial, component: 'FRAME' }]
  return { type: 'PISTOL_SELF_LOADING', make: 'Glock', model: 'Glock 19', calibre: '9x19', markings, ...overrides }
}

export function ask(
  registry: SmallRegistry,
  observation: Record<string, unknown>,
  overrides: Record<string, unknown> = {},
  call = OFFICER,
): Promise<Answer<TraceRequest>> {
  return registry.post<TraceRequest>('/v1/trace-requests', traceBody(observation, overrides), call)
}

type Decided = Answer<TraceRequest & Pick<Problem, 'code' | 'errors'>>

export function decide(
  registry: SmallRegistry,
  requestId: string,
  decision: Partial<NewTraceDecision>,
  call: CallOptions,
): Promise<Decided> {
  const said = { decision: 'CONFIRM', reason: 'The photographs show the same number.', evidence: 'Photograph 3' }
  return registry.post(`/v1/trace-requests/${requestId}/decisions`, { ...said, ...decision }, call)
}

export function act(
  registry: SmallRegistry,
  requestId: string,
  path: 'responses' | 'follow-ups',
  body: Record<string, unknown>,
  call: CallOptions,
): Promise<Decided> {
  return registry.post(`/v1/trace-requests/${requestId}/${path}`, body, call)
}

export function read(registry: SmallRegistry, requestId: string, call = OFFICER): Promise<Decided> {
  return registry.service.request(`/v1/trace-requests/${requestId}`, call)
}

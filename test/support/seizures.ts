import type { Problem, SmallRegistry } from './small-registry.ts'
import type { SeizureOutcome, StoredSeizure } from '../../src/features/seizures/answer-schemas.ts'
import type { Answer, CallOptions } from './service.ts'

export const CUSTOMS: CallOptions = { role: 'customs' }
/** Customs' scopes for another agency of the same State. */
export const OTHER_CUSTOMS: CallOptions = { role: 'customs', agency: 'FR-GENDARMERIE' }

export function serial(text: string, more: Record<string, unknown> = {}) {
  return { kind: 'SERIAL_PRIMARY', text, component: 'FRAME', ...more }
}

/** What is seen on a Glock 19 of the small registry. */
export function glock(text: string, more: Record<string, unknown> = {}) {
  const described = { type: 'PISTOL_SELF_LOADING', make: 'Glock', model: 'Glock 19', calibre: '9x19' }
  return { ...described, markings: [serial(text)], ...more }
}

export const UNMARKED_REVOLVER = { type: 'REVOLVER', calibre: '.38 Special', noMarkingsVisible: true }

export function seizureBody(items: readonly unknown[], overrides: Record<string, unknown> = {}) {
  return {
    agencyReference: 'FRD-2025-0001',
    recoveryClass: 'SEIZED',
    circumstance: 'BORDER_CHECK_LAND',
    occurredAt: '2025-05-14',
    place: { country: 'FR', locality: 'Modane' },
    legalBasis: 'Code des douanes, art. 60',
    items,
    ...overrides,
  }
}

/** Posts a seizure as it is answered, refusals included. */
export async function postSeizure(
  registry: SmallRegistry,
  items: readonly unknown[],
  overrides: Record<string, unknown> = {},
  call: CallOptions = CUSTOMS,
): Promise<Answer<StoredSeizure & Problem>> {
  return registry.post('/v1/seizures', seizureBody(items, overrides), call)
}

/** Records a seizure and expects 201. */
export async function seize(
  registry: SmallRegistry,
  items: readonly unknown[],
  overrides: Record<string, unknown> = {},
  call: CallOptions = CUSTOMS,
): Promise<StoredSeizure> {
  return registry.store('/v1/seizures', seizureBody(items, overrides), call)
}

/** The n-th item of an answer, from 1. */
export function itemOf({ items }: StoredSeizure, n: number): SeizureOutcome {
  const found = items.find((item) => item.n === n)
  if (found === undefined) throw new Error(`no item ${n}`)
  return found
}

export function codesOf(entries: readonly { code: string; pointer: string }[] | undefined): string[] {
  return (entries ?? []).map(({ code, pointer }) => `${pointer} ${code}`)
}

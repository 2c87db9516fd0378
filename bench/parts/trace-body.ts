import type { GeneratedWeapon } from '../generate/weapons.ts'

/** What an officer sends who asks for a trace. */
export interface TraceQuestion {
  readonly observation: Readonly<Record<string, unknown>>
  readonly caseReference: string
}

export function observationOf({ type, make, model, calibre }: GeneratedWeapon, text: string) {
  return { type, make, model, calibre, markings: [{ kind: 'SERIAL_PRIMARY', text }] }
}

export function traceBody({ observation, caseReference }: TraceQuestion): string {
  return JSON.stringify({
    priority: 'ROUTINE',
    illicitGrounds: ['ILLICIT_BY_NATIONAL_LAW'],
    legalBasis: 'CPC 60-1',
    purpose: 'CRIMINAL_INVESTIGATION',
    intendedUse: 'BOTH',
    canGuaranteeConfidentiality: true,
    caseReference,
    circumstances: { kind: 'HOUSE_SEARCH', country: 'FR', occurredAt: '2025-11-20' },
    observation,
  })
}

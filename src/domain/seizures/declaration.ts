import type { Finding } from '../findings.ts'

/** The part of a customs declaration that the rules look at. */
export interface Declared {
  readonly hsCode?: string | undefined
  readonly departureCountry?: string | undefined
  readonly destinationCountry?: string | undefined
}

/** Chapter 93 of the Harmonized System: arms and ammunition, parts and accessories thereof. */
const ARMS_CHAPTER = '93'

/** What is noticed about a declaration: goods declared as something else are what customs look for, and no fault of the report. */
export function assessDeclaration({ hsCode, departureCountry, destinationCountry }: Declared): Finding[] {
  const findings: Finding[] = []
  if (hsCode !== undefined && !hsCode.startsWith(ARMS_CHAPTER)) {
    const detail = 'The declared heading is not one of chapter 93, arms and ammunition.'
    findings.push({ code: 'HS_CODE_NOT_OF_ARMS', severity: 'INFO', pointer: '#/declaration/hsCode', detail })
  }
  if (departureCountry !== undefined && departureCountry === destinationCountry) {
    const pointer = '#/declaration/destinationCountry'
    const detail = 'Departure and destination are the same country.'
    findings.push({ code: 'DESTINATION_IS_DEPARTURE', severity: 'INFO', pointer, detail })
  }
  return findings
}

import type { Role } from '../domain/vocabulary/scopes.ts'
import { DEMO_AGENCY_IDS as ID } from '../features/example-ids.ts'

/** An agency of the demo data. `code` is what `marktrace token --agency` takes beside the id. */
export interface DemoAgency {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly country: string
  readonly mandateCountries: readonly string[]
  readonly contact: string
}

function agency(
  id: string,
  code: string,
  name: string,
  mandateCountries: readonly string[],
  country?: string,
): DemoAgency {
  const contact = `Duty desk ${code}, desk@${code.toLowerCase()}.example (invented)`
  return { id, code, name, country: country ?? mandateCountries[0] ?? '', mandateCountries, contact }
}

/** The offices are invented, whatever State they are said to be of. The first five, one for each role, are of one State. */
export const DEMO_AGENCIES: readonly DemoAgency[] = [
  agency(ID.police, 'FR-POLICE', 'Police judiciaire, weapons desk (invented)', ['FR']),
  agency(ID.customs, 'FR-CUSTOMS', 'Customs, weapons desk (invented)', ['FR']),
  agency(ID.contactPoint, 'FR-NCP', 'National Contact Point for tracing, France (invented)', ['FR']),
  agency(ID.trade, 'FR-TRADE', 'Register of an importer and its dealers, Lyon (invented)', ['FR']),
  agency(ID.auditCourt, 'FR-AUDIT', 'Court of audit, security chamber (invented)', ['FR']),
  agency(ID.mexicanPolice, 'MX-POLICE', 'Federal police, weapons desk, Mexico (invented)', ['MX']),
  // A panel belongs to no State; its country is where its office is.
  agency(ID.expertPanel, 'UN-PANEL', 'United Nations panel of experts (invented)', ['SS', 'UG', 'IQ', 'SY'], 'CH'),
  agency(ID.zastavaReporting, 'RS-MAKER', 'Reporting system of a manufacturer, Kragujevac (invented)', ['RS']),
  agency(ID.gendarmerie, 'FR-GENDARMERIE', 'Gendarmerie, weapons desk (invented)', ['FR']),
]

const AGENCY_OF_ROLE: Record<Role, string> = {
  officer: ID.police,
  customs: ID.customs,
  registrar: ID.contactPoint,
  integrator: ID.trade,
  auditor: ID.auditCourt,
}

/** A demo agency by its code (any case) or id. */
export function findDemoAgency(codeOrId: string): DemoAgency | undefined {
  return DEMO_AGENCIES.find(({ id, code }) => id === codeOrId.toLowerCase() || code === codeOrId.toUpperCase())
}

/** The agency for which a role's token speaks where none is named. */
export function agencyOfRole(role: Role): DemoAgency {
  const found = findDemoAgency(AGENCY_OF_ROLE[role])
  if (found === undefined) throw new Error(`the role ${role} has no demo agency`)
  return found
}

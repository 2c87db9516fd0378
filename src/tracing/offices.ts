import type { TraceFlag } from '../domain/traces/flags.ts'
import type { Tx } from '../store/db.ts'

/** An agency as others are told of it: its State and the desk to ask, never its cases. */
export interface Office {
  readonly country: string
  readonly contact: string
}
export type Offices = ReadonlyMap<string, Office>

const OFFICES = {
  name: 'registry_offices',
  // Served by agency_pk and agency_version_pk.
  text: 'select agency_id as id, country, coalesce(contact, name) as contact from registry_offices($1::uuid[])',
}

/** The offices of some agencies, by agency. */
export async function findOffices(tx: Tx, agencyIds: readonly string[]): Promise<Offices> {
  const ids = [...new Set(agencyIds)]
  const rows = ids.length === 0 ? [] : await tx.rows<Office & { id: string }>(OFFICES, [ids])
  return new Map(rows.map(({ id, country, contact }) => [id, { country, contact }]))
}

/** A flag as an asker sees it: whom to ask, never whose case it is. */
export interface ShownFlag {
  readonly code: string
  readonly blocking: boolean
  readonly country?: string
  readonly contact?: string
}

/** Puts the office to ask in the place of the agency that reported what a flag stands on; a flag without a place has that office's State. */
export function showFlag({ reporterAgencyId, ...flag }: TraceFlag, offices: Offices): ShownFlag {
  const office = reporterAgencyId === undefined ? undefined : offices.get(reporterAgencyId)
  return office === undefined ? flag : { ...flag, country: flag.country ?? office.country, contact: office.contact }
}

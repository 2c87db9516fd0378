import type { TraceFlag } from '../../domain/traces/flags.ts'
import type { Tx } from '../../store/db.ts'

/** A flag as an asker sees it: whom to ask, never whose case it is. */
export interface ShownFlag {
  readonly code: string
  readonly blocking: boolean
  readonly country?: string
  readonly contact?: string
}

const CONTACTS = {
  name: 'registry_contacts',
  text: 'select agency_id as id, coalesce(contact, name) as contact from registry_contacts($1::uuid[])',
}

/** Puts the office to ask in the place of the agency that reported what a flag stands on. */
export async function showContacts(tx: Tx, flags: readonly TraceFlag[]): Promise<ShownFlag[]> {
  const ids = flags.flatMap(({ reporterAgencyId }) => reporterAgencyId ?? [])
  const rows = ids.length === 0 ? [] : await tx.rows<{ id: string; contact: string }>(CONTACTS, [ids])
  const contacts = new Map(rows.map(({ id, contact }) => [id, contact]))
  return flags.map(({ reporterAgencyId, ...flag }) => {
    const contact = reporterAgencyId === undefined ? undefined : contacts.get(reporterAgencyId)
    return { ...flag, ...(contact === undefined ? {} : { contact }) }
  })
}

import type { Requester } from '../../domain/requester.ts'
import type { Scope } from '../../domain/vocabulary/scopes.ts'
import { type Database, inTransaction } from '../../store/db.ts'
import { actorIdOf } from '../../store/actors.ts'
import { newId } from '../../store/new-id.ts'
import { storeVersion } from './change-agency.ts'
import { countAgencies, findAgency } from './queries.ts'
import { registerAgency } from './register-agency.ts'
import type { NewAgency } from './schemas.ts'
import { lockAgencies } from './version-queries.ts'

/**
 * The first agency, which nobody can have registered: it registers itself. Throws an Error where the registry knows an agency already, since from then
 * on a registrar decides who may call.
 *
 * @returns its id, which its tokens carry
 */
export async function bootstrapAgency(db: Database, wanted: NewAgency): Promise<string> {
  const agencyId = wanted.id ?? newId()
  const scopes = new Set<Scope>(['agencies:manage', 'registry:read-any'])
  const agency = { id: agencyId, name: wanted.name, country: wanted.country, mandateCountries: wanted.mandateCountries }
  const requester: Requester = { subject: 'marktrace agency', agencyId, agency, scopes }
  return inTransaction(db, requester, async (tx) => {
    if ((await countAgencies(tx)) > 0) {
      throw new Error(
        'The registry knows an agency already. A registrar registers the others through POST /v1/agencies.',
      )
    }
    const actorId = await actorIdOf(tx, requester)
    const write = { tx, requester, actorId, requestId: 'bootstrap', dryRun: false }
    await registerAgency(write, { ...wanted, id: agencyId })
    return agencyId
  })
}

/**
 * Makes a suspended agency active again, in its own name: the way back where no registrar is left who could. Throws an Error where the registry does not
 * know the agency or it is active.
 */
export async function reactivateAgency(db: Database, agencyId: string): Promise<void> {
  const scopes = new Set<Scope>(['agencies:manage', 'registry:read-any'])
  await inTransaction(db, { agencyId, scopes }, async (tx) => {
    await lockAgencies(tx)
    const agency = await findAgency(tx, agencyId)
    if (agency === undefined) throw new Error('The registry knows no agency of this id.')
    if (agency.active) throw new Error('This agency is active.')
    const requester: Requester = { subject: 'marktrace agency', agencyId, agency, scopes }
    const actorId = await actorIdOf(tx, requester)
    const write = { tx, requester, actorId, requestId: 'reactivate', dryRun: false }
    await storeVersion(write, agency, { active: true, reason: 'Made active again by the operator.' })
  })
}

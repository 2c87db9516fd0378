import { findDemoAgency, agencyOfRole } from '../../src/demo/agencies.ts'
import type { Requester } from '../../src/domain/requester.ts'
import { SCOPES_OF_ROLE } from '../../src/domain/vocabulary/scopes.ts'
import { Custody } from '../../src/features/chain-schemas.ts'
import { readCustodyAlone } from '../../src/features/custody/read-custody.ts'
import { createSerializerCompiler } from '../../src/http/serializer.ts'
import { type Database, openDatabase } from '../../src/store/db.ts'
import { LOOK } from './corrections.ts'
import type { CallOptions } from './service.ts'
import { AUDITOR, OFFICER, OURS, REGISTRAR, type SmallRegistry, THEIRS } from './small-registry.ts'

/** An officer whose answers come without names, since his agency guarantees no confidentiality; what is released to him is told by the test. */
export const NAMELESS: CallOptions = { role: 'officer', agency: 'MX-POLICE' }

/** Everyone who asks for chains: the registry's readers, both dealers' systems, officers with and without names, and one who sees nothing. */
export const ASKERS: Readonly<Record<string, CallOptions>> = {
  registrar: REGISTRAR,
  auditor: AUDITOR,
  ours: OURS,
  theirs: THEIRS,
  officer: OFFICER,
  nameless: NAMELESS,
  stranger: { role: 'officer', agency: 'FR-GENDARMERIE' },
}

export interface ChainReaders {
  /** What the service answers: status and bytes. */
  quick(weaponId: string, asker: CallOptions): Promise<{ status: number; text: string }>
  /** What the chain is by all that is recorded, built by itself; the text is empty where the asker sees no weapon. */
  slow(weaponId: string, asker: CallOptions): Promise<{ status: number; text: string }>
  close(): Promise<void>
}

function requesterOf({ role = 'officer', agency }: CallOptions): Requester {
  const own = (agency === undefined ? undefined : findDemoAgency(agency)) ?? agencyOfRole(role)
  return { subject: `test-${role}`, agencyId: own.id, agency: own, scopes: new Set(SCOPES_OF_ROLE[role]) }
}

export function openChainReaders(registry: SmallRegistry): ChainReaders {
  const db: Database = openDatabase(registry.service.database.serviceUrl, 2)
  const print = createSerializerCompiler({ checkResponses: true })({
    schema: Custody,
    method: 'GET',
    url: '/v1/weapons/:id/custody',
    httpStatus: '200',
  })
  return {
    quick: async (weaponId, asker) => {
      const { status, text } = await registry.service.request(`/v1/weapons/${weaponId}/custody`, {
        ...asker,
        headers: LOOK,
      })
      return { status, text: status === 200 ? text : '' }
    },
    slow: async (weaponId, asker) => {
      const reason = { purpose: LOOK.purpose, legalBasis: LOOK['legal-basis'] }
      const question = { requester: requesterOf(asker), requestId: 'slow', weaponId, at: undefined, knownAt: undefined }
      try {
        return { status: 200, text: print(await readCustodyAlone(db, { ...question, ...reason })) }
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'not-found') return { status: 404, text: '' }
        throw error
      }
    },
    close: () => db.pool.end(),
  }
}

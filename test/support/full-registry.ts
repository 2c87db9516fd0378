import { RETENTION_REGIMES } from '../../src/domain/retention/floors.ts'
import { carryOut } from '../../src/features/erasure/carry-out.ts'
import { inLongTransaction } from '../../src/store/long-transaction.ts'
import { declareWrong, MISTAKE } from './corrections.ts'
import { FILES, storeFile } from './evidence.ts'
import { CUSTOMS, seizureBody, UNMARKED_REVOLVER } from './seizures.ts'
import type { TestService } from './service.ts'
import { furnish, OFFICER, REGISTRAR, type SmallRegistry } from './small-registry.ts'
import { ask, seen, sellPistol } from './traced.ts'
import { callWorked, worked } from './worked-examples.ts'

const COURT = {
  ground: 'COURT_ORDER',
  reference: 'Invented court, 2026/118',
  orderedBy: 'anna',
  confirmedBy: 'boris',
} as const

/** Sold with everything that an erasure takes away, asked for, and erased with what was told of it. */
async function eraseSale(registry: SmallRegistry): Promise<void> {
  const { service, ours, theirPerson } = registry
  const { id: weaponId, serial } = await registry.registerWeapon(REGISTRAR)
  const evidenceIds = [await storeFile(service, FILES.png('sale'), REGISTRAR)]
  const place = { country: 'FR', locality: 'Invented-sur-Mer', latitude: 48.5, longitude: -1.25 }
  const documents = [{ kind: 'POSSESSION_PERMIT', number: 'SECRET-78', issuedOn: '2024-01-01' }]
  const sale = { kind: 'RETAIL_SALE', fromPartyId: ours, toPartyId: theirPerson, occurredAt: '2024-03-05' }
  const { events } = await registry.store<{ events: { id: string }[] }>(
    '/v1/transfers',
    { ...sale, weaponIds: [weaponId], place, documents, evidenceIds, note: 'An invented note.' },
    REGISTRAR,
  )
  await ask(registry, seen(serial))
  const { body: me } = await service.request<{ agency: { id: string } }>('/v1/me', REGISTRAR)
  const { id: agencyId } = me.agency
  const subject = { kind: 'CUSTODY_EVENT', id: events[0]?.id ?? '' } as const
  const scopes = new Set(['registry:read-any', 'registry:write-any'] as const)
  await inLongTransaction(service.database.ownerUrl, { agencyId, scopes }, (tx) =>
    carryOut(tx, { agencyId, subject, order: COURT, regimes: { binding: RETENTION_REGIMES }, dryRun: false }),
  )
}

/** On the data of the demo: each call that the document shows and that records something, and what none of these leaves behind. So each table of facts has a row. */
export async function fillRegistry(service: TestService): Promise<void> {
  for (const example of worked.filter(({ method }) => method !== 'get')) await callWorked(service, example)
  const registry = await furnish(service)
  const { serial, sale } = await sellPistol(registry)
  await ask(registry, seen(serial))
  await declareWrong(registry, sale, MISTAKE, REGISTRAR)
  const evidenceIds = [await storeFile(service, FILES.jpeg('seizure'), CUSTOMS)]
  await registry.store('/v1/seizures', seizureBody([{ observation: UNMARKED_REVOLVER }], { evidenceIds }), CUSTOMS)
  const photo = await storeFile(service, FILES.png('seen'), OFFICER)
  await ask(registry, seen('NOT-THERE-1', { evidenceIds: [photo] }))
  await eraseSale(registry)
}

import { openEraser } from './erasing.ts'
import { FILES, storeFile } from './evidence.ts'
import { REGISTRAR, type SmallRegistry } from './small-registry.ts'
import { ask, seen } from './traced.ts'
import { openWorkshop } from './workshop.ts'

interface WithEvents {
  readonly events: readonly { readonly id: string }[]
}

const PLACE = { country: 'FR', locality: 'Invented-sur-Mer', latitude: 48.5, longitude: -1.25 }
const SAID = {
  place: PLACE,
  documents: [{ kind: 'POSSESSION_PERMIT', number: 'SECRET-78', issuedOn: '2024-01-01' }],
  note: 'An invented note.',
}

/** A party with two licences; of the one number and issuer were corrected, and nothing else. Gives the party. */
async function license(registry: SmallRegistry, kind: string): Promise<string> {
  const store = (path: string, body: object) => registry.store(path, body, REGISTRAR)
  const { id } = await store('/v1/parties', { kind, name: 'Permit Invented-Holder', country: 'FR' })
  const permit = { kind: 'POSSESSION_PERMIT', number: 'PERMIT-1', validFrom: '2020-01-01' }
  const full = {
    ...permit,
    number: 'PERMIT-2',
    issuer: 'Invented prefecture',
    country: 'FR',
    scope: { maxQuantity: 1 },
  }
  await store(`/v1/parties/${id}/licences`, permit)
  const licence = await store(`/v1/parties/${id}/licences`, full)
  const versions = `/v1/parties/${id}/licences/${licence.id}/versions`
  const correction = { action: 'CORRECTED', number: 'PERMIT-3', issuer: 'Another prefecture', reason: 'Misread.' }
  await store(versions, correction)
  await store(versions, { action: 'REVOKED', from: '2024-01-01', reason: 'By the court.' })
  return id
}

/** A sale that was told of, an exchange of a part, a person with permits, a firm with licences (which stay) and a file: each with all that an erasure takes away, and erased. */
export async function eraseThings(registry: SmallRegistry): Promise<void> {
  const { service, ours, theirPerson } = registry
  const { id: weaponId, serial } = await registry.registerWeapon(REGISTRAR)
  const evidenceIds = [await storeFile(service, FILES.png('sale'), REGISTRAR)]
  const sale = { kind: 'RETAIL_SALE', fromPartyId: ours, toPartyId: theirPerson, occurredAt: '2024-03-05' }
  const sold = await registry.store<WithEvents>(
    '/v1/transfers',
    { ...sale, ...SAID, weaponIds: [weaponId], evidenceIds },
    REGISTRAR,
  )
  await ask(registry, seen(serial))
  const { id: pistolId } = await registry.registerWeapon(REGISTRAR)
  const addedComponentId = await openWorkshop(registry).slideOf(REGISTRAR)
  const exchange = { weaponId: pistolId, addedComponentId, occurredAt: '2021-02-01', ...SAID }
  const exchanged = await registry.store<WithEvents>('/v1/component-exchanges', exchange, REGISTRAR)
  const holders = [await license(registry, 'PRIVATE_PERSON'), await license(registry, 'DEALER')]
  const fileId = await storeFile(service, FILES.png('erased'), REGISTRAR)
  const { erase } = await openEraser(service)
  const subjects = [
    ...[sold, exchanged].map(({ events }) => ({ kind: 'CUSTODY_EVENT', id: events[0]?.id ?? '' }) as const),
    ...holders.map((id) => ({ kind: 'PERSON', id }) as const),
    { kind: 'EVIDENCE_FILE', id: fileId } as const,
  ]
  for (const subject of subjects) {
    const { refusal } = await erase(subject)
    if (refusal !== undefined) throw new Error(refusal)
  }
}

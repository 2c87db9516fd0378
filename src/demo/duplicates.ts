import { DEMO_DUPLICATE_IDS as IDS, DEMO_PARTY_IDS } from '../features/example-ids.ts'
import { proposeLink } from '../features/identity-links/propose-link.ts'
import type { VerbWrite } from '../features/storing.ts'
import { registerWeapon } from '../features/weapons/register-weapon.ts'

async function register(
  write: VerbWrite,
  id: string,
  model: string,
  partyId: string,
  occurredAt: string,
): Promise<void> {
  await registerWeapon(write, {
    id,
    category: 'SMALL_ARM',
    type: 'PISTOL_SELF_LOADING',
    make: 'Beretta',
    model,
    calibre: '9x19',
    countryOfManufacture: 'IT',
    yearOfManufacture: 2021,
    markings: [{ kind: 'SERIAL_PRIMARY', text: 'A85530Z', component: 'FRAME' }],
    origin: { kind: 'STOCK_REGISTERED', partyId, occurredAt },
  })
}

/** One pistol that two dealers' systems registered, and one of another model with the same number. */
export async function recordDuplicates(write: VerbWrite): Promise<void> {
  const { frenchImporter, lyonDealer } = DEMO_PARTY_IDS
  await register(write, IDS.importers, '92FS', frenchImporter, '2021-06-03')
  await register(write, IDS.dealers, '92FS', lyonDealer, '2022-01-10')
  await register(write, IDS.lookalike, 'PX4 Storm', lyonDealer, '2022-01-10')
  const evidence = 'Same number, same frame; the importer sold it to the dealer in 2021.'
  const basis = 'SAME_REGISTRATION' as const
  await proposeLink(write, { id: IDS.proposed, weaponIds: [IDS.importers, IDS.dealers], basis, evidence })
  const mistaken = 'Same number on the list.'
  await proposeLink(write, { id: IDS.mistaken, weaponIds: [IDS.dealers, IDS.lookalike], basis, evidence: mistaken })
}

import { addMarking } from '../features/weapons/add-marking.ts'
import { describeWeapon } from '../features/weapons/describe-weapon.ts'
import { registerWeapon } from '../features/weapons/register-weapon.ts'
import { recordCustodyEvent } from '../features/custody/record-custody-event.ts'
import { declareEventError } from '../features/corrections/declare-event-error.ts'
import { DEMO_CORRECTION_IDS as IDS, DEMO_PARTY_IDS } from '../features/example-ids.ts'
import type { VerbWrite } from '../features/storing.ts'

const { frenchImporter } = DEMO_PARTY_IDS
const MODEL = { make: 'Beretta', model: '92FS', calibre: '9x19', countryOfManufacture: 'IT' } as const

async function registerBeretta(write: VerbWrite, id: string, serial: string): Promise<void> {
  await registerWeapon(write, {
    id,
    category: 'SMALL_ARM',
    type: 'PISTOL_SELF_LOADING',
    ...MODEL,
    yearOfManufacture: 2023,
    markings: [{ kind: 'SERIAL_PRIMARY', text: serial, component: 'FRAME' }],
    origin: { kind: 'STOCK_REGISTERED', partyId: frenchImporter, occurredAt: '2023-10-02' },
  })
}

async function lose(write: VerbWrite, id: string, weaponId: string): Promise<void> {
  const partyId = frenchImporter
  await recordCustodyEvent(write, { id, kind: 'LOST', weaponIds: [weaponId], partyId, occurredAt: '2025-02-11' })
}

/** What a dealer's system reported and has to put right: nothing of it depends on another record of the demo. */
export async function recordCorrections(write: VerbWrite): Promise<void> {
  await registerBeretta(write, IDS.markedWeapon, 'P41196Z')
  await addMarking(write, IDS.markedWeapon, {
    id: IDS.marking,
    kind: 'SERIAL_COMPONENT',
    text: 'N72207',
    component: 'SLIDE',
  })
  await describeWeapon(write, IDS.markedWeapon, {
    id: IDS.description,
    type: 'PISTOL_SELF_LOADING',
    ...MODEL,
    yearOfManufacture: 2022,
  })
  await registerBeretta(write, IDS.weapon, 'P52207Z')
  await lose(write, IDS.loss, IDS.weapon)
  await registerBeretta(write, IDS.withdrawableWeapon, 'P63318Z')
  await lose(write, IDS.withdrawableLoss, IDS.withdrawableWeapon)
  const mistaken = { reason: 'DID_NOT_OCCUR', explanation: 'It was in the safe of the workshop.' } as const
  await declareEventError(write, IDS.withdrawableLoss, { id: IDS.withdrawable, ...mistaken })
  await registerBeretta(write, IDS.waitingWeapon, 'P74429Z')
  await lose(write, IDS.waitingLoss, IDS.waitingWeapon)
  const found = { kind: 'FOUND_BY_HOLDER', weaponIds: [IDS.waitingWeapon], partyId: frenchImporter } as const
  await recordCustodyEvent(write, { ...found, weaponIds: [IDS.waitingWeapon], occurredAt: '2025-02-20' })
  await declareEventError(write, IDS.waitingLoss, { id: IDS.waiting, ...mistaken })
}

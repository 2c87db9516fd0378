import { DEMO_PARTY_IDS, DEMO_STOCK_IDS as IDS } from '../features/example-ids.ts'
import { openLocation } from '../features/stockpiles/open-location.ts'
import { placeWeapons } from '../features/stockpiles/place-weapons.ts'
import { recordCount } from '../features/stockpiles/record-count.ts'
import type { VerbWrite } from '../features/storing.ts'
import { registerWeapon } from '../features/weapons/register-weapon.ts'

const partyId = DEMO_PARTY_IDS.frenchImporter

async function registerPistol(write: VerbWrite, id: string, serial: string): Promise<void> {
  await registerWeapon(write, {
    id,
    category: 'SMALL_ARM',
    type: 'PISTOL_SELF_LOADING',
    make: 'Beretta',
    model: '92FS',
    calibre: '9x19',
    countryOfManufacture: 'IT',
    yearOfManufacture: 2023,
    markings: [
      { kind: 'SERIAL_PRIMARY', text: serial, component: 'FRAME' },
      { kind: 'MANUFACTURER_NAME', text: 'PIETRO BERETTA', component: 'SLIDE' },
      { kind: 'COUNTRY_OF_ORIGIN', text: 'ITALY', component: 'SLIDE' },
    ],
    origin: { kind: 'STOCK_REGISTERED', partyId, occurredAt: '2023-10-02' },
  })
}

/** The strong room of an importer: three pistols placed, and a stock-taking that read one right, one wrong, missed one, and read one that does not belong there. */
export async function recordStockpiles(write: VerbWrite): Promise<void> {
  await registerPistol(write, IDS.present, 'R21041Z')
  await registerPistol(write, IDS.misread, 'R35508Z')
  await registerPistol(write, IDS.missing, 'R47719Z')
  await registerPistol(write, IDS.unplaced, 'R58832Z')
  const room = {
    id: IDS.location,
    partyId,
    kind: 'ROOM',
    name: 'Strong room, quai Perrache (invented)',
    country: 'FR',
  } as const
  await openLocation(write, { ...room, capacity: 50 })
  const placed = { id: IDS.placed, locationId: IDS.location, weaponIds: [IDS.present, IDS.misread, IDS.missing] }
  await placeWeapons(write, { ...placed, occurredAt: '2024-01-10' })
  await recordCount(write, {
    id: IDS.count,
    locationId: IDS.location,
    countedAt: '2025-01-15',
    method: 'MANUAL_READING',
    complete: true,
    items: [{ serial: 'R21041Z' }, { serial: 'R355O8Z' }, { serial: 'X90017', make: 'Beretta' }],
  })
}

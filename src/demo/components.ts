import { recordAssembly } from '../features/components/record-assembly.ts'
import { DEMO_COMPONENT_IDS as IDS, DEMO_PARTY_IDS } from '../features/example-ids.ts'
import type { VerbWrite } from '../features/storing.ts'
import { registerWeapon } from '../features/weapons/register-weapon.ts'
import type { NewWeapon } from '../features/weapons/schemas.ts'

const MODEL = { make: 'Beretta', model: '92FS', calibre: '9x19', countryOfManufacture: 'IT' } as const

async function register(write: VerbWrite, weapon: Omit<NewWeapon, 'origin'>): Promise<void> {
  const origin = { kind: 'STOCK_REGISTERED', partyId: DEMO_PARTY_IDS.lyonDealer, occurredAt: '2024-01-15' } as const
  await registerWeapon(write, { ...weapon, origin })
}

async function registerPistol(write: VerbWrite, id: string, serial: string): Promise<void> {
  const markings = [{ kind: 'SERIAL_PRIMARY', text: serial, component: 'FRAME' } as const]
  await register(write, { id, category: 'SMALL_ARM', type: 'PISTOL_SELF_LOADING', ...MODEL, markings })
}

async function registerPart(write: VerbWrite, id: string, type: 'SLIDE' | 'BARREL', serial: string): Promise<void> {
  const markings = [{ kind: 'SERIAL_COMPONENT', text: serial, component: type } as const]
  await register(write, { id, category: 'ESSENTIAL_COMPONENT', type, ...MODEL, markings })
}

/** What a dealer's workshop has: pistols, parts with numbers of their own, and a box of flight controllers. */
export async function recordComponents(write: VerbWrite): Promise<void> {
  await registerPistol(write, IDS.pistol, 'P85530Z')
  await registerPistol(write, IDS.oldPistol, 'P85541Z')
  await registerPart(write, IDS.slide, 'SLIDE', 'N85530')
  await registerPart(write, IDS.spareSlide, 'SLIDE', 'N90112')
  await registerPart(write, IDS.looseBarrel, 'BARREL', 'C44718')
  await register(write, {
    id: IDS.lot,
    category: 'UAS_COMPONENT',
    type: 'FLIGHT_CONTROLLER',
    make: 'Invented Avionics',
    model: 'FC-4',
    markings: [{ kind: 'LOT_NO', text: 'FC4-2311' }],
    lot: { number: 'FC4-2311', quantity: { amount: 40, unit: 'PIECE' } },
  })
  const into = { action: 'ASSEMBLED', componentId: IDS.slide, weaponId: IDS.pistol } as const
  await recordAssembly(write, { id: IDS.assembly, ...into, occurredAt: '2024-01-15' })
}

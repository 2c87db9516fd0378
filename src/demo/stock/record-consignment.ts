import type { VerbWrite } from '../../features/storing.ts'
import type { NewWeapon } from '../../features/weapons/schemas.ts'
import { storeWeapons } from '../../features/weapons/store-weapons.ts'
import { demoId } from '../demo-id.ts'
import { type DemoStep, recordStep } from '../life.ts'
import { FRENCH_IDS as FR } from '../parties.ts'
import type { Consignment } from './consignments.ts'
import { addDays } from './days.ts'
import { liveInService } from './lives-in-service.ts'
import { liveInTrade } from './lives-in-trade.ts'
import type { Chance } from './random.ts'

/** A step that several weapons went through together. */
export interface SharedStep {
  readonly weaponIds: readonly string[]
  readonly step: DemoStep
}

const CONSIGNEES: Record<Consignment['to'], string> = {
  TRADE: FR.frenchImporter,
  POLICE: FR.policeStore,
  GENDARMERIE: FR.gendarmerieStore,
  CUSTOMS: FR.customsBrigade,
}

function weaponOf({ line, year, to }: Consignment, serial: string): NewWeapon {
  const { makerId: _makerId, country, ...described } = line
  const imported = { kind: 'IMPORT_COUNTRY', text: `FR ${year}`, component: 'FRAME', country: 'FR', year } as const
  return {
    category: 'SMALL_ARM',
    ...described,
    countryOfManufacture: country,
    yearOfManufacture: year,
    markings: [{ kind: 'SERIAL_PRIMARY', text: serial, component: 'FRAME' }, ...(to === 'TRADE' ? [imported] : [])],
  }
}

/** Made in spring, sent and received in summer; or entered from an older register, which says no more than that it is there. */
function arrival(
  { line, year, to }: Consignment,
  weaponIds: readonly string[],
  consignee: string,
  sent: string,
  chance: Chance,
): SharedStep[] {
  if (to === 'POLICE') {
    return [{ weaponIds, step: { kind: 'STOCK_REGISTERED', to: consignee, on: sent, place: { country: 'FR' } } }]
  }
  const documents = [
    { kind: 'EXPORT_LICENCE', number: `${line.country}-X-${year}-${chance.int(1000, 9999)}` },
    { kind: 'IMPORT_LICENCE', number: `FR-I-${year}-${chance.int(1000, 9999)}` },
  ]
  const hands = { from: line.makerId, to: consignee, documents }
  const made: DemoStep = {
    kind: 'MANUFACTURED',
    to: line.makerId,
    on: `${year}-0${chance.int(2, 5)}`,
    place: { country: line.country },
  }
  return [
    { weaponIds, step: made },
    { weaponIds, step: { kind: 'EXPORTED', ...hands, on: sent, place: { country: line.country }, destination: 'FR' } },
    { weaponIds, step: { kind: 'IMPORTED', ...hands, on: addDays(sent, chance.int(3, 9)), place: { country: 'FR' } } },
  ]
}

/** Registers a consignment and records its life, many weapons in each call. `first` numbers its weapons. */
export async function recordConsignment(
  write: VerbWrite,
  consignment: Consignment,
  first: number,
  chance: Chance,
): Promise<void> {
  const { count, to, year, serialOf } = consignment
  const weapons = Array.from({ length: count }, (_, n) => ({
    id: demoId('stockWeapon', first + n),
    wanted: weaponOf(consignment, serialOf(n)),
  }))
  await storeWeapons(write, weapons)
  const weaponIds = weapons.map(({ id }) => id)
  const consignee = CONSIGNEES[to]
  const sent = `${year}-0${chance.int(6, 9)}-${chance.int(10, 28)}`
  const arrived = addDays(sent, 10)
  const life =
    to === 'TRADE' ? liveInTrade(weaponIds, arrived, chance) : liveInService(weaponIds, consignee, arrived, chance)
  for (const shared of [...arrival(consignment, weaponIds, consignee, sent, chance), ...life]) {
    if (shared.weaponIds.length > 0) await recordStep(write, shared.weaponIds, shared.step)
  }
}

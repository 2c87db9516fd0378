import { FRENCH_IDS as FR } from '../parties.ts'
import { addDays } from './days.ts'
import type { Chance } from './random.ts'
import type { SharedStep } from './record-consignment.ts'

const inLyon = { country: 'FR', locality: 'Lyon' }
const inLimoges = { country: 'FR', locality: 'Limoges' }

/** In a State's stock: some issued to a unit, a few lost there, some given to another State, the oldest destroyed; most stay in store. */
export function liveInService(
  weaponIds: readonly string[],
  store: string,
  arrived: string,
  chance: Chance,
): SharedStep[] {
  const issued = weaponIds.slice(0, 40)
  const lost = issued.slice(0, chance.int(1, 2))
  const returned = issued.slice(10, 20)
  const given = weaponIds.slice(40, 50)
  const destroyed = weaponIds.slice(50, 58)
  const issuedOn = addDays(arrived, chance.int(30, 200))
  const place = inLimoges
  const scrapped = addDays(arrived, chance.int(1200, 1800))
  return [
    { weaponIds: issued, step: { kind: 'GOV_ISSUED', from: store, to: FR.lyonPolice, on: issuedOn, place: inLyon } },
    {
      weaponIds: lost,
      step: { kind: 'LOST', from: FR.lyonPolice, on: addDays(issuedOn, chance.int(90, 900)), place: inLyon },
    },
    {
      weaponIds: returned,
      step: { kind: 'GOV_RETURNED', from: FR.lyonPolice, to: store, on: addDays(issuedOn, 700), place },
    },
    {
      weaponIds: given,
      step: {
        kind: 'GOV_TO_GOV_DONATED',
        from: store,
        to: FR.senegaleseForces,
        on: addDays(arrived, 900),
        place: { country: 'SN', locality: 'Dakar' },
      },
    },
    {
      weaponIds: destroyed,
      step: {
        kind: 'DESTROYED',
        from: store,
        on: scrapped,
        place,
        documents: [{ kind: 'DESTRUCTION_CERTIFICATE', number: `FR-D-${chance.int(1000, 9999)}` }],
      },
    },
  ]
}

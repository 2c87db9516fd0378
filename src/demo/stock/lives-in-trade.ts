import type { DemoStep } from '../life.ts'
import { FRENCH_IDS as FR, PERSON_IDS } from '../parties.ts'
import { addDays } from './days.ts'
import type { Chance } from './random.ts'
import type { SharedStep } from './record-consignment.ts'

const DEALERS = [
  [FR.lyonDealer, 'Lyon'],
  [FR.lilleDealer, 'Lille'],
  [FR.brestDealer, 'Brest'],
  [FR.nantesDealer, 'Nantes'],
  [FR.strasbourgDealer, 'Strasbourg'],
  [FR.bordeauxDealer, 'Bordeaux'],
] as const
const GROUPS = [FR.lyonClub, FR.brestClub, FR.securityFirm] as const

const inFrance = (locality: string) => ({ country: 'FR', locality })
const permit = (chance: Chance) => [
  { kind: 'POSSESSION_PERMIT', number: `FR-${chance.int(10, 95)}-${chance.int(10_000, 99_999)}` },
]

/** What becomes of a few weapons sold to a club or a firm: a burglary, at times. */
function burglary(
  weaponIds: readonly string[],
  holder: string,
  sold: string,
  locality: string,
  chance: Chance,
): SharedStep[] {
  if (chance.int(1, 4) > 1) return []
  const step: DemoStep = {
    kind: 'STOLEN',
    from: holder,
    on: addDays(sold, chance.int(60, 700)),
    place: inFrance(locality),
  }
  return [{ weaponIds: weaponIds.slice(0, 3), step }]
}

/** One weapon sold to one person, and what becomes of it: kept, handed on, lost, stolen, seized by customs or destroyed. */
function sellToPerson(weaponId: string, dealer: string, locality: string, day: string, chance: Chance): SharedStep[] {
  const persons = PERSON_IDS as [string, ...string[]]
  const buyer = chance.pick(persons)
  const sold = addDays(day, chance.int(20, 500))
  const later = addDays(sold, chance.int(100, 900))
  const step = (more: DemoStep): SharedStep => ({ weaponIds: [weaponId], step: more })
  const place = inFrance(locality)
  const sale = step({ kind: 'RETAIL_SALE', from: dealer, to: buyer, on: sold, place, documents: permit(chance) })
  switch (chance.int(1, 8)) {
    case 1:
      return [sale, step({ kind: 'STOLEN', from: buyer, on: later, place })]
    case 2:
      return [sale, step({ kind: 'LOST', from: buyer, on: later.slice(0, 7), place })]
    case 3: {
      const heir = chance.pick(persons.filter((id) => id !== buyer) as [string, ...string[]])
      return [sale, step({ kind: 'INHERITED', from: buyer, to: heir, on: later, place })]
    }
    case 4: {
      const seizure: DemoStep = {
        kind: 'SEIZED',
        to: FR.customsBrigade,
        on: addDays(later, 200),
        place: inFrance('Modane'),
      }
      return [sale, step({ kind: 'STOLEN', from: buyer, on: later, place }), step(seizure)]
    }
    default:
      return [sale]
  }
}

/** Sold to two dealers; from there to a club or firm, to persons, to an importer in Belgium; about half stays in the dealers' stock. */
export function liveInTrade(weaponIds: readonly string[], arrived: string, chance: Chance): SharedStep[] {
  const half = Math.ceil(weaponIds.length / 2)
  const start = chance.int(0, DEALERS.length - 1)
  return [weaponIds.slice(0, half), weaponIds.slice(half)].flatMap((share, n) => {
    const [dealer, locality] = DEALERS[(start + n) % DEALERS.length] ?? DEALERS[0]
    const bought = addDays(arrived, chance.int(15, 90))
    const group = chance.pick(GROUPS)
    const [toGroup, toPersons, abroad] = [share.slice(0, 8), share.slice(8, 11), share.slice(11, 16)]
    const sold = addDays(bought, chance.int(30, 300))
    const exported = addDays(bought, chance.int(100, 300))
    const papers = [
      { kind: 'EXPORT_LICENCE', number: `FR-X-${chance.int(10_000, 99_999)}` },
      { kind: 'IMPORT_LICENCE', number: `BE-I-${chance.int(10_000, 99_999)}` },
    ]
    const sent = { from: dealer, to: FR.belgianImporter, documents: papers }
    return [
      {
        weaponIds: share,
        step: { kind: 'SOLD_DOMESTIC', from: FR.frenchImporter, to: dealer, on: bought, place: inFrance(locality) },
      },
      {
        weaponIds: toGroup,
        step: {
          kind: 'RETAIL_SALE',
          from: dealer,
          to: group,
          on: sold,
          place: inFrance(locality),
          documents: permit(chance),
        },
      },
      ...burglary(toGroup, group, sold, locality, chance),
      ...toPersons.flatMap((id) => sellToPerson(id, dealer, locality, bought, chance)),
      {
        weaponIds: abroad,
        step: { kind: 'EXPORTED', ...sent, on: exported, place: inFrance(locality), destination: 'BE' },
      },
      // Some journeys have no end in the records: the chain shows a gap once the days of transit are over.
      ...(chance.int(1, 5) === 1
        ? []
        : [
            {
              weaponIds: abroad,
              step: { kind: 'IMPORTED' as const, ...sent, on: addDays(exported, 6), place: { country: 'BE' } },
            },
          ]),
    ]
  })
}

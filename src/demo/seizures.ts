import { DEMO_PARTY_IDS, DEMO_SEIZURE_IDS as ID } from '../features/example-ids.ts'
import { registerParty } from '../features/parties/register-party.ts'
import { recordSeizure } from '../features/seizures/record-seizure.ts'
import type { NewSeizure } from '../features/seizures/schemas.ts'
import { createSearchStop } from '../features/search-limit.ts'
import type { VerbWrite } from '../features/storing.ts'
import { type DemoLife, recordLife } from './life.ts'
import { FRENCH_IDS, MAKER_IDS } from './parties.ts'

const chambery = { country: 'FR', locality: 'Chambéry' }

/** What two of the items were before, by the records. All of it is invented. */
const LIVES: readonly DemoLife[] = [
  {
    weapon: {
      id: ID.registeredBeretta,
      category: 'SMALL_ARM',
      type: 'PISTOL_SELF_LOADING',
      make: 'Beretta',
      model: '92FS',
      calibre: '9x19',
      countryOfManufacture: 'IT',
      yearOfManufacture: 2016,
      markings: [{ kind: 'SERIAL_PRIMARY', text: 'M48812Z', component: 'FRAME' }],
      origin: { kind: 'MANUFACTURED', partyId: MAKER_IDS.BERETTA, occurredAt: '2016-05' },
    },
    steps: [
      {
        kind: 'SOLD_DOMESTIC',
        from: MAKER_IDS.BERETTA,
        to: DEMO_PARTY_IDS.lyonDealer,
        on: '2016-09-12',
        place: chambery,
      },
      {
        kind: 'RETAIL_SALE',
        from: DEMO_PARTY_IDS.lyonDealer,
        to: FRENCH_IDS.lyonClub,
        on: '2017-01-20',
        place: chambery,
      },
      { kind: 'STOLEN', from: FRENCH_IDS.lyonClub, on: '2023-12-24', place: chambery },
    ],
  },
  {
    weapon: {
      id: ID.registeredMakarov,
      category: 'SMALL_ARM',
      type: 'PISTOL_SELF_LOADING',
      make: 'Izhmekh',
      model: 'PM',
      calibre: '9x18',
      countryOfManufacture: 'SU',
      yearOfManufacture: 1982,
      markings: [{ kind: 'SERIAL_PRIMARY', text: 'ЕК7713', component: 'FRAME' }],
      origin: { kind: 'STOCK_REGISTERED', partyId: FRENCH_IDS.courtStore, occurredAt: '1994' },
    },
    steps: [],
  },
]

const UNMARKED = { noMarkingsVisible: true } as const

/** A van, at night, at the tunnel: one call, six items. */
const NIGHT_SEIZURE: NewSeizure = {
  id: ID.seizure,
  agencyReference: 'FRD-2025-02-0417',
  recoveryClass: 'SEIZED',
  circumstance: 'BORDER_CHECK_LAND',
  occurredAt: '2025-02-11T02:40:00+01:00',
  place: { country: 'FR', locality: 'Modane', latitude: 45.2, longitude: 6.66 },
  legalBasis: 'Code des douanes, art. 60 et 323',
  declaration: {
    number: '25FR00471190',
    hsCode: '8471.30',
    transport: 'ROAD',
    concealment: 'VEHICLE_CAVITY',
    departureCountry: 'IT',
    destinationCountry: 'BE',
    route: 'Torino, Modane, Lyon, Liège',
    consignor: 'Ricambi Esempio (invented)',
    consignee: 'Pièces Modèle (invented)',
  },
  custodianPartyId: ID.custodian,
  items: [
    {
      id: ID.pistol,
      observation: {
        type: 'PISTOL_SELF_LOADING',
        make: 'Beretta',
        model: '92FS',
        calibre: '9x19',
        markings: [{ kind: 'SERIAL_PRIMARY', text: 'M48812Z', component: 'FRAME' }],
      },
    },
    {
      id: ID.makarov,
      observation: {
        type: 'PISTOL_SELF_LOADING',
        make: 'Ижмех',
        model: 'ПМ',
        calibre: '9x18',
        yearOfManufacture: 1982,
        markings: [{ kind: 'SERIAL_PRIMARY', text: 'ЕК 7713', component: 'FRAME' }],
      },
    },
    { id: ID.unmarked, observation: { type: 'REVOLVER', ...UNMARKED } },
    { id: ID.controllers, observation: { type: 'FLIGHT_CONTROLLER', ...UNMARKED }, quantity: 40 },
    { id: ID.detonators, observation: { type: 'DETONATOR', ...UNMARKED }, quantity: { amount: 12, unit: 'PIECE' } },
    { id: ID.craftMade, observation: { type: 'CRAFT_OR_PRIVATELY_MADE', ...UNMARKED } },
  ],
}

export async function recordSeizedWeapons(write: VerbWrite): Promise<void> {
  for (const life of LIVES) await recordLife(write, life)
}

export async function recordNightSeizure(write: VerbWrite): Promise<void> {
  await registerParty(write, {
    id: ID.custodian,
    kind: 'CUSTOMS',
    name: 'Customs, Modane exhibit store (invented)',
    country: 'FR',
  })
  await recordSeizure(write, NIGHT_SEIZURE, {
    searchStop: createSearchStop(Number.POSITIVE_INFINITY),
    tracePolicy: 'ASKED',
  })
}

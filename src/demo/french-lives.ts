import { DEMO_EVENT_ID, DEMO_TRANSFER_ID, DEMO_WEAPON_IDS } from '../features/example-ids.ts'
import type { DemoLife, DemoStep } from './life.ts'
import { FRENCH_IDS as FR, MAKER_IDS } from './parties.ts'

/** Made abroad, exported to a French consignee with papers, and imported. */
function imported(
  maker: string,
  country: string,
  to: string,
  [made, sent, received]: readonly [string, string, string],
): DemoStep[] {
  const number = `${country}-X-${sent.slice(0, 7)}`
  const papers = [
    { kind: 'EXPORT_LICENCE', number },
    { kind: 'IMPORT_LICENCE', number: `FR-AFCI-${received.slice(0, 4)}-0417` },
  ]
  return [
    { kind: 'MANUFACTURED', to: maker, on: made, place: { country } },
    { kind: 'EXPORTED', from: maker, to, on: sent, place: { country }, destination: 'FR', documents: papers },
    { kind: 'IMPORTED', from: maker, to, on: received, place: { country: 'FR' }, documents: papers },
  ]
}

const permit = {
  kind: 'POSSESSION_PERMIT',
  number: 'FR-69-2020-01123',
  issuer: 'Préfecture du Rhône',
  expiresOn: '2025-02-01',
}
const lyon = { country: 'FR', locality: 'Lyon' }

/** Sold in Lyon and stolen there: a trace is answered at once. */
const STOLEN_GLOCK: DemoLife = {
  weapon: {
    id: DEMO_WEAPON_IDS.stolenGlock,
    category: 'SMALL_ARM',
    type: 'PISTOL_SELF_LOADING',
    make: 'Glock',
    model: 'Glock 19',
    calibre: '9x19',
    action: 'SEMI_AUTOMATIC',
    countryOfManufacture: 'AT',
    yearOfManufacture: 2019,
    markings: [
      { kind: 'SERIAL_PRIMARY', text: 'BKXR214', component: 'FRAME', method: 'PLATE_EMBEDDED' },
      { kind: 'SERIAL_COMPONENT', text: 'BKXR214', component: 'SLIDE', side: 'RIGHT' },
      { kind: 'IMPORT_COUNTRY', text: 'FR 2019', component: 'FRAME', country: 'FR', year: 2019 },
    ],
  },
  steps: [
    ...imported(MAKER_IDS.GLOCK, 'AT', FR.frenchImporter, ['2019-03', '2019-05-06', '2019-05-09']),
    { kind: 'SOLD_DOMESTIC', from: FR.frenchImporter, to: FR.lyonDealer, on: '2019-06-03', place: lyon },
    { kind: 'RETAIL_SALE', from: FR.lyonDealer, to: FR.lyonBuyer, on: '2020-02-14', place: lyon, documents: [permit] },
    {
      id: DEMO_EVENT_ID,
      kind: 'STOLEN',
      from: FR.lyonBuyer,
      on: '2023-11-02',
      place: lyon,
      documents: [{ kind: 'LOSS_REPORT', number: 'PV 2023/10218' }],
    },
  ],
}

const POLICE_REVOLVER: DemoLife = {
  weapon: {
    id: DEMO_WEAPON_IDS.policeRevolver,
    category: 'SMALL_ARM',
    type: 'REVOLVER',
    make: 'Smith & Wesson',
    model: 'Model 10',
    calibre: '.38 Special',
    action: 'REVOLVING',
    countryOfManufacture: 'US',
    yearOfManufacture: 1997,
    markings: [
      { kind: 'SERIAL_PRIMARY', text: 'CAV 4471', component: 'FRAME' },
      { kind: 'UNIT_RACK', text: 'PN 118', component: 'GRIP' },
    ],
  },
  steps: [
    ...imported(MAKER_IDS.SMITH_WESSON, 'US', FR.policeStore, ['1997', '1998-02-10', '1998-03-02']),
    { kind: 'GOV_ISSUED', from: FR.policeStore, to: FR.lyonPolice, on: '1998-09-01', place: lyon },
    {
      kind: 'GOV_RETURNED',
      from: FR.lyonPolice,
      to: FR.policeStore,
      on: '2014-06-16',
      place: { country: 'FR', locality: 'Limoges' },
    },
  ],
}

const LYON_BERETTA: DemoLife = {
  weapon: {
    id: DEMO_WEAPON_IDS.lyonBeretta,
    category: 'SMALL_ARM',
    type: 'PISTOL_SELF_LOADING',
    make: 'Beretta',
    model: '92FS',
    calibre: '9 mm Parabellum',
    action: 'SEMI_AUTOMATIC',
    countryOfManufacture: 'IT',
    yearOfManufacture: 2022,
    markings: [
      { kind: 'SERIAL_PRIMARY', text: 'P31745Z', component: 'FRAME', side: 'LEFT' },
      { kind: 'MANUFACTURER_NAME', text: 'PIETRO BERETTA GARDONE V.T. ITALY', component: 'SLIDE', side: 'LEFT' },
      { kind: 'PROOF', text: 'PSF', component: 'BARREL' },
    ],
  },
  steps: [
    ...imported(MAKER_IDS.BERETTA, 'IT', FR.frenchImporter, ['2022-04', '2022-06-20', '2022-06-23']),
    { kind: 'SOLD_DOMESTIC', from: FR.frenchImporter, to: FR.lyonDealer, on: '2022-09-05', place: lyon },
  ],
}

const LILLE_GLOCK: DemoLife = {
  weapon: {
    id: DEMO_WEAPON_IDS.lilleGlock,
    category: 'SMALL_ARM',
    type: 'PISTOL_SELF_LOADING',
    make: 'Glock',
    model: 'Glock 17',
    calibre: '9x19',
    action: 'SEMI_AUTOMATIC',
    countryOfManufacture: 'AT',
    yearOfManufacture: 2021,
    markings: [{ kind: 'SERIAL_PRIMARY', text: 'BLMT563', component: 'FRAME', method: 'PLATE_EMBEDDED' }],
  },
  steps: [
    ...imported(MAKER_IDS.GLOCK, 'AT', FR.frenchImporter, ['2021-02', '2021-04-12', '2021-04-15']),
    {
      id: DEMO_TRANSFER_ID,
      kind: 'SOLD_DOMESTIC',
      from: FR.frenchImporter,
      to: FR.lilleDealer,
      on: '2021-05-18',
      place: { country: 'FR', locality: 'Lille' },
    },
  ],
}

/** The weapons that the worked examples and the first `curl` name. All of it is invented. */
export const FRENCH_LIVES: readonly DemoLife[] = [STOLEN_GLOCK, POLICE_REVOLVER, LYON_BERETTA, LILLE_GLOCK]

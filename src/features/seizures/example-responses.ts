import { DEMO_AGENCY_IDS, DEMO_SEIZURE_IDS as ID, EXAMPLE_IDS } from '../example-ids.ts'

// Answers of the worked examples. Times and ids of records are those of one run.

const AT = '2026-11-26T12:36:49.618725Z'
const DUE = '2025-05-12'
const NOTHING = { tier: null, keysUsed: [], substitutions: [], candidates: [] }

function agreed(descriptor: string, relation: string, observed: string) {
  return { descriptor, relation, observed }
}

function foundAt(weaponId: string, reasons: readonly object[]) {
  const candidate = { weaponId, tier: 'T1', score: 0.9897, keysUsed: ['exact'], reasons }
  return { tier: 'T1', keysUsed: ['exact'], substitutions: [], candidates: [candidate] }
}

const PISTOL = agreed('type', 'agrees', 'PISTOL_SELF_LOADING')
const NO_COUNTRY = { descriptor: 'countryOfManufacture', relation: 'absent' }

function finding(code: string, pointer: string, detail: string, hint: string) {
  return { code, severity: 'WARNING', pointer, detail, hint, paragraph: 'ITI 17(b)' }
}

const photosWanted = (n: number) =>
  finding(
    'PHOTOS_WANTED',
    `#/items/${n - 1}/observation`,
    'Without marks only photographs can identify the weapon.',
    'Photograph all sides, store the photographs and name them in evidenceIds; ask a laboratory to restore the marks.',
  )

const held = {
  flags: [],
  findings: [],
  dueOn: DUE,
  searched: false,
  identification: NOTHING,
  disposition: 'SECURED',
  overdue: true,
  dispositions: [],
  joinedTo: [],
  traceRequestIds: [],
  recordedAt: AT,
}

function item(n: number, id: string, weaponId: string, told: object) {
  return { id, seizureId: ID.seizure, n, weaponId, ...held, ...told }
}

export const stolenItem = item(1, ID.pistol, '01a217db-c94e-74ca-ab4b-e89fb11742b4', {
  observation: {
    type: 'PISTOL_SELF_LOADING',
    make: 'Beretta',
    model: '92FS',
    calibre: '9x19',
    markings: [{ kind: 'SERIAL_PRIMARY', text: 'M48812Z', component: 'FRAME' }],
  },
  category: 'SMALL_ARM',
  identification: foundAt(ID.registeredBeretta, [
    { ...agreed('serial', 'exact', 'M48812Z'), substitutions: [] },
    agreed('make', 'agrees', 'Beretta'),
    agreed('model', 'agrees', '92FS'),
    agreed('calibre', 'compatible', '9x19'),
    { descriptor: 'yearOfManufacture', relation: 'absent' },
    PISTOL,
    NO_COUNTRY,
  ]),
  flags: [{ code: 'STOLEN', blocking: false }],
  traceability: 'TRACEABLE',
  searched: true,
  joinedTo: [ID.registeredBeretta],
})

export const cyrillicItem = item(2, ID.makarov, '01a217db-c94e-78a4-8b37-d0f12df8cfd8', {
  observation: {
    type: 'PISTOL_SELF_LOADING',
    make: 'Ижмех',
    model: 'ПМ',
    calibre: '9x18',
    yearOfManufacture: 1982,
    markings: [{ kind: 'SERIAL_PRIMARY', text: 'ЕК 7713', component: 'FRAME' }],
  },
  category: 'SMALL_ARM',
  identification: foundAt(ID.registeredMakarov, [
    { ...agreed('serial', 'exact', 'ЕК 7713'), substitutions: [] },
    agreed('make', 'agrees', 'Ижмех'),
    agreed('model', 'agrees', 'ПМ'),
    agreed('calibre', 'compatible', '9x18'),
    agreed('yearOfManufacture', 'agrees', '1982'),
    PISTOL,
    NO_COUNTRY,
  ]),
  traceability: 'TRACEABLE',
  searched: true,
  joinedTo: [ID.registeredMakarov],
})

const CALIBRE = finding(
  'CALIBRE_UNKNOWN',
  '#/items/2/observation/calibre',
  'The calibre is not given.',
  'A calibre is needed to identify with certainty; read it off barrel or slide.',
)

const craftMadeItem = item(6, ID.craftMade, '01a217db-c94e-78cb-aa39-0cf4f282c569', {
  observation: { type: 'CRAFT_OR_PRIVATELY_MADE', noMarkingsVisible: true },
  category: 'SMALL_ARM',
  findings: [photosWanted(6)],
  traceability: 'UNMARKED',
})

const OTHERS = [
  item(3, ID.unmarked, '01a217db-c94e-7ab1-a971-928cd155ed27', {
    observation: { type: 'REVOLVER', noMarkingsVisible: true },
    category: 'SMALL_ARM',
    findings: [CALIBRE, photosWanted(3)],
    traceability: 'UNMARKED',
  }),
  item(4, ID.controllers, '01a217db-c94e-7a38-b5df-72f59a85df02', {
    observation: { type: 'FLIGHT_CONTROLLER', noMarkingsVisible: true },
    quantity: { amount: 40, unit: 'PIECE' },
    category: 'UAS_COMPONENT',
    traceability: 'NOT_A_WEAPON',
  }),
  item(5, ID.detonators, '01a217db-c94e-7eb8-add3-178070b0c9ee', {
    observation: { type: 'DETONATOR', noMarkingsVisible: true },
    quantity: { amount: 12, unit: 'PIECE' },
    category: 'IED_COMPONENT',
    traceability: 'NOT_A_WEAPON',
  }),
]

export const nightSummary = {
  id: ID.seizure,
  agencyReference: 'FRD-2025-02-0417',
  recoveryClass: 'SEIZED',
  circumstance: 'BORDER_CHECK_LAND',
  occurredAt: { value: '2025-02-11T02:40:00+01:00', precision: 'INSTANT' },
  place: { country: 'FR', locality: 'Modane', latitude: 45.2, longitude: 6.66 },
  itemCount: 6,
  recordedAt: AT,
}

export const nightSeizure = {
  ...nightSummary,
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
  evidenceIds: [],
  items: [stolenItem, cyrillicItem, ...OTHERS, craftMadeItem],
}

const LATE = {
  code: 'REPORTED_LATE',
  severity: 'INFO',
  pointer: '#/occurredAt',
  detail: 'Reported more than 30 days after it happened.',
}
const accepted = { status: 'ACCEPTED', identification: NOTHING, flags: [], findings: [], dueOn: '2025-08-12' }

export const recordedSeizure = {
  id: EXAMPLE_IDS.seizure,
  recordedAt: '2026-11-26T12:37:44.306137Z',
  findings: [LATE],
  items: [
    {
      n: 1,
      id: EXAMPLE_IDS.seizureItem,
      weaponId: '01a217dc-9ef0-74b0-ab8f-7198a4c14510',
      category: 'SMALL_ARM',
      ...accepted,
      traceability: 'TRACEABLE',
      traceRequestId: '01a217dc-9f5f-70a8-8f88-22ce9cd9067d',
    },
    {
      n: 2,
      id: '01a217dc-9f5f-70a8-8f88-22ce9cd9067e',
      weaponId: '01a217dc-9ef0-7b1c-8157-aab9cda73599',
      category: 'ESSENTIAL_COMPONENT',
      ...accepted,
      traceability: 'UNMARKED',
    },
    {
      n: 3,
      status: 'REFUSED',
      errors: [
        {
          pointer: '#/items/2/observation/markings/0/text',
          code: 'READING_BRACKET_NOT_CLOSED',
          detail: 'An opening bracket has no closing one.',
          hint: 'Put a backslash before a character that stands on the item itself.',
        },
      ],
    },
  ],
}

function fileOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\r\n`).join('')
}

export const seizuresFile = fileOf([
  'id,agencyId,recordedAt,recoveryClass,circumstance,occurredAt,country,locality,itemCount,hsCode,transport,concealment,departureCountry,destinationCountry,agencyReference',
  `${ID.seizure},${DEMO_AGENCY_IDS.customs},${AT},SEIZED,BORDER_CHECK_LAND,2025-02-11T02:40:00+01:00,FR,Modane,6,8471.30,ROAD,VEHICLE_CAVITY,IT,BE,FRD-2025-02-0417`,
])

const inFile = `${ID.seizure},${DEMO_AGENCY_IDS.customs},${AT}`
const endOfLine = `TRACEABLE,SECURED,${DUE},true,false`
export const itemsFile = fileOf([
  'id,seizureId,agencyId,recordedAt,n,weaponId,category,type,make,model,calibre,markings,amount,unit,tier,flags,traceability,disposition,dueOn,overdue,traced',
  `${ID.makarov},${inFile},2,${cyrillicItem.weaponId},SMALL_ARM,PISTOL_SELF_LOADING,Ижмех,ПМ,9x18,ЕК 7713 (SERIAL_PRIMARY),,,T1,,${endOfLine}`,
  `${ID.pistol},${inFile},1,${stolenItem.weaponId},SMALL_ARM,PISTOL_SELF_LOADING,Beretta,92FS,9x19,M48812Z (SERIAL_PRIMARY),,,T1,STOLEN,${endOfLine}`,
])

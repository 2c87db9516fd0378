/**
 * Ids of demo records that the worked examples of the API name. The demo data is made with them (`src/demo`), so that each example is true there;
 * the second half are ids that an example makes itself, so that running it again gives the same reply and not a second record.
 */
export const DEMO_AGENCY_IDS = {
  police: '0193a000-0a00-7000-8000-000000000001',
  customs: '0193a000-0a00-7000-8000-000000000002',
  contactPoint: '0193a000-0a00-7000-8000-000000000003',
  trade: '0193a000-0a00-7000-8000-000000000004',
  auditCourt: '0193a000-0a00-7000-8000-000000000005',
  mexicanPolice: '0193a000-0a00-7000-8000-000000000006',
  expertPanel: '0193a000-0a00-7000-8000-000000000007',
  zastavaReporting: '0193a000-0a00-7000-8000-000000000008',
  gendarmerie: '0193a000-0a00-7000-8000-000000000009',
} as const

export const DEMO_PARTY_IDS = {
  glock: '0193a000-0b00-7000-8000-000000000001',
  beretta: '0193a000-0b00-7000-8000-000000000002',
  frenchImporter: '0193a000-0b00-7000-8000-000000000101',
  lyonDealer: '0193a000-0b00-7000-8000-000000000102',
  lilleDealer: '0193a000-0b00-7000-8000-000000000103',
  brestDealer: '0193a000-0b00-7000-8000-000000000104',
  policeStore: '0193a000-0b00-7000-8000-000000000105',
  lyonBuyer: '0193a000-0b00-7000-8000-000000000201',
  /** Registered by the dealers' own system, so that it may sell to him. */
  lyonCustomer: '0193a000-0b00-7000-8000-000000000202',
} as const

export const DEMO_WEAPON_IDS = {
  /** Sold in Lyon, stolen in 2023: a trace of it is answered at once, with a whole chain. */
  stolenGlock: '0193a000-0c00-7000-8000-000000000001',
  /** In the police store since 1998. */
  policeRevolver: '0193a000-0c00-7000-8000-000000000002',
  /** In the stock of the dealer in Lyon. */
  lyonBeretta: '0193a000-0c00-7000-8000-000000000003',
  /** In the stock of the dealer in Lille. */
  lilleGlock: '0193a000-0c00-7000-8000-000000000004',
} as const

/** Records of the trade's own system, each with something to put right. */
export const DEMO_CORRECTION_IDS = {
  /** A mark and a description that nobody relied on yet. */
  markedWeapon: '0193a000-0c00-7000-8000-000000000014',
  /** A loss that nobody relied on yet. */
  weapon: '0193a000-0c00-7000-8000-000000000011',
  loss: '0193a000-0e00-7000-8000-000000000011',
  marking: '0193a000-0d00-7000-8000-000000000011',
  description: '0193a000-0d00-7000-8000-000000000012',
  /** A loss that was declared wrong and stands no more. */
  withdrawableWeapon: '0193a000-0c00-7000-8000-000000000012',
  withdrawableLoss: '0193a000-0e00-7000-8000-000000000012',
  withdrawable: '0193a000-0d10-7000-8000-000000000012',
  /** A loss whose correction waits for a registrar, since the weapon was found again. */
  waitingWeapon: '0193a000-0c00-7000-8000-000000000013',
  waitingLoss: '0193a000-0e00-7000-8000-000000000013',
  waiting: '0193a000-0d10-7000-8000-000000000013',
} as const

/** One pistol registered by its importer and again by a dealer, and another that only looks alike. */
export const DEMO_DUPLICATE_IDS = {
  importers: '0193a000-0c00-7000-8000-000000000015',
  dealers: '0193a000-0c00-7000-8000-000000000016',
  lookalike: '0193a000-0c00-7000-8000-000000000017',
  /** A link that waits for a registrar. */
  proposed: '0193a000-0d20-7000-8000-000000000001',
  /** A link that its proposer should take back. */
  mistaken: '0193a000-0d20-7000-8000-000000000002',
  /** Of `lookalike` and `importers`, as the registry makes it of the two. */
  pair: '7e1a36c0-a205-899b-9beb-1f13182e06ad',
} as const

/** The strong room of an importer, counted once. */
export const DEMO_STOCK_IDS = {
  location: '0193a000-0c20-7000-8000-000000000001',
  placed: '0193a000-0c20-7000-8000-000000000002',
  count: '0193a000-0c20-7000-8000-000000000003',
  /** Read as it is on record. */
  present: '0193a000-0c20-7000-8000-000000000011',
  /** Read with a letter for a number. */
  misread: '0193a000-0c20-7000-8000-000000000012',
  /** Not read. */
  missing: '0193a000-0c20-7000-8000-000000000013',
  /** Held, and placed nowhere. */
  unplaced: '0193a000-0c20-7000-8000-000000000014',
} as const

/** In the stock of the dealer in Lyon: what is put together there, and what comes in quantities. */
export const DEMO_COMPONENT_IDS = {
  pistol: '0193a000-0c00-7000-8000-000000000021',
  /** In `pistol` since it was registered. */
  slide: '0193a000-0c00-7000-8000-000000000022',
  spareSlide: '0193a000-0c00-7000-8000-000000000023',
  looseBarrel: '0193a000-0c00-7000-8000-000000000024',
  /** Its frame is cracked. */
  oldPistol: '0193a000-0c00-7000-8000-000000000025',
  /** Forty flight controllers. */
  lot: '0193a000-0c00-7000-8000-000000000026',
  assembly: '0193a000-0d30-7000-8000-000000000021',
} as const
/** The sale of `lilleGlock` to its dealer, which a registrar entered. */
export const DEMO_TRANSFER_ID = '0193a000-0e00-7000-8000-000000000021'

/** Three pistols from Italy to a French importer, of which one is not accounted for. */
export const DEMO_CONSIGNMENT_IDS = {
  consignment: '0193a000-0e10-7000-8000-000000000001',
  exportLicence: '0193a000-0e11-7000-8000-000000000001',
  importLicence: '0193a000-0e11-7000-8000-000000000002',
  endUserCertificate: '0193a000-0e11-7000-8000-000000000003',
  shipment: '0193a000-0e12-7000-8000-000000000001',
  arrival: '0193a000-0e12-7000-8000-000000000002',
  delivery: '0193a000-0e13-7000-8000-000000000001',
  weapons: [
    '0193a000-0c00-7000-8000-000000000041',
    '0193a000-0c00-7000-8000-000000000042',
    '0193a000-0c00-7000-8000-000000000043',
  ],
} as const

/** The theft of `stolenGlock`. */
export const DEMO_EVENT_ID = '0193a000-0e00-7000-8000-000000000001'

/** The certificate of a proof house, named by a mark of the dealers' own weapon. */
export const DEMO_EVIDENCE_ID = '0193a000-1000-7000-8000-000000000001'

export const DEMO_TRACE_IDS = {
  /** Of `stolenGlock`, answered. */
  answered: '0193a000-0f00-7000-8000-000000000001',
  /** Of the Zastava M92 with a recovery in Mexico: waits for a person. */
  waiting: '0193a000-0f00-7000-8000-000000000002',
  /** Of `stolenGlock`, read with a letter for a figure: waits for a person. */
  misread: '0193a000-0f00-7000-8000-000000000003',
  /** Of a pistol whose maker was not read: its asker takes it back. */
  withdrawable: '0193a000-0f00-7000-8000-000000000004',
  /** Of a pistol of the consignment that never arrived, answered: the others went the same way. */
  shipped: '0193a000-0f00-7000-8000-000000000005',
} as const

/** A night at a land border: six items of the customs' weapons desk. */
export const DEMO_SEIZURE_IDS = {
  seizure: '0193a000-0f20-7000-8000-000000000001',
  /** The store of the customs. */
  custodian: '0193a000-0b00-7000-8000-000000000401',
  /** A pistol that is reported stolen. */
  pistol: '0193a000-0f21-7000-8000-000000000001',
  /** A Makarov with a Cyrillic serial, whole and readable. */
  makarov: '0193a000-0f21-7000-8000-000000000002',
  unmarked: '0193a000-0f21-7000-8000-000000000003',
  /** A parcel of flight controllers. */
  controllers: '0193a000-0f21-7000-8000-000000000004',
  detonators: '0193a000-0f21-7000-8000-000000000005',
  craftMade: '0193a000-0f21-7000-8000-000000000006',
  /** What `pistol` and `makarov` are by the records. */
  registeredBeretta: '0193a000-0c00-7000-8000-000000000061',
  registeredMakarov: '0193a000-0c00-7000-8000-000000000062',
} as const

export const EXAMPLE_IDS = {
  evidence: '0197a1f0-1000-7000-8000-000000000001',
  agency: '0197a1f0-0a00-7000-8000-000000000001',
  representation: '0197a1f0-0a00-7000-8000-000000000002',
  agencyVersion: '0197a1f0-0a00-7000-8000-000000000003',
  representationEnd: '0197a1f0-0a00-7000-8000-000000000004',
  party: '0197a1f0-0b00-7000-8000-000000000001',
  partyVersion: '0197a1f0-0b00-7000-8000-000000000002',
  licence: '0197a1f0-0b00-7000-8000-000000000003',
  licenceVersion: '0197a1f0-0b00-7000-8000-000000000004',
  weapon: '0197a1f0-0c00-7000-8000-000000000001',
  marking: '0197a1f0-0c00-7000-8000-000000000002',
  description: '0197a1f0-0c00-7000-8000-000000000003',
  transfer: '0197a1f0-0d00-7000-8000-000000000001',
  loss: '0197a1f0-0d00-7000-8000-000000000002',
  eventError: '0197a1f0-0d10-7000-8000-000000000001',
  markingError: '0197a1f0-0d10-7000-8000-000000000002',
  descriptionError: '0197a1f0-0d10-7000-8000-000000000003',
  withdrawal: '0197a1f0-0d10-7000-8000-000000000004',
  decision: '0197a1f0-0d10-7000-8000-000000000005',
  statement: '0197a1f0-0d31-7000-8000-000000000001',
  link: '0197a1f0-0d20-7000-8000-000000000001',
  seizure: '0197a1f0-0f20-7000-8000-000000000001',
  seizureItem: '0197a1f0-0f21-7000-8000-000000000001',
  exhibitEvent: '0197a1f0-0f22-7000-8000-000000000001',
  disposition: '0197a1f0-0f22-7000-8000-000000000002',
  traceDecision: '0197a1f0-0f10-7000-8000-000000000001',
  traceResponse: '0197a1f0-0f10-7000-8000-000000000002',
  followUp: '0197a1f0-0f10-7000-8000-000000000003',
  linkDecision: '0197a1f0-0d20-7000-8000-000000000002',
  linkWithdrawal: '0197a1f0-0d20-7000-8000-000000000003',
  dismissal: '0197a1f0-0d20-7000-8000-000000000004',
  assembly: '0197a1f0-0d30-7000-8000-000000000001',
  exchange: '0197a1f0-0d30-7000-8000-000000000002',
  lotSplit: '0197a1f0-0d30-7000-8000-000000000003',
  lotPart: '0197a1f0-0c00-7000-8000-000000000004',
  frameReplacement: '0197a1f0-0d30-7000-8000-000000000004',
  newPistol: '0197a1f0-0c00-7000-8000-000000000005',
  stockLocation: '0197a1f0-0c20-7000-8000-000000000001',
  stockVersion: '0197a1f0-0c20-7000-8000-000000000002',
  stockPlacement: '0197a1f0-0c20-7000-8000-000000000003',
  stockCount: '0197a1f0-0c20-7000-8000-000000000004',
  stockResolution: '0197a1f0-0c20-7000-8000-000000000005',
  authorisation: '0197a1f0-0e20-7000-8000-000000000001',
  verification: '0197a1f0-0e20-7000-8000-000000000002',
  consignment: '0197a1f0-0e20-7000-8000-000000000003',
  delivery: '0197a1f0-0e20-7000-8000-000000000004',
} as const

import type { NewParty } from '../../features/parties/schemas.ts'
import { demoId } from '../demo-id.ts'

/** Those whom the published cases speak of, beside the makers. Where a source names nobody, the name says so; persons are invented. */
export const CASE_PARTY_IDS = {
  century: demoId('party', 501),
  americanDealer: demoId('party', 502),
  buyerOf2014: demoId('party', 503),
  mexicanPolice: demoId('party', 504),
  americanWholesaler: demoId('party', 505),
  otherAmericanDealer: demoId('party', 506),
  museum: demoId('party', 507),
  securityService: demoId('party', 508),
  southSudanMilitia: demoId('party', 509),
  ugandanForces: demoId('party', 510),
  bosnianConsignee: demoId('party', 511),
  kninConsignee: demoId('party', 512),
  skopjeConsignee: demoId('party', 513),
  zagrebConsignee: demoId('party', 514),
  missileMaker: demoId('party', 515),
  missileBuyer: demoId('party', 516),
  syrianGroup: demoId('party', 517),
  islamicState: demoId('party', 518),
  iraqiForces: demoId('party', 519),
} as const

const ID = CASE_PARTY_IDS

function party(id: string, kind: NewParty['kind'], country: string, name: string): NewParty & { id: string } {
  return { id, kind, country, name }
}

export const CASE_PARTIES: readonly (NewParty & { readonly id: string })[] = [
  {
    ...party(ID.century, 'IMPORTER', 'US', 'Century International Arms'),
    licences: [{ kind: 'IMPORT_LICENCE', number: 'US-1-59-008 (invented)', validFrom: '1995-01-01' }],
  },
  party(ID.americanDealer, 'DEALER', 'US', 'Licensee in the United States (not named in the source)'),
  party(ID.buyerOf2014, 'PRIVATE_PERSON', 'US', 'Pat Sample (invented)'),
  party(ID.mexicanPolice, 'POLICE', 'MX', 'Police, evidence store, Mexico (not named in the source)'),
  party(ID.americanWholesaler, 'WHOLESALER', 'US', 'Wholesaler in the United States (not named in the source)'),
  party(ID.otherAmericanDealer, 'DEALER', 'US', 'Dealer in the United States (not named in the source)'),
  party(ID.museum, 'MUSEUM', 'AU', 'Museums Victoria'),
  party(ID.securityService, 'INTELLIGENCE', 'SS', 'National Security Service'),
  party(ID.southSudanMilitia, 'NON_STATE_ARMED_GROUP', 'SS', 'Militia in South Sudan (not named here)'),
  party(ID.ugandanForces, 'MILITARY', 'UG', 'Uganda People’s Defence Force'),
  party(ID.bosnianConsignee, 'UNKNOWN', 'BA', 'Consignee in Bosnia (not named in the source)'),
  party(ID.kninConsignee, 'UNKNOWN', 'HR', 'Consignee in Golubić near Knin (not named in the source)'),
  party(ID.skopjeConsignee, 'UNKNOWN', 'MK', 'Consignee in Skopje (not named in the source)'),
  party(ID.zagrebConsignee, 'UNKNOWN', 'HR', 'Consignee in Zagreb (not named in the source)'),
  party(ID.missileMaker, 'MANUFACTURER', 'BG', 'Maker in the European Union (not named here; country invented)'),
  party(ID.missileBuyer, 'MILITARY', 'US', 'Buyer in the United States (not named in the source)'),
  party(ID.syrianGroup, 'NON_STATE_ARMED_GROUP', 'SY', 'Armed group in Syria (not named in the source)'),
  party(ID.islamicState, 'NON_STATE_ARMED_GROUP', 'IQ', 'Islamic State in Iraq'),
  party(ID.iraqiForces, 'MILITARY', 'IQ', 'Iraqi forces, store of recovered arms (not named in the source)'),
]

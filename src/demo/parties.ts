import type { NewParty } from '../features/parties/schemas.ts'
import { DEMO_PARTY_IDS as ID } from '../features/example-ids.ts'
import { demoId } from './demo-id.ts'

type DemoParty = NewParty & { readonly id: string }

function party(id: string, kind: NewParty['kind'], country: string, name: string): DemoParty {
  return { id, kind, country, name }
}

/** With the licence by which others find the party. */
function licensed(
  base: DemoParty,
  kind: 'MANUFACTURING_LICENCE' | 'DEALER_LICENCE' | 'IMPORT_LICENCE',
  number: string,
  validFrom: string,
): DemoParty {
  return { ...base, licences: [{ kind, number, validFrom }] }
}

function maker(
  id: string,
  country: string,
  name: string,
  number: string,
  kind: NewParty['kind'] = 'MANUFACTURER',
): DemoParty {
  return licensed(party(id, kind, country, name), 'MANUFACTURING_LICENCE', `${number} (invented)`, '1990-01-01')
}

/** Makers whose weapons the demo holds. They exist; their licence numbers and what the demo says of their weapons is invented, save for the published cases. */
export const MAKER_IDS = {
  GLOCK: ID.glock,
  BERETTA: ID.beretta,
  ZASTAVA: demoId('party', 3),
  CUGIR: demoId('party', 4),
  NORINCO: demoId('party', 5),
  IWI: demoId('party', 6),
  HECKLER_KOCH: demoId('party', 7),
  SIG_SAUER: demoId('party', 8),
  CESKA_ZBROJOVKA: demoId('party', 9),
  FN_HERSTAL: demoId('party', 10),
  SMITH_WESSON: demoId('party', 11),
  RUGER: demoId('party', 12),
  COLT: demoId('party', 13),
  TAURUS: demoId('party', 14),
  RADOM: demoId('party', 15),
} as const

const MAKERS: readonly DemoParty[] = [
  maker(MAKER_IDS.GLOCK, 'AT', 'Glock Ges.m.b.H.', 'AT-W-0107'),
  maker(MAKER_IDS.BERETTA, 'IT', 'Fabbrica d’Armi Pietro Beretta', 'IT-BS-1526'),
  maker(MAKER_IDS.ZASTAVA, 'RS', 'Zastava Arms, Kragujevac', 'RS-KG-1853'),
  maker(MAKER_IDS.CUGIR, 'RO', 'Fabrica de Arme Cugir', 'RO-AB-1799', 'STATE_ARSENAL'),
  maker(MAKER_IDS.NORINCO, 'CN', 'State Factory 66', 'CN-66', 'STATE_ARSENAL'),
  maker(MAKER_IDS.IWI, 'IL', 'Israel Weapon Industries', 'IL-IWI-04'),
  maker(MAKER_IDS.HECKLER_KOCH, 'DE', 'Heckler & Koch', 'DE-OB-1949'),
  maker(MAKER_IDS.SIG_SAUER, 'DE', 'SIG Sauer', 'DE-ECK-0316'),
  maker(MAKER_IDS.CESKA_ZBROJOVKA, 'CZ', 'Česká zbrojovka, Uherský Brod', 'CZ-UB-1936'),
  maker(MAKER_IDS.FN_HERSTAL, 'BE', 'FN Herstal', 'BE-LG-1889'),
  maker(MAKER_IDS.SMITH_WESSON, 'US', 'Smith & Wesson', 'US-1-04-013'),
  maker(MAKER_IDS.RUGER, 'US', 'Sturm, Ruger & Co.', 'US-6-06-009'),
  maker(MAKER_IDS.COLT, 'US', 'Colt’s Manufacturing Company', 'US-6-06-003'),
  maker(MAKER_IDS.TAURUS, 'BR', 'Forjas Taurus', 'BR-RS-1939'),
  maker(MAKER_IDS.RADOM, 'PL', 'Fabryka Broni, Radom', 'PL-RA-1925'),
]

/** French trade, forces and persons, all invented. */
export const FRENCH_IDS = {
  ...ID,
  marseilleWholesaler: demoId('party', 110),
  nantesDealer: demoId('party', 111),
  strasbourgDealer: demoId('party', 112),
  bordeauxDealer: demoId('party', 113),
  lyonPolice: demoId('party', 120),
  gendarmerieStore: demoId('party', 121),
  customsBrigade: demoId('party', 122),
  lyonClub: demoId('party', 130),
  brestClub: demoId('party', 131),
  securityFirm: demoId('party', 132),
  gunsmith: demoId('party', 133),
  courtStore: demoId('party', 134),
  belgianImporter: demoId('party', 140),
  senegaleseForces: demoId('party', 141),
} as const

const dealer = (id: string, name: string, number: string): DemoParty =>
  licensed(party(id, 'DEALER', 'FR', `${name} (invented)`), 'DEALER_LICENCE', number, '2011-01-01')

const TRADE: readonly DemoParty[] = [
  licensed(
    party(ID.frenchImporter, 'IMPORTER', 'FR', 'Armes du Rhône, importers (invented)'),
    'IMPORT_LICENCE',
    'FR-AFCI-69-0007',
    '2009-01-01',
  ),
  dealer(ID.lyonDealer, 'Armurerie du Pont Vieux, Lyon', 'FR-RGA-69-2011-0042'),
  dealer(ID.lilleDealer, 'Armurerie des Halles, Lille', 'FR-RGA-59-2012-0117'),
  dealer(ID.brestDealer, 'Armurerie de la Rade, Brest', 'FR-RGA-29-2013-0009'),
  dealer(FRENCH_IDS.nantesDealer, 'Armurerie du Quai, Nantes', 'FR-RGA-44-2012-0031'),
  dealer(FRENCH_IDS.strasbourgDealer, 'Armurerie de l’Ill, Strasbourg', 'FR-RGA-67-2014-0055'),
  dealer(FRENCH_IDS.bordeauxDealer, 'Armurerie des Quinconces, Bordeaux', 'FR-RGA-33-2015-0018'),
  licensed(
    party(FRENCH_IDS.marseilleWholesaler, 'WHOLESALER', 'FR', 'Négoce d’armes du Vieux-Port, Marseille (invented)'),
    'DEALER_LICENCE',
    'FR-RGA-13-2010-0003',
    '2010-01-01',
  ),
  licensed(
    party(FRENCH_IDS.belgianImporter, 'IMPORTER', 'BE', 'Armurerie d’Outremeuse, Liège (invented)'),
    'IMPORT_LICENCE',
    'BE-LG-2014-0088',
    '2014-01-01',
  ),
  party(FRENCH_IDS.gunsmith, 'GUNSMITH', 'FR', 'Atelier Sans-Souci, Saint-Étienne (invented)'),
]

const STATE: readonly DemoParty[] = [
  party(ID.policeStore, 'POLICE', 'FR', 'Police, central store (invented)'),
  party(FRENCH_IDS.lyonPolice, 'POLICE', 'FR', 'Police, Lyon store (invented)'),
  party(FRENCH_IDS.gendarmerieStore, 'OTHER_SECURITY', 'FR', 'Gendarmerie, central store (invented)'),
  party(FRENCH_IDS.customsBrigade, 'CUSTOMS', 'FR', 'Customs, Modane brigade (invented)'),
  party(FRENCH_IDS.courtStore, 'STATE_CUSTODIAN', 'FR', 'Court store, Lyon (invented)'),
  party(FRENCH_IDS.senegaleseForces, 'MILITARY', 'SN', 'Armed forces, central store, Dakar (invented)'),
]

const USERS: readonly DemoParty[] = [
  party(ID.lyonBuyer, 'PRIVATE_PERSON', 'FR', 'Dominique Modèle (invented)'),
  party(FRENCH_IDS.lyonClub, 'SHOOTING_CLUB', 'FR', 'Tir sportif de la Saône, Lyon (invented)'),
  party(FRENCH_IDS.brestClub, 'SHOOTING_CLUB', 'FR', 'Tir sportif de la Rade, Brest (invented)'),
  party(FRENCH_IDS.securityFirm, 'PRIVATE_SECURITY', 'FR', 'Convoyage du Midi (invented)'),
]

const GIVEN_NAMES = ['Alix', 'Camille', 'Claude', 'Dominique', 'Maxime', 'Morgan', 'Sacha', 'Yaël'] as const
const FAMILY_NAMES = ['Exemple', 'Spécimen', 'Modèle', 'Fictif', 'Échantillon'] as const

/** Forty persons who never lived, for the invented sales. */
export const PERSON_IDS: readonly string[] = GIVEN_NAMES.flatMap((_given, n) =>
  FAMILY_NAMES.map((_family, m) => demoId('party', 300 + n * FAMILY_NAMES.length + m)),
)

const PERSONS: readonly DemoParty[] = PERSON_IDS.map((id, n) => {
  const name = `${GIVEN_NAMES[Math.floor(n / FAMILY_NAMES.length)]} ${FAMILY_NAMES[n % FAMILY_NAMES.length]} (invented)`
  return party(id, 'PRIVATE_PERSON', 'FR', name)
})

/** Those whom the registrar enters. */
export const REGISTRAR_PARTIES: readonly DemoParty[] = [...MAKERS, ...TRADE, ...STATE, ...USERS, ...PERSONS]

/** A customer whom the dealers' own system entered: nobody else sees him, save registrars. */
export const TRADE_PARTIES: readonly DemoParty[] = [
  party(ID.lyonCustomer, 'PRIVATE_PERSON', 'FR', 'Sacha Client (invented)'),
]

import { openConsignment } from '../features/consignments/open-consignment.ts'
import { recordAuthorisation } from '../features/consignments/record-authorisation.ts'
import { recordDelivery } from '../features/consignments/record-delivery.ts'
import { recordTransfer } from '../features/custody/record-transfer.ts'
import { DEMO_CONSIGNMENT_IDS as IDS, DEMO_PARTY_IDS } from '../features/example-ids.ts'
import type { VerbWrite } from '../features/storing.ts'
import { registerWeapon } from '../features/weapons/register-weapon.ts'

const { beretta, frenchImporter } = DEMO_PARTY_IDS
const MODEL = { type: 'PISTOL_SELF_LOADING', make: 'Beretta', model: '92FS', calibre: '9x19' } as const
const SERIALS = ['P85521Z', 'P85522Z', 'P85523Z']
const parties = { exporterPartyId: beretta, consigneePartyId: frenchImporter, endUserPartyId: frenchImporter }
const terms = { ...parties, destinationCountry: 'FR', lines: [{ ...MODEL, quantity: 3 }] }

async function registerPistols(write: VerbWrite): Promise<void> {
  for (const [n, id] of IDS.weapons.entries()) {
    await registerWeapon(write, {
      id,
      category: 'SMALL_ARM',
      ...MODEL,
      countryOfManufacture: 'IT',
      yearOfManufacture: 2024,
      markings: [{ kind: 'SERIAL_PRIMARY', text: SERIALS[n] ?? '', component: 'FRAME' }],
      origin: { kind: 'MANUFACTURED', partyId: beretta, occurredAt: '2024-03' },
    })
  }
}

async function recordPapers(write: VerbWrite): Promise<void> {
  const licence = { country: 'FR', issuedOn: '2024-04-02', expiresOn: '2025-04-01' }
  await recordAuthorisation(write, {
    id: IDS.importLicence,
    kind: 'IMPORT_LICENCE',
    number: 'FR-AFCI-2024-1188',
    ...licence,
    ...terms,
  })
  await recordAuthorisation(write, {
    id: IDS.endUserCertificate,
    kind: 'END_USER_CERTIFICATE',
    number: 'FR-EUC-2024-0312',
    country: 'FR',
    issuedOn: '2024-04-04',
    nonRetransferClause: true,
    ...terms,
  })
  await recordAuthorisation(write, {
    id: IDS.exportLicence,
    kind: 'EXPORT_LICENCE',
    number: 'IT-UAMA-2024-2207',
    country: 'IT',
    issuedOn: '2024-04-15',
    expiresOn: '2024-10-14',
    ...terms,
  })
}

/** Three pistols sent under a certificate that nobody checked, through a State that did not agree; two were unpacked. All of it is invented. */
export async function recordConsignment(write: VerbWrite): Promise<void> {
  await registerPistols(write)
  await recordPapers(write)
  const consignmentId = IDS.consignment
  await openConsignment(write, {
    id: consignmentId,
    reference: 'BER-2024-0519',
    ...terms,
    transitCountries: ['CH'],
    lines: [{ ...MODEL, quantity: 3 }],
    authorisationIds: [IDS.exportLicence, IDS.importLicence, IDS.endUserCertificate],
  })
  const sides = { fromPartyId: beretta, toPartyId: frenchImporter, consignmentId }
  const [first, second, third] = IDS.weapons
  await recordTransfer(write, {
    id: IDS.shipment,
    kind: 'EXPORTED',
    weaponIds: [first, second, third],
    ...sides,
    occurredAt: '2024-05-21',
    place: { country: 'IT' },
  })
  await recordDelivery(write, consignmentId, {
    id: IDS.delivery,
    occurredAt: '2024-05-24',
    place: { country: 'FR', locality: 'Lyon' },
    lines: [{ line: 0, quantity: 3 }],
  })
  await recordTransfer(write, {
    id: IDS.arrival,
    kind: 'IMPORTED',
    weaponIds: [first, second],
    ...sides,
    occurredAt: '2024-05-27',
    place: { country: 'FR', locality: 'Lyon' },
  })
}

/** Holder kinds (domain vocabulary 8.14), less `NONE`, which is a state and not a party. */
export const PARTY_KINDS = [
  'MANUFACTURER',
  'STATE_ARSENAL',
  'PROOF_HOUSE',
  'WHOLESALER',
  'DEALER',
  'GUNSMITH',
  'IMPORTER',
  'EXPORTER',
  'BROKER',
  'CARRIER',
  'MILITARY',
  'POLICE',
  'OTHER_SECURITY',
  'CUSTOMS',
  'PRISON',
  'INTELLIGENCE',
  'PEACEKEEPING_CONTINGENT',
  'PEACE_OPERATION',
  'PRIVATE_SECURITY',
  'PRIVATE_PERSON',
  'COLLECTOR',
  'MUSEUM',
  'SHOOTING_CLUB',
  'FILM_PROP',
  'DIPLOMATIC',
  'COURT',
  'LAB',
  'STATE_CUSTODIAN',
  'CRIMINAL_GROUP',
  'NON_STATE_ARMED_GROUP',
  'UNKNOWN',
] as const
export type PartyKind = (typeof PARTY_KINDS)[number]

/** Parties that are, or may be, natural persons: private to the agency that reported them. */
export const PERSON_KINDS = ['PRIVATE_PERSON', 'COLLECTOR'] as const satisfies readonly PartyKind[]

export const LICENCE_KINDS = [
  'MANUFACTURING_LICENCE',
  'DEALER_LICENCE',
  'POSSESSION_PERMIT',
  'EXPORT_LICENCE',
  'IMPORT_LICENCE',
  'BROKERING_LICENCE',
] as const
export type LicenceKind = (typeof LICENCE_KINDS)[number]

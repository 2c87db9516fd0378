import type { RowCheck } from './row-check.ts'

const ROUTE = 'destination_country transit_countries embargo_references'

/** What crosses borders, and under which papers; the weapons of a consignment are among the checks of custody. */
export const CONSIGNMENT_CHECKS: readonly RowCheck[] = [
  {
    table: 'authorisation',
    factKinds: ['authorisation'],
    columns: `number issuer country issued_on expires_on exporter_party_id consignee_party_id end_user_party_id ${ROUTE} non_retransfer_clause consignment_id note_id lines`,
    named: { authorisationKind: 'r.kind' },
  },
  {
    table: 'authorisation_verification',
    factKinds: ['authorisation-verification'],
    columns: 'authorisation_id status verified_on note_id',
    elsewhere: ['actorId'],
  },
  {
    table: 'consignment',
    factKinds: ['consignment'],
    columns: `reference exporter_party_id consignee_party_id end_user_party_id carrier_party_id ${ROUTE} authorisation_ids note_id lines`,
  },
  {
    table: 'consignment_delivery',
    factKinds: ['consignment-delivery'],
    columns: 'consignment_id occurred complete lines items documents note_id',
  },
]

import type { DocumentKind } from './entries.ts'

function paper(code: string, name: string, issuer: string | undefined, keyFields = '', aliases = ''): DocumentKind {
  const parts = (text: string) => (text === '' ? [] : text.split('|'))
  const given = parts(aliases)
  return {
    code,
    name,
    ...(issuer === undefined ? {} : { issuer }),
    keyFields: parts(keyFields),
    ...(given.length === 0 ? {} : { aliases: given }),
  }
}

const LICENCE_FIELDS = 'number|scope|valid from|valid to'
const SERIALS = 'annex with the list of serials'

/** Kinds of papers (Firearms Protocol 10, ATT 12, MOSAIC), with who issues them and what they must say. Open: a report may name another code. */
export const DOCUMENT_KINDS: readonly DocumentKind[] = [
  paper('MANUFACTURING_LICENCE', 'Manufacturing licence', 'national authority', LICENCE_FIELDS),
  paper('DEALER_LICENCE', 'Dealer licence', 'national authority', LICENCE_FIELDS),
  paper('POSSESSION_PERMIT', 'Possession permit', 'national authority', LICENCE_FIELDS),
  paper('BROKERING_LICENCE', 'Brokering licence', 'national authority', LICENCE_FIELDS),
  paper(
    'EXPORT_LICENCE',
    'Export licence',
    'exporting State',
    'number|date of issue|date of expiry|exporter|consignee|end user|countries|description|quantity|value',
  ),
  paper('IMPORT_LICENCE', 'Import licence', 'importing State', 'number|validity|importer'),
  paper(
    'INTERNATIONAL_IMPORT_CERTIFICATE',
    'International import certificate',
    'importing State',
    'control of import declared|no re-export without consent',
    'IIC',
  ),
  paper(
    'END_USER_CERTIFICATE',
    'End-user certificate',
    'State of the end user',
    'date|register number|date of expiry|type, quantity and characteristics|exporter|end user|end use|undertaking not to re-export',
    'EUC|End-use certificate',
  ),
  paper(
    'END_USE_STATEMENT',
    'End-use statement',
    'private company; of lower weight as evidence',
    'date|end user|end use',
  ),
  paper(
    'DELIVERY_VERIFICATION_CERTIFICATE',
    'Delivery verification certificate',
    'customs of the importing State',
    'date|quantity received',
    'DVC',
  ),
  paper('TRANSIT_AUTHORISATION', 'Transit authorisation', 'transit State', 'in writing|before the shipment'),
  paper('NO_OBJECTION', 'Notice of no objection', 'transit State', 'in writing|before the shipment'),
  paper('RE_EXPORT_CONSENT', 'Consent to re-export', 'State of the original exporter', 'scope'),
  paper(
    'UN_EXEMPTION_NOTIFICATION',
    'Exemption notified to a sanctions committee',
    'Security Council committee',
    'reference',
  ),
  paper('BILL_OF_LADING', 'Bill of lading', undefined, SERIALS),
  paper('AIR_WAYBILL', 'Air waybill', undefined, SERIALS),
  paper('CUSTOMS_DECLARATION', 'Customs declaration', undefined, SERIALS),
  paper('PACKING_LIST', 'Packing list', undefined, SERIALS),
  paper('INVOICE', 'Invoice', undefined, SERIALS),
  paper('DEACTIVATION_CERTIFICATE', 'Deactivation certificate', 'national authority'),
  paper('DESTRUCTION_CERTIFICATE', 'Destruction certificate', undefined, 'method|witness'),
  paper('PROOF_CERTIFICATE', 'Proof certificate', 'proof house'),
  paper('SEIZURE_REPORT', 'Seizure report', 'seizing authority'),
  paper('COURT_ORDER', 'Court order', 'court'),
  paper('LAB_REPORT', 'Laboratory report', 'laboratory'),
  paper('LOSS_REPORT', 'Loss report', undefined, 'day of the report|day on which the loss was known'),
]

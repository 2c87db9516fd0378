import { labelsOf } from '../code-lists/labels.ts'
import { LICENCE_KIND_WORDS } from '../code-lists/words/parties.ts'
import type { DocumentKind } from './entries.ts'

/** `words` in all six languages, or in English alone; key fields and aliases are parted by `|`. */
function paper(code: string, words: string, issuer: string | undefined, keyFields = '', aliases = ''): DocumentKind {
  const parts = (text: string) => (text === '' ? [] : text.split('|'))
  const given = parts(aliases)
  const { en: name, ...labels } = labelsOf(words)
  return {
    code,
    name,
    ...(Object.keys(labels).length === 0 ? {} : { labels }),
    ...(issuer === undefined ? {} : { issuer }),
    keyFields: parts(keyFields),
    ...(given.length === 0 ? {} : { aliases: given }),
  }
}

const LICENCE_FIELDS = 'number|scope|valid from|valid to'
const SERIALS = 'annex with the list of serials'

/** Kinds of papers (Firearms Protocol 10, ATT 12, MOSAIC), with who issues them and what they must say. Open: a report may name another code. */
export const DOCUMENT_KINDS: readonly DocumentKind[] = [
  paper('MANUFACTURING_LICENCE', LICENCE_KIND_WORDS.MANUFACTURING_LICENCE, 'national authority', LICENCE_FIELDS),
  paper('DEALER_LICENCE', LICENCE_KIND_WORDS.DEALER_LICENCE, 'national authority', LICENCE_FIELDS),
  paper('POSSESSION_PERMIT', LICENCE_KIND_WORDS.POSSESSION_PERMIT, 'national authority', LICENCE_FIELDS),
  paper('BROKERING_LICENCE', LICENCE_KIND_WORDS.BROKERING_LICENCE, 'national authority', LICENCE_FIELDS),
  paper(
    'EXPORT_LICENCE',
    LICENCE_KIND_WORDS.EXPORT_LICENCE,
    'exporting State',
    'number|date of issue|date of expiry|exporter|consignee|end user|countries|description|quantity|value',
  ),
  paper('IMPORT_LICENCE', LICENCE_KIND_WORDS.IMPORT_LICENCE, 'importing State', 'number|validity|importer'),
  paper(
    'INTERNATIONAL_IMPORT_CERTIFICATE',
    'International import certificate|Certificat international d’importation|Certificado internacional de importación|Международный импортный сертификат|شهادة استيراد دولية|国际进口证书',
    'importing State',
    'control of import declared|no re-export without consent',
    'IIC',
  ),
  paper(
    'END_USER_CERTIFICATE',
    'End-user certificate|Certificat d’utilisateur final|Certificado de usuario final|Сертификат конечного пользователя|شهادة المستخدم النهائي|最终用户证书',
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
    'Delivery verification certificate|Certificat de vérification de livraison|Certificado de verificación de entrega|Сертификат подтверждения доставки|شهادة التحقق من التسليم|交货核查证书',
    'customs of the importing State',
    'date|quantity received',
    'DVC',
  ),
  paper(
    'TRANSIT_AUTHORISATION',
    'Transit authorisation|Autorisation de transit|Autorización de tránsito|Разрешение на транзит|إذن عبور|过境许可',
    'transit State',
    'in writing|before the shipment',
  ),
  paper('NO_OBJECTION', 'Notice of no objection', 'transit State', 'in writing|before the shipment'),
  paper('RE_EXPORT_CONSENT', 'Consent to re-export', 'State of the original exporter', 'scope'),
  paper(
    'UN_EXEMPTION_NOTIFICATION',
    'Exemption notified to a sanctions committee',
    'Security Council committee',
    'reference',
  ),
  paper(
    'BILL_OF_LADING',
    'Bill of lading|Connaissement|Conocimiento de embarque|Коносамент|بوليصة شحن|提单',
    undefined,
    SERIALS,
  ),
  paper(
    'AIR_WAYBILL',
    'Air waybill|Lettre de transport aérien|Carta de porte aéreo|Авианакладная|بوليصة شحن جوي|空运单',
    undefined,
    SERIALS,
  ),
  paper(
    'CUSTOMS_DECLARATION',
    'Customs declaration|Déclaration en douane|Declaración de aduana|Таможенная декларация|بيان جمركي|报关单',
    undefined,
    SERIALS,
  ),
  paper('PACKING_LIST', 'Packing list', undefined, SERIALS),
  paper('INVOICE', 'Invoice|Facture|Factura|Счёт-фактура|فاتورة|发票', undefined, SERIALS),
  paper('DEACTIVATION_CERTIFICATE', 'Deactivation certificate', 'national authority'),
  paper('DESTRUCTION_CERTIFICATE', 'Destruction certificate', undefined, 'method|witness'),
  paper('PROOF_CERTIFICATE', 'Proof certificate', 'proof house'),
  paper('SEIZURE_REPORT', 'Seizure report', 'seizing authority'),
  paper('SEAL', 'Seal of an exhibit|Scellé|Precinto|Печать|ختم|封条', 'authority that holds the item', 'number'),
  paper('COURT_ORDER', 'Court order|Décision de justice|Orden judicial|Судебное решение|أمر محكمة|法院命令', 'court'),
  paper(
    'LAB_REPORT',
    'Laboratory report|Rapport de laboratoire|Informe de laboratorio|Заключение лаборатории|تقرير مختبر|实验室报告',
    'laboratory',
  ),
  paper('LOSS_REPORT', 'Loss report', undefined, 'day of the report|day on which the loss was known'),
]

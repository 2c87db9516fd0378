import type { Finding } from '../findings.ts'
import { daysOf } from '../time/days.ts'
import type { Authorisation, ConsignmentRecord, Movement } from './record.ts'
import { type AuthorisationKind, isArriving, isShipping } from './vocabulary.ts'

const PROTOCOL = 'Firearms Protocol 10'
const IMPORT_CONSENTS: readonly AuthorisationKind[] = [
  'IMPORT_LICENCE',
  'INTERNATIONAL_IMPORT_CERTIFICATE',
  'END_USER_CERTIFICATE',
]
const TRANSIT_CONSENTS: readonly AuthorisationKind[] = ['TRANSIT_AUTHORISATION', 'NO_OBJECTION']

function warn(code: string, pointer: string, detail: string, paragraph: string, hint: string): Finding {
  return { code, severity: 'WARNING', pointer, detail, paragraph, hint }
}

/** First and last day of everything that shipped; null where nothing did. */
function shipmentDays(shipments: readonly Movement[]): { first: string; last: string } | null {
  const days = shipments.map(({ occurred }) => daysOf(occurred).first).sort()
  const [first, last] = [days[0], days.at(-1)]
  return first === undefined || last === undefined ? null : { first, last }
}

function findingsOfValidity(papers: readonly Authorisation[], shipments: readonly Movement[]): Finding[] {
  const days = shipmentDays(shipments)
  if (days === null) return []
  return papers.flatMap((paper, n): Finding[] => {
    const at = `#/authorisations/${n}`
    const name = paper.kind === 'EXPORT_LICENCE' ? 'LICENCE' : 'AUTHORISATION'
    const found: Finding[] = []
    if (paper.expiresOn !== null && paper.expiresOn < days.last) {
      const detail = `This ${paper.kind} had expired when weapons were shipped.`
      found.push(
        warn(
          `${name}_EXPIRED_AT_SHIPMENT`,
          `${at}/expiresOn`,
          detail,
          PROTOCOL,
          'Record the paper that was valid then.',
        ),
      )
    }
    if (paper.issuedOn > days.first) {
      const detail = `This ${paper.kind} was issued after weapons had been shipped.`
      found.push(
        warn(`${name}_ISSUED_AFTER_SHIPMENT`, `${at}/issuedOn`, detail, PROTOCOL, 'Authorise before shipping.'),
      )
    }
    return found
  })
}

function findingsOfParties({ consignment, authorisations }: ConsignmentRecord): Finding[] {
  const fields = ['exporterPartyId', 'consigneePartyId', 'endUserPartyId', 'destinationCountry'] as const
  // Where no other end user is named, it is the consignee.
  const named = { ...consignment, endUserPartyId: consignment.endUserPartyId ?? consignment.consigneePartyId }
  return authorisations.flatMap((paper, n) => {
    const differing = fields.filter((field) => paper[field] !== null && paper[field] !== named[field])
    return differing.map((field) =>
      warn(
        'AUTHORISATION_NAMES_OTHERS',
        `#/authorisations/${n}/${field}`,
        `The ${field} of this ${paper.kind} is not that of the consignment.`,
        PROTOCOL,
        'Name the paper that was issued for these parties, or correct the consignment.',
      ),
    )
  })
}

function findingsOfMissing(papers: readonly Authorisation[], shipments: readonly Movement[]): Finding[] {
  if (shipments.length === 0) return []
  const found: Finding[] = []
  const has = (kinds: readonly AuthorisationKind[]) => papers.some(({ kind }) => kinds.includes(kind))
  const hint = 'Record the paper and name the consignment in it.'
  if (!has(['EXPORT_LICENCE'])) {
    found.push(warn('EXPORT_LICENCE_MISSING', '#/authorisations', 'Shipped under no export licence.', PROTOCOL, hint))
  }
  if (!has(IMPORT_CONSENTS)) {
    const detail = 'Shipped without an import licence, import certificate or end-user certificate.'
    found.push(warn('IMPORT_CONSENT_MISSING', '#/authorisations', detail, PROTOCOL, hint))
  }
  return found
}

/** An export licence is issued only once the importing State has licensed the import (Firearms Protocol 10.2). */
function findingsOfOrder(papers: readonly Authorisation[]): Finding[] {
  const imports = papers.filter(({ kind }) => kind === 'IMPORT_LICENCE')
  const firstImport = imports.map(({ issuedOn }) => issuedOn).sort()[0]
  if (firstImport === undefined) return []
  return papers.flatMap((paper, n) => {
    if (paper.kind !== 'EXPORT_LICENCE' || paper.issuedOn >= firstImport) return []
    const detail = 'The export licence was issued before the import licence.'
    const hint = 'Check both dates of issue.'
    return [
      warn(
        'EXPORT_LICENCE_BEFORE_IMPORT_LICENCE',
        `#/authorisations/${n}/issuedOn`,
        detail,
        'Firearms Protocol 10.2',
        hint,
      ),
    ]
  })
}

function findingsOfEndUse(record: ConsignmentRecord, shipments: readonly Movement[], isDelivered: boolean): Finding[] {
  const certificates = record.authorisations.flatMap((paper, n) =>
    paper.kind === 'END_USER_CERTIFICATE' ? [{ paper, n }] : [],
  )
  const found: Finding[] = []
  for (const { paper, n } of certificates) {
    const at = `#/authorisations/${n}/verification`
    if (paper.verification === 'UNVERIFIED') {
      const detail = 'The end-user certificate was not checked with the State that is said to have issued it.'
      found.push(
        warn(
          'EUC_UNVERIFIED',
          at,
          detail,
          'ATT 8, 11',
          'Ask the issuing State, and have a registrar record what it said.',
        ),
      )
    }
    if (paper.verification === 'REJECTED') {
      const detail = 'The State that is said to have issued the end-user certificate denies it.'
      found.push({
        ...warn('EUC_REJECTED', at, detail, 'ATT 11', 'Stop the delivery, and report the certificate.'),
        severity: 'ERROR',
      })
    }
  }
  const isVerified =
    record.movements.some(
      ({ kind, papers }) => isArriving(kind) && papers.includes('DELIVERY_VERIFICATION_CERTIFICATE'),
    ) ||
    record.deliveries.some(({ documents }) =>
      documents.some(({ kind }) => kind === 'DELIVERY_VERIFICATION_CERTIFICATE'),
    )
  if (certificates.length > 0 && shipments.length > 0 && !isVerified) {
    const detail = isDelivered
      ? 'Delivered under an end-user certificate, and no delivery verification certificate is recorded.'
      : 'Shipped under an end-user certificate; no delivery verification is recorded yet.'
    const hint = 'Name the DELIVERY_VERIFICATION_CERTIFICATE with the arrival or with a delivery.'
    // Nothing can be verified before it arrives: until then it is told, and refuses no strict call.
    const severity = isDelivered ? 'WARNING' : 'INFO'
    found.push({ ...warn('DELIVERY_NOT_VERIFIED', '#/deliveries', detail, PROTOCOL, hint), severity })
  }
  return found
}

/** Every State that the weapons pass through has agreed in writing before they left (Firearms Protocol 10.2). */
function findingsOfTransit({ consignment, authorisations, movements }: ConsignmentRecord): Finding[] {
  const days = shipmentDays(movements.filter(({ kind }) => isShipping(kind)))
  const planned = new Set(consignment.transitCountries)
  const passed = [...new Set([...planned, ...movements.flatMap(({ transitCountries }) => transitCountries)])].sort()
  return passed.flatMap((country) => {
    const agreed = authorisations.some(
      (paper) =>
        TRANSIT_CONSENTS.includes(paper.kind) &&
        paper.country === country &&
        (days === null || paper.issuedOn <= days.first),
    )
    if (agreed) return []
    const n = consignment.transitCountries.indexOf(country)
    const pointer = n < 0 ? '#/transitCountries' : `#/transitCountries/${n}`
    const detail = `${country} has not agreed to the transit before shipment.`
    return [
      warn(
        'TRANSIT_NOT_AUTHORISED',
        pointer,
        detail,
        'Firearms Protocol 10.2(b)',
        'Record its TRANSIT_AUTHORISATION or NO_OBJECTION.',
      ),
    ]
  })
}

function findingsOfEmbargo({ consignment, authorisations }: ConsignmentRecord): Finding[] {
  return consignment.embargoReferences.flatMap((reference, n) => {
    const isExempt = authorisations.some(
      (paper) =>
        paper.kind === 'UN_EXEMPTION_NOTIFICATION' &&
        paper.verification !== 'REJECTED' &&
        paper.embargoReferences.includes(reference),
    )
    if (isExempt) return []
    const detail = `The consignment falls under ${reference}, and no exemption from it was notified.`
    const hint = 'Record the UN_EXEMPTION_NOTIFICATION with this embargo reference.'
    return [
      warn(
        'EMBARGO_REFERENCE_WITHOUT_EXEMPTION',
        `#/embargoReferences/${n}`,
        detail,
        'UNSC 2370 (2017), 2616 (2021)',
        hint,
      ),
    ]
  })
}

/** What is wrong with the papers of a consignment, or missing among them. `isDelivered`: something of it has arrived. */
export function findingsOfPapers(record: ConsignmentRecord, isDelivered: boolean): Finding[] {
  const shipments = record.movements.filter(({ kind }) => isShipping(kind))
  return [
    ...findingsOfMissing(record.authorisations, shipments),
    ...findingsOfValidity(record.authorisations, shipments),
    ...findingsOfOrder(record.authorisations),
    ...findingsOfParties(record),
    ...findingsOfEndUse(record, shipments, isDelivered),
    ...findingsOfTransit(record),
    ...findingsOfEmbargo(record),
  ]
}

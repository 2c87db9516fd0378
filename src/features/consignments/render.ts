import type { ConsignedItem, Quantities } from '../../domain/consignments/quantities.ts'
import type { Reconciliation } from '../../domain/consignments/reconcile.ts'
import type { Authorisation, Consignment, ConsignmentRecord } from '../../domain/consignments/record.ts'
import { renderDate } from '../render-chain.ts'
import type { Authorisation as AuthorisationView } from './authorisation-schemas.ts'
import type { Consignment as ConsignmentView } from './schemas.ts'

/** The fields that are there: absent rather than null on the wire. */
function present<T extends object>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as never
}

export function renderAuthorisation(paper: Authorisation): AuthorisationView {
  const { issuer, expiresOn, exporterPartyId, consigneePartyId, endUserPartyId, destinationCountry, ...rest } = paper
  const optional = { issuer, expiresOn, exporterPartyId, consigneePartyId, endUserPartyId, destinationCountry }
  return {
    ...rest,
    ...present(optional),
    transitCountries: [...rest.transitCountries],
    embargoReferences: [...rest.embargoReferences],
    lines: [...rest.lines],
  }
}

type Head = Pick<
  ConsignmentView,
  | 'id'
  | 'reference'
  | 'exporterPartyId'
  | 'consigneePartyId'
  | 'endUserPartyId'
  | 'carrierPartyId'
  | 'destinationCountry'
  | 'transitCountries'
  | 'embargoReferences'
  | 'recordedAt'
>

/** What a consignment says of itself. */
export function renderHead(consignment: Consignment): Head {
  const { id, reference, exporterPartyId, consigneePartyId, endUserPartyId, carrierPartyId, recordedAt } = consignment
  return {
    id,
    exporterPartyId,
    consigneePartyId,
    ...present({ reference, endUserPartyId, carrierPartyId }),
    destinationCountry: consignment.destinationCountry,
    transitCountries: [...consignment.transitCountries],
    embargoReferences: [...consignment.embargoReferences],
    recordedAt,
  }
}

function renderItem({ weaponId, line, state, shipped, arrived }: ConsignedItem): ConsignmentView['items'][number] {
  const serial = shipped?.serials?.[0]
  return {
    weaponId,
    ...(serial === undefined ? {} : { serial }),
    line,
    state,
    ...(shipped === null ? {} : { shippedAt: renderDate(shipped.occurred) }),
    ...(arrived === null ? {} : { arrivedAt: renderDate(arrived.occurred) }),
  }
}

function renderQuantities(quantities: Quantities): Quantities {
  return { ...quantities }
}

/** A consignment with everything that is known of it and does not agree in it. */
export function renderConsignment(record: ConsignmentRecord, found: Reconciliation): ConsignmentView {
  const { consignment, deliveries } = record
  const ordered = [...deliveries].sort((a, b) => (a.recordedAt < b.recordedAt ? -1 : 1))
  return {
    ...renderHead(consignment),
    authorisations: found.authorisations.map(renderAuthorisation),
    lines: consignment.lines.map((line, n) => ({ ...line, ...renderQuantities(found.lines[n] ?? found.total) })),
    totals: renderQuantities(found.total),
    items: found.items.map(renderItem),
    deliveries: ordered.map(({ id, occurred, complete, lines, items, recordedAt }) => ({
      id,
      occurredAt: renderDate(occurred),
      complete,
      lines: [...lines],
      items: items.length,
      recordedAt,
    })),
    findings: [...found.findings],
  }
}

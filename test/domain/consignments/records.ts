import type {
  Authorisation,
  ConsignmentRecord,
  Delivery,
  GoodsLine,
  Movement,
  WeaponGoods,
} from '../../../src/domain/consignments/record.ts'
import { resolveCalibre } from '../../../src/domain/identification/calibre.ts'
import { resolveMake } from '../../../src/domain/identification/maker.ts'
import { resolveModel } from '../../../src/domain/identification/model.ts'
import { type OccurredAtInput, resolveOccurredAt, type Occurred } from '../../../src/domain/time/occurred-at.ts'

export const OPTIONS = { now: '2025-07-01T00:00:00.000Z', transitDays: 90 }

export function day(value: OccurredAtInput): Occurred {
  const read = resolveOccurredAt(value, { zones: ['UTC'] })
  if (!read.ok) throw new Error(JSON.stringify(read.errors))
  return read.occurred
}

export function goods(model = 'Glock 19'): WeaponGoods {
  const makeKey = resolveMake('Glock').key
  return {
    type: 'PISTOL_SELF_LOADING',
    make: 'Glock',
    model,
    calibre: '9x19',
    makeKey,
    modelKey: resolveModel(model, makeKey).key,
    calibreKey: resolveCalibre('9x19').key,
  }
}

export function line(quantity: number, model = 'Glock 19'): GoodsLine {
  return { type: 'PISTOL_SELF_LOADING', make: 'Glock', model, calibre: '9x19', quantity }
}

export function moved(kind: Movement['kind'], weaponId: string, overrides: Partial<Movement> = {}): Movement {
  return {
    eventId: `${kind} ${weaponId}`,
    weaponId,
    kind,
    occurred: day('2025-06-01'),
    transitCountries: [],
    papers: [],
    weapon: goods(),
    serials: [`SN ${weaponId}`],
    ...overrides,
  }
}

export function paper(kind: Authorisation['kind'], overrides: Partial<Authorisation> = {}): Authorisation {
  return {
    id: `paper-${kind}`,
    kind,
    number: `${kind}-1`,
    issuer: null,
    country: 'AT',
    issuedOn: '2025-01-01',
    expiresOn: null,
    exporterPartyId: null,
    consigneePartyId: null,
    endUserPartyId: null,
    destinationCountry: null,
    transitCountries: [],
    lines: [],
    nonRetransferClause: false,
    embargoReferences: [],
    verification: 'AUTHENTICATED_WITH_ISSUER',
    ...overrides,
  }
}

export function delivered(id: string, overrides: Partial<Delivery> = {}): Delivery {
  return {
    id,
    occurred: day('2025-06-10'),
    complete: false,
    lines: [],
    items: [],
    documents: [],
    recordedAt: '2025-06-11T00:00:00.000000Z',
    ...overrides,
  }
}

interface Given extends Partial<Omit<ConsignmentRecord, 'consignment'>> {
  readonly consignment?: Partial<ConsignmentRecord['consignment']>
}

/** A consignment of ten pistols with an export licence and an import licence and nothing wrong with it. */
export function aConsignment({ consignment, ...given }: Given = {}): ConsignmentRecord {
  return {
    consignment: {
      id: 'consignment',
      reference: null,
      exporterPartyId: 'exporter',
      consigneePartyId: 'consignee',
      endUserPartyId: null,
      carrierPartyId: null,
      destinationCountry: 'FR',
      transitCountries: [],
      embargoReferences: [],
      authorisationIds: [],
      lines: [line(10)],
      agencyId: 'agency',
      recordedAt: '2025-01-02T00:00:00.000000Z',
      ...consignment,
    },
    authorisations: [paper('EXPORT_LICENCE', { issuedOn: '2025-02-01' }), paper('IMPORT_LICENCE')],
    movements: [],
    deliveries: [],
    shippedElsewhere: [],
    ...given,
  }
}

export function ids(count: number): string[] {
  return Array.from({ length: count }, (_, n) => `w${String(n).padStart(3, '0')}`)
}

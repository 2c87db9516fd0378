import type { RowCheck } from './row-check.ts'

const TERMS = 'name country mandate_countries contact'

/** Who may call, and for whom. The first agency registers itself and has its fact as any other; the registry's own, by which keys are recorded, is no row. */
export const AGENCY_CHECKS: readonly RowCheck[] = [
  { table: 'agency', factKinds: ['agency'], columns: TERMS },
  {
    table: 'agency_version',
    factKinds: ['agency-version'],
    columns: `of_agency_id version ${TERMS} active reason_id`,
  },
  {
    table: 'representation',
    factKinds: ['representation'],
    agencyId: 'reporter_id',
    columns: 'party_id valid_from valid_to',
    named: { forAgencyId: 'r.agency_id' },
  },
  {
    table: 'representation_end',
    factKinds: ['representation-end'],
    agencyId: 'reporter_id',
    columns: 'party_id representation_id valid_to reason_id',
    named: { forAgencyId: 'r.agency_id' },
  },
]

/** Who can hold or own, and by what licence. Who changed it (`actor_id`) is in no fact. */
export const PARTY_CHECKS: readonly RowCheck[] = [
  { table: 'party', factKinds: ['party'], columns: 'country name_id', named: { partyKind: 'r.kind' } },
  {
    table: 'party_version',
    factKinds: ['party-version'],
    columns: 'party_id country name_id status successor_party_id valid_from reason explanation_id',
    named: { partyKind: 'r.kind' },
  },
  {
    table: 'party_licence',
    factKinds: ['licence'],
    columns: 'party_id number valid_from valid_to',
    named: { licenceKind: 'r.kind' },
    nullable: { issuer: 'r.issuer', country: 'r.country', scope: 'r.scope' },
  },
  {
    table: 'licence_version',
    factKinds: ['licence-version'],
    columns: 'party_id licence_id action terms reason_id',
    named: { from: 'r.from_day' },
    holds: { number: `r.number is not distinct from r.terms ->> 'number'` },
  },
]

import type {
  Authorisation,
  Consignment,
  ConsignmentRecord,
  Delivery,
  Movement,
  ShippedElsewhere,
} from '../domain/consignments/record.ts'
import type { Tx } from './db.ts'
import { insertRows } from './insert-rows.ts'
import { consignmentMovement } from './tables/consignments.ts'

type Row = { readonly id: string } & (
  | { readonly item: 'CONSIGNMENT'; readonly body: Omit<Consignment, 'id'> }
  | { readonly item: 'AUTHORISATION'; readonly body: Authorisation }
  | { readonly item: 'MOVEMENT'; readonly body: Omit<Movement, 'eventId'> }
  | { readonly item: 'DELIVERY'; readonly body: Omit<Delivery, 'id'> }
  | { readonly item: 'SHIPPED_ELSEWHERE'; readonly body: ShippedElsewhere }
)

const RECORD = {
  name: 'registry_consignment',
  // What serves it stands with the function.
  text: 'select item, id, body from registry_consignment($1::uuid, $2::boolean)',
}

/**
 * Everything recorded of a consignment that the asker may read, in one statement; undefined alike where there is none and where it is not his to read.
 * `serials` asks for the serials of what was shipped, too.
 */
export async function loadConsignment(
  tx: Tx,
  id: string,
  { serials }: { readonly serials: boolean },
): Promise<ConsignmentRecord | undefined> {
  let consignment: Consignment | undefined
  const authorisations: Authorisation[] = []
  const movements: Movement[] = []
  const deliveries: Delivery[] = []
  const shippedElsewhere: ShippedElsewhere[] = []
  for (const row of await tx.rows<Row>(RECORD, [id, serials])) {
    if (row.item === 'CONSIGNMENT') consignment = { ...row.body, id: row.id }
    if (row.item === 'AUTHORISATION') authorisations.push(row.body)
    if (row.item === 'MOVEMENT') movements.push({ ...row.body, eventId: row.id })
    if (row.item === 'DELIVERY') deliveries.push({ ...row.body, id: row.id })
    if (row.item === 'SHIPPED_ELSEWHERE') shippedElsewhere.push(row.body)
  }
  return consignment && { consignment, authorisations, movements, deliveries, shippedElsewhere }
}

/** Says of the events of a report, whatever their number, to which consignment they belong. */
export async function insertMovements(
  tx: Tx,
  agencyId: string,
  recordedAt: string,
  consignmentId: string,
  events: readonly { readonly id: string; readonly weaponId: string }[],
): Promise<void> {
  await insertRows(
    tx,
    consignmentMovement,
    events.map(({ id: eventId, weaponId }) => ({ weaponId, eventId, consignmentId, agencyId, recordedAt })),
  )
}

const CONTINUE = {
  name: 'consignment_movement_continue',
  // Served by consignment_movement_pk.
  text: `
    insert into consignment_movement (weapon_id, event_id, consignment_id, agency_id, recorded_at)
    select m.weapon_id, $3::uuid, m.consignment_id, current_agency(), $4::timestamptz
    from consignment_movement m where m.weapon_id = $1::uuid and m.event_id = $2::uuid
    returning 1`,
}

/** The replacement of an event moves the weapon in the same consignment, if that event did. */
export async function continueMovement(
  tx: Tx,
  weaponId: string,
  eventId: string,
  replacementId: string,
  recordedAt: string,
): Promise<void> {
  await tx.rows(CONTINUE, [weaponId, eventId, replacementId, recordedAt])
}

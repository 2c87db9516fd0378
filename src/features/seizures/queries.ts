import type { Occurred } from '../../domain/time/occurred-at.ts'
import type { Tx } from '../../store/db.ts'
import { ITEM_COLUMNS, type ItemRow } from './list-queries.ts'

const CLAIM = {
  name: 'claim_client_ids',
  text: 'select id from claim_client_ids($1::uuid[], $2::uuid, $3::text) as id',
}

const OPERATION = 'POST /v1/seizures#items'

/** Claims ids that the caller made for items; gives those that were free, and says nothing of whose the others are. */
export async function claimItemIds(tx: Tx, actorId: string, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await tx.rows<{ id: string }>(CLAIM, [ids, actorId, OPERATION])
  return new Set(rows.map(({ id }) => id))
}

/** The case of a recovery: what its agency wrote, kept apart from the facts. */
export interface SeizureTexts {
  readonly agencyReference: string
  readonly legalBasis: string
  readonly note?: string
  readonly declaration?: Readonly<Record<string, string>>
}

export interface SeizureRow {
  readonly id: string
  readonly recoveryClass: string
  readonly circumstance: string
  readonly occurred: Occurred
  readonly place: { readonly country: string; readonly locality?: string }
  readonly customs: Readonly<Record<string, unknown>> | null
  readonly custodianId: string | null
  readonly itemCount: number
  readonly texts: SeizureTexts | null
  readonly agencyId: string
  readonly recordedAt: string
}

const SEIZURE = {
  name: 'seizure_by_id',
  // Served by seizure_pk and personal_record_pk; row security leaves the agency's own, or any to the registry's readers, and the texts to whom they are for.
  text: `
    select s.id, s.recovery_class as "recoveryClass", s.circumstance, s.occurred, s.place, s.customs, s.custodian_id as "custodianId",
      s.item_count as "itemCount", t.body as texts, s.agency_id as "agencyId",
      to_char(s.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "recordedAt"
    from seizure s left join personal_record t on t.id = s.text_id
    where s.id = $1::uuid`,
}

export async function findSeizure(tx: Tx, id: string): Promise<SeizureRow | undefined> {
  const [row] = await tx.rows<SeizureRow>(SEIZURE, [id])
  return row
}

// Served by seizure_item_by_seizure, and for each item by the keys of what it is read from.
const ITEMS = { name: 'seizure_items_of', text: `${ITEM_COLUMNS} where i.seizure_id = $1::uuid order by i.n` }

export async function findItemsOf(tx: Tx, seizureId: string): Promise<ItemRow[]> {
  return tx.rows<ItemRow>(ITEMS, [seizureId])
}

// Served by seizure_item_by_id.
const ITEM = { name: 'seizure_item_read', text: `${ITEM_COLUMNS} where i.id = $1::uuid` }

export async function findItem(tx: Tx, id: string): Promise<ItemRow | undefined> {
  const [row] = await tx.rows<ItemRow>(ITEM, [id])
  return row
}

const JOINS = {
  name: 'registry_item_joins',
  text: 'select weapon_id as "weaponId", other_id as "otherId", readable from registry_item_joins($1::uuid[])',
}

export interface ItemJoin {
  readonly weaponId: string
  readonly otherId: string
  /** Whether the asker reads the weapon that the item is joined to. */
  readonly readable: boolean
}

/** To which registered weapons items are joined by now. */
export async function findJoins(tx: Tx, weaponIds: readonly string[]): Promise<ItemJoin[]> {
  return weaponIds.length === 0 ? [] : tx.rows<ItemJoin>(JOINS, [weaponIds])
}

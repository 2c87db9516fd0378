import type { Side } from '../../domain/custody/statements.ts'
import type { ExpectedWeapon } from '../../domain/receipts/compare-items.ts'
import { PRIMARY_SERIAL_KINDS } from '../../domain/vocabulary/markings.ts'
import type { Tx } from '../../store/db.ts'
import type { TransferOffer, TransferStatement } from './schemas.ts'

const FOR_SIDES = {
  name: 'transfer_for_sides',
  text: `
    select id, reporter_id as "reporterId", is_giver as "isGiver", is_receiver as "isReceiver", coalesce(events, '[]'::jsonb) as events
    from transfer_for_sides($1::uuid)`,
}

/** A hand-over as one side of it sees it: who reported it, on which sides the asker may speak, and its events that stand. */
export interface SidedTransfer {
  readonly id: string
  readonly reporterId: string
  readonly isGiver: boolean
  readonly isReceiver: boolean
  readonly events: readonly SidedEvent[]
}

/** One event of a hand-over: which sides it has, and on which the asker acts for a party. */
export interface SidedEvent {
  readonly id: string
  readonly weaponId: string
  readonly hasGiver: boolean
  readonly hasReceiver: boolean
  readonly isGiver: boolean
  readonly isReceiver: boolean
}

/** Undefined for a hand-over that names none of the asker's parties and that he did not report. */
export async function findSidedTransfer(tx: Tx, id: string): Promise<SidedTransfer | undefined> {
  const [row] = await tx.rows<SidedTransfer>(FOR_SIDES, [id])
  return row
}

const STATEMENTS = {
  name: 'transfer_statements_of',
  text: `
    select s.id, s.side, s.statement, n.body ->> 'note' as reason, s.agency_id as "agencyId", s.weapon_ids as "weaponIds", s.recorded_at as "recordedAt"
    from transfer_statements_of($1::uuid) s left join personal_record n on n.id = s.reason_id`,
}

/** What was said of a hand-over, oldest first. */
export async function listStatements(tx: Tx, transferId: string): Promise<TransferStatement[]> {
  const rows = await tx.rows<Omit<TransferStatement, 'transferId' | 'reason'> & { reason: string | null }>(STATEMENTS, [
    transferId,
  ])
  return rows.map(({ reason, ...row }) => ({ ...row, transferId, ...(reason === null ? {} : { reason }) }))
}

const EXPECTED = {
  name: 'transfer_expected_weapons',
  // Served by weapon_pk, weapon_description_pk, marking_pk and fallen_fact_pk. Row security leaves out weapons that the hand-over did not open to the asker.
  text: `
    select w.id as "weaponId", d.make, d.model, d.calibre, coalesce(m.serials, '[]'::jsonb) as serials
    from weapon w
      cross join lateral (
        select v.make, v.model, v.calibre from weapon_description v
        where v.weapon_id = w.id and not exists (select from fallen_fact f where f.weapon_id = v.weapon_id and f.fact_id = v.id)
        order by v.version desc limit 1) d
      cross join lateral (
        select jsonb_agg(jsonb_build_object('text', k.text, 'condition', k.condition) order by k.n) as serials from marking k
        where k.weapon_id = w.id and k.kind = any ($2::text[])
          and not exists (select from fallen_fact f where f.weapon_id = k.weapon_id and f.fact_id = k.id)) m
    where w.id = any ($1::uuid[])`,
}

/** The weapons of a hand-over, as far as the asker may read them. */
export async function findExpected(tx: Tx, weaponIds: readonly string[]): Promise<ExpectedWeapon[]> {
  return tx.rows<ExpectedWeapon>(EXPECTED, [weaponIds, PRIMARY_SERIAL_KINDS])
}

const AWAITING = {
  name: 'transfers_awaiting',
  text: `
    select id, kind, side, from_party_id as "fromPartyId", to_party_id as "toPartyId", occurred, weapon_ids as "weaponIds", recorded_at as "recordedAt"
    from transfers_awaiting($1::timestamptz, $2::uuid, $3::integer)`,
}

export interface OfferPosition {
  readonly recordedAt: string
  readonly id: string
}
const LATEST: OfferPosition = { recordedAt: 'infinity', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }

interface OfferRow {
  readonly id: string
  readonly kind: string
  readonly side: Side
  readonly fromPartyId: string | null
  readonly toPartyId: string | null
  readonly occurred: { value: string; precision: string }
  readonly weaponIds: string[] | null
  readonly recordedAt: string
}

/** Hand-overs that wait for a word of the asker's side, newest first; one more than `limit` where there are more. */
export async function listOffers(tx: Tx, after: OfferPosition | undefined, limit: number): Promise<TransferOffer[]> {
  const { recordedAt, id } = after ?? LATEST
  const rows = await tx.rows<OfferRow>(AWAITING, [recordedAt, id, limit + 1])
  return rows.map(({ fromPartyId, toPartyId, occurred: { value, precision }, weaponIds, ...row }) => ({
    ...row,
    ...(fromPartyId === null ? {} : { fromPartyId }),
    ...(toPartyId === null ? {} : { toPartyId }),
    occurredAt: { value, precision },
    weaponIds: weaponIds ?? [],
  }))
}

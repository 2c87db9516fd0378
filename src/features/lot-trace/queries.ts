import type { CustodyStatus } from '../../domain/custody/event-kind-rules.ts'
import type { Occurred } from '../../domain/time/occurred-at.ts'
import type { LotBasis, LotPoint } from '../../domain/traces/lot.ts'
import type { Tx } from '../../store/db.ts'

const ASKED = {
  name: 'lot_asked',
  // Served by trace_request_pk and trace_state_pk.
  text: `
    select s.answer_id as "answerId", s.weapon_id as "weaponId", q.circumstances -> 'occurred' as occurred
    from trace_request q join trace_state s on s.request_id = q.id where q.id = $1::uuid`,
}

export interface AskedRow {
  readonly answerId: string | null
  readonly weaponId: string | null
  /** The day of recovery, as it was read when the request came in. */
  readonly occurred: Occurred | null
}

/** What a request stands at, for who may read it. */
export async function findAsked(tx: Tx, requestId: string): Promise<AskedRow | undefined> {
  const [row] = await tx.rows<AskedRow>(ASKED, [requestId])
  return row
}

const REPORTS = {
  name: 'lot_reports',
  // Served by custody_event_id_once and consignment_movement_pk, each by weapon and event.
  text: `
    select e.id as "eventId", e.report_id as "reportId", m.consignment_id as "consignmentId"
    from unnest($1::uuid[], $2::uuid[]) as a (weapon_id, event_id)
      join custody_event e on e.weapon_id = a.weapon_id and e.id = a.event_id
      left join consignment_movement m on m.weapon_id = e.weapon_id and m.event_id = e.id`,
}

export interface ReportRow {
  readonly eventId: string
  readonly reportId: string
  readonly consignmentId: string | null
}

/** In which reports the events stand, and which consignments they moved. */
export function findReports(tx: Tx, points: readonly LotPoint[]): Promise<ReportRow[]> {
  return tx.rows(REPORTS, [points.map(({ event }) => event.weaponId), points.map(({ event }) => event.id)])
}

// The indexes stand with the function.
const LOT = 'registry_lot($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::uuid[])'

/** Which reports and consignments make the lot, and which records are the traced weapon itself. */
export interface LotScope {
  readonly reports: readonly { readonly id: string; readonly basis: LotBasis }[]
  readonly consignments: readonly { readonly id: string; readonly basis: LotBasis }[]
  readonly traced: readonly string[]
}

function valuesOf({ reports, consignments, traced }: LotScope): unknown[] {
  const columns = [reports, consignments].flatMap((some) => [some.map(({ id }) => id), some.map(({ basis }) => basis)])
  return [...columns, traced]
}

const PAGE = {
  name: 'lot_page',
  // Description and serial are served by weapon_description_pk and marking_pk.
  text: `
    select l.key, l.weapon_id as "weaponId", l.bases, d.type, d.make, d.model, d.calibre, k.serial
    from (select * from ${LOT} where key > $6::uuid order by key limit $7) l
      cross join lateral (
        select v.type, v.make, v.model, v.calibre from weapon_description v
        where v.weapon_id = l.weapon_id and not exists (select from fallen_fact f where f.weapon_id = v.weapon_id and f.fact_id = v.id)
        order by v.version desc limit 1) d
      left join lateral (
        select m.text as serial from marking m
        where m.weapon_id = l.weapon_id and m.kind = 'SERIAL_PRIMARY'
          and not exists (select from fallen_fact f where f.weapon_id = m.weapon_id and f.fact_id = m.id)
        order by m.n limit 1) k on true
    order by l.key`,
}

export interface LotRow {
  /** The place in the order of pages. */
  readonly key: string
  readonly weaponId: string
  readonly bases: LotBasis[]
  readonly type: string
  readonly make: string
  readonly model: string
  readonly calibre: string
  readonly serial: string | null
}

const FIRST = '00000000-0000-0000-0000-000000000000'

/** A page of the lot; one more than `limit` where there are more. */
export function listLot(
  tx: Tx,
  scope: LotScope,
  page: { after: string | undefined; limit: number },
): Promise<LotRow[]> {
  return tx.rows(PAGE, [...valuesOf(scope), page.after ?? FIRST, page.limit + 1])
}

const COUNTS = {
  name: 'lot_counts',
  text: `
    select status, coalesce(holder_party_id = $6::uuid, false) as "withReceiver", count(*)::integer as count
    from ${LOT}
    group by 1, 2`,
}

export interface LotCount {
  readonly status: CustodyStatus
  readonly withReceiver: boolean
  readonly count: number
}

/** The whole lot by status, and by whether the receiver holds it. */
export function countLot(tx: Tx, scope: LotScope, receiverId: string | null): Promise<LotCount[]> {
  return tx.rows(COUNTS, [...valuesOf(scope), receiverId])
}

import { type Assembly, stayAt, threadAssemblies } from '../../domain/components/assembly.ts'
import { fromAmountText, type LotUnit, toAmountText } from '../../domain/components/quantity.ts'
import type { Tx } from '../../store/db.ts'
import type { Moments } from './queries.ts'
import type { Lot, Related } from './schemas.ts'

type Dated = { readonly value: string; readonly precision: string }

interface Row {
  readonly components: readonly { id: string; category: string; type: string; since: Dated }[]
  readonly assembledInto: { weaponId: string; since: Dated } | null
  readonly successorId: string | null
  readonly predecessorId: string | null
  readonly lot: LotRow | null
}

/** A lot as it is stored: amounts are decimal text. `lotId` is null where the lot it came from is not the asker's to see. */
export interface LotRow {
  readonly number: string | null
  readonly amount: string
  readonly unit: LotUnit
  readonly taken: string
  readonly lotId: string | null
}

const RELATED = {
  name: 'weapon_related',
  // Served by component_place_by_host, component_place_pk, succession_pk, succession_by_successor, weapon_lot_pk and weapon_lot_by_lot. Row security shows a
  // relation only to who sees both ends of it. Two hundred components are more than any weapon or aircraft has parts with a record of their own.
  text: `
    select
      coalesce((select jsonb_agg(p.part order by p.part ->> 'id') from (
        select jsonb_build_object('id', c.weapon_id, 'category', w.category, 'type', d.type, 'since', c.occurred) as part
        from component_place c
          join weapon w on w.id = c.weapon_id
          cross join lateral (
            select v.type from weapon_description v
            where v.weapon_id = c.weapon_id and not exists (select from fallen_fact f where f.weapon_id = v.weapon_id and f.fact_id = v.id)
            order by v.version desc limit 1) d
        where c.host_id = $1::uuid order by c.weapon_id limit 200) p), '[]') as components,
      (select jsonb_build_object('weaponId', c.host_id, 'since', c.occurred) from component_place c where c.weapon_id = $1::uuid) as "assembledInto",
      (select s.successor_id from succession s
        where s.weapon_id = $1::uuid and weapon_readable(s.successor_id)
          and ($2::timestamptz is null or (s.occurred ->> 'from')::timestamptz <= $2) and ($3::timestamptz is null or s.recorded_at <= $3)) as "successorId",
      (select s.weapon_id from succession s where s.successor_id = $1::uuid and weapon_readable(s.weapon_id)) as "predecessorId",
      (select jsonb_build_object('number', k.number, 'amount', k.amount::text, 'unit', k.unit,
          'lotId', case when weapon_readable(k.lot_id) then k.lot_id end,
          'taken', coalesce((select t.taken from registry_lots_taken(array[k.weapon_id], $2::timestamptz, $3::timestamptz) t), '0'))
        from weapon_lot k where k.weapon_id = $1::uuid) as lot`,
}

const ASSEMBLIES = {
  name: 'assemblies_around',
  // Served by assembly_by_host and assembly_pk: all that is told of the components that ever were in the weapon, and of the weapon itself where it is a component.
  text: `
    select a.id, a.weapon_id as "componentId", a.host_id as "hostId", a.action, a.occurred, w.category, d.type,
      to_char(a.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "recordedAt"
    from (select distinct i.weapon_id from assembly i where i.host_id = $1::uuid union select $1::uuid order by 1 limit 200) p
      join assembly a on a.weapon_id = p.weapon_id
      join weapon w on w.id = a.weapon_id
      cross join lateral (select v.type from weapon_description v where v.weapon_id = a.weapon_id order by v.version desc limit 1) d`,
}

interface AssemblyRow extends Assembly {
  readonly category: string
  readonly type: string
}

function dated({ value, precision }: Dated): Dated {
  return { value, precision }
}

/** A lot as it is sent; what is left is its amount less that of its parts. */
export function renderLot({ number, amount, unit, taken, lotId }: LotRow): Lot {
  const [all, gone] = [fromAmountText(amount), fromAmountText(taken)]
  return {
    ...(number === null ? {} : { number }),
    quantity: { amount: Number(toAmountText(all)), unit },
    remaining: { amount: Number(toAmountText(all - gone)), unit },
    ...(lotId === null ? {} : { lotId }),
  }
}

/** What was in a weapon, and what it was in, as of a moment and as known at a moment: decided from the reports that the asker sees. */
async function assembledThen(
  tx: Tx,
  weaponId: string,
  { at, knownAt }: Moments,
): Promise<Pick<Row, 'components' | 'assembledInto'>> {
  const rows = await tx.rows<AssemblyRow>(ASSEMBLIES, [weaponId])
  const stayOf = (componentId: string) => {
    const reports = rows.filter((row) => row.componentId === componentId)
    const stay = stayAt(threadAssemblies(reports, knownAt).stays, at)
    return stay?.hostIds.length === 1 ? { hostId: stay.hostIds[0] ?? '', since: stay.since } : undefined
  }
  const parts = [...new Map(rows.map((row) => [row.componentId, row])).values()]
  const components = parts.flatMap(({ componentId: id, category, type }) => {
    const stay = stayOf(id)
    return stay?.hostId === weaponId ? [{ id, category, type, since: stay.since }] : []
  })
  const own = stayOf(weaponId)
  return { components, assembledInto: own === undefined ? null : { weaponId: own.hostId, since: own.since } }
}

/** What a weapon is to other records, as far as the asker sees both; as of a moment and as known at a moment, where they are given. */
export async function findRelated(tx: Tx, weaponId: string, moments: Moments = {}): Promise<Related> {
  const { at = null, knownAt = null } = moments
  const [now] = await tx.rows<Row>(RELATED, [weaponId, at, knownAt])
  if (now === undefined) throw new Error('a statement without a source gave no row')
  const then = at === null && knownAt === null ? now : await assembledThen(tx, weaponId, moments)
  const { successorId, predecessorId, lot } = now
  const { components, assembledInto } = then
  return {
    components: components.map((part) => ({ ...part, since: dated(part.since) })),
    ...(assembledInto === null ? {} : { assembledInto: { ...assembledInto, since: dated(assembledInto.since) } }),
    ...(successorId === null ? {} : { successorId }),
    ...(predecessorId === null ? {} : { predecessorId }),
    ...(lot === null ? {} : { lot: renderLot(lot) }),
  }
}

import type { ErrorDeclaration } from '../../domain/corrections/declaration.ts'
import type { IdentityLink as LinkStatement } from '../../domain/custody/record.ts'
import type { Described, LinkStatus } from '../../domain/identity/link-rules.ts'
import type { Tx } from '../../store/db.ts'
import type { IdentityLink } from './schemas.ts'

const UTC = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

// Served by error_declaration_pk: a weapon has few declarations.
const WITHDRAWN = `(
  select min(w.recorded_at) from error_declaration w where w.weapon_id = l.weapon_id and w.subject_id = l.id)`

const STATUS = `case
  when ${WITHDRAWN} is not null then 'WITHDRAWN'
  when not l.needs_decision or r.decision = 'CONFIRM' then 'CONFIRMED'
  when r.decision = 'REJECT' then 'REJECTED'
  else 'PROPOSED' end`

const SELECT = `
  select l.id, ${STATUS} as status, l.weapon_id as "weaponId", l.other_weapon_id as "otherWeaponId", l.basis, l.tier,
    e.body ->> 'note' as evidence, l.agency_id as "agencyId", l.actor_id as "actorId", ${UTC('l.recorded_at')} as "recordedAt",
    r.decision, m.body ->> 'note' as "decisionReason", ${UTC('r.recorded_at')} as "decidedAt", ${UTC(WITHDRAWN)} as "withdrawnAt"
  from identity_link l
    left join registrar_decision r on r.weapon_id = l.weapon_id and r.subject_id = l.id
    left join personal_record e on e.id = l.evidence_id
    left join personal_record m on m.id = r.reason_id`

interface Row {
  readonly id: string
  readonly status: LinkStatus
  readonly weaponId: string
  readonly otherWeaponId: string
  readonly basis: string
  readonly tier: string | null
  readonly evidence: string | null
  readonly agencyId: string
  readonly actorId: string
  readonly recordedAt: string
  readonly decision: string | null
  readonly decisionReason: string | null
  readonly decidedAt: string | null
  readonly withdrawnAt: string | null
}

function toView(row: Row): IdentityLink {
  const { id, status, basis, tier, evidence, agencyId, recordedAt, decision, decisionReason, withdrawnAt } = row
  return {
    id,
    status,
    weaponIds: [row.weaponId, row.otherWeaponId],
    basis,
    ...(tier === null ? {} : { tier }),
    ...(evidence === null ? {} : { evidence }),
    agencyId,
    ...(decision === null
      ? {}
      : {
          decision: {
            decision,
            ...(decisionReason === null ? {} : { reason: decisionReason }),
            recordedAt: row.decidedAt ?? '',
          },
        }),
    ...(withdrawnAt === null ? {} : { withdrawnAt }),
    recordedAt,
  }
}

// Served by identity_link_by_id.
const BY_ID = { name: 'identity_link_by_id', text: `${SELECT} where l.id = $1::uuid` }

export interface FoundLink {
  readonly weaponId: string
  readonly otherWeaponId: string
  readonly agencyId: string
  readonly actorId: string
  readonly view: IdentityLink
}

/** A link that the caller's agency proposed, or any for the registry's readers. */
export async function findLink(tx: Tx, id: string): Promise<FoundLink | undefined> {
  const [row] = await tx.rows<Row>(BY_ID, [id])
  if (row === undefined) return undefined
  const { weaponId, otherWeaponId, agencyId, actorId } = row
  return { weaponId, otherWeaponId, agencyId, actorId, view: toView(row) }
}

export interface Position {
  readonly recordedAt: string
  readonly id: string
}
const LATEST: Position = { recordedAt: 'infinity', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }

// Served by identity_link_by_time; of one weapon by identity_link_pk and identity_link_by_other.
const LIST = {
  name: 'identity_links_list',
  text: `
    ${SELECT}
    where ($1::text is null or ${STATUS} = $1::text) and ($2::uuid is null or l.weapon_id = $2::uuid or l.other_weapon_id = $2::uuid)
      and (l.recorded_at, l.id) < ($3::timestamptz, $4::uuid) and ($5::boolean or l.agency_id = current_agency())
    order by l.recorded_at desc, l.id desc limit $6`,
}

export interface Listing {
  readonly status: string | undefined
  readonly after: Position | undefined
  readonly limit: number
}

/** Newest first; one more than `limit` where there are more. */
export async function listLinks(
  tx: Tx,
  wanted: Listing & { readonly weaponId: string | undefined; readonly anyAgency: boolean },
): Promise<IdentityLink[]> {
  const { recordedAt, id } = wanted.after ?? LATEST
  const values = [wanted.status ?? null, wanted.weaponId ?? null, recordedAt, id, wanted.anyAgency, wanted.limit + 1]
  return (await tx.rows<Row>(LIST, values)).map(toView)
}

const DESCRIBED = {
  name: 'identity_link_described',
  // Served by weapon_description_pk and fallen_fact_pk; row security is the visibility predicate.
  text: `
    select w.id, d.make, d.model, d.calibre
    from weapon w cross join lateral (
      select v.make, v.model, v.calibre from weapon_description v
      where v.weapon_id = w.id and not exists (select from fallen_fact f where f.weapon_id = v.weapon_id and f.fact_id = v.id)
      order by v.version desc limit 1) d
    where w.id = any ($1::uuid[])`,
}

/** What the records that the caller may see say of their weapons, by id. */
export async function findDescribed(tx: Tx, ids: readonly string[]): Promise<Map<string, Described>> {
  const rows = await tx.rows<Described & { id: string }>(DESCRIBED, [ids])
  return new Map(rows.map(({ id, ...described }) => [id, described]))
}

const LOAD = {
  name: 'identity_link_load',
  text: `
    select l.id, l.weapon_id as "weaponId", l.other_weapon_id as "otherWeaponId", l.needs_decision as "needsDecision", r.decision,
      ${UTC('l.recorded_at')} as "recordedAt", ${UTC('r.recorded_at')} as "decidedAt", ${UTC(WITHDRAWN)} as "withdrawnAt"
    from identity_link l left join registrar_decision r on r.weapon_id = l.weapon_id and r.subject_id = l.id
    where l.id = $1::uuid`,
}

/** A link as the domain judges it, with its withdrawal if it has one; read after its weapons were locked. */
export async function loadLink(
  tx: Tx,
  id: string,
): Promise<{ link: LinkStatement; declarations: readonly ErrorDeclaration[] }> {
  const [row] = await tx.rows<LinkStatement & { withdrawnAt: string | null }>(LOAD, [id])
  if (row === undefined) throw new Error('a link that was seen is not there')
  const { withdrawnAt, ...link } = row
  if (withdrawnAt === null) return { link, declarations: [] }
  const withdrawal = {
    id: '',
    weaponId: link.weaponId,
    subjectKind: 'IDENTITY_LINK' as const,
    subjectId: id,
    replacementId: null,
    needsDecision: false,
    decision: null,
    decidedAt: null,
    recordedAt: withdrawnAt,
  }
  return { link, declarations: [withdrawal] }
}

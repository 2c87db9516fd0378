import type { EventKind } from '../domain/custody/event-kinds.ts'
import type { FactKind } from './append-fact.ts'
import type { Tx } from './db.ts'

/** One event, as far as its retention is decided on. */
export interface RetainedEvent {
  readonly weaponId: string
  readonly eventId: string
  readonly kind: EventKind
  /** `YYYY-MM-DD`, the last day on which it can have happened. */
  readonly happenedOn: string
  /** `YYYY-MM-DD`, not before it was reported; null where no destruction stands in the record of its weapon. */
  readonly destroyedOn: string | null
}

/**
 * The last day of a half-open range; a destruction counts where it was not declared wrong, and from the day of its report: one that is reported with a day of long ago
 * would end the time at once.
 */
const EVENT = `
  e.weapon_id as "weaponId", e.id as "eventId", e.kind, to_char(e.occurred_to - interval '1 microsecond', 'YYYY-MM-DD') as "happenedOn",
  (select max(to_char(greatest(d.occurred_to - interval '1 microsecond', d.recorded_at), 'YYYY-MM-DD')) from custody_event d
   where d.weapon_id = e.weapon_id and d.kind = 'DESTROYED'
     and not exists (select from fallen_fact f where f.weapon_id = d.weapon_id and f.fact_id = d.id)) as "destroyedOn"`

const OF_PARTY = {
  name: 'erasure_events_of_party',
  // No index: a party's events are asked for by an order of erasure alone, which may read the table from end to end.
  text: `select ${EVENT} from custody_event e where $1::uuid in (e.from_party_id, e.to_party_id, e.carrier_party_id)`,
}

/** Events that name a party. */
export function findEventsOfParty(tx: Tx, partyId: string): Promise<RetainedEvent[]> {
  return tx.rows<RetainedEvent>(OF_PARTY, [partyId])
}

const SOME = {
  name: 'erasure_events',
  // Served by event_locator_pk and custody_event_id_once.
  text: `
    select ${EVENT}, f.canonical, f.secret from event_locator l
      join custody_event e on e.weapon_id = l.weapon_id and e.id = l.event_id join fact f on f.id = e.id
    where l.event_id = any ($1::uuid[]) order by e.id`,
}

export type EventToErase = RetainedEvent & { readonly canonical: string | null; readonly secret: Buffer | null }

export function findEventsToErase(tx: Tx, eventIds: readonly string[]): Promise<EventToErase[]> {
  return tx.rows<EventToErase>(SOME, [eventIds])
}

const CITING = {
  name: 'erasure_events_citing',
  // No index, as erasure_events_of_party. What was erased before cites nothing.
  text: `
    select e.id from custody_event e
    where $1::uuid in (e.from_party_id, e.to_party_id, e.carrier_party_id)
      and exists (select from jsonb_array_elements(e.documents) d where d ->> 'number' = any ($2::text[]))`,
}

/** Events that name a party, and one of these numbers among their papers. */
export async function findEventsCiting(tx: Tx, partyId: string, numbers: readonly string[]): Promise<string[]> {
  return (await tx.rows<{ id: string }>(CITING, [partyId, numbers])).map(({ id }) => id)
}

/** A fact that would be erased, with its bytes and its secret. */
export interface WholeFact {
  readonly factId: string
  /** Null where it is of no weapon. */
  readonly weaponId: string | null
  readonly kind: FactKind
  readonly canonical: string
  readonly secret: Buffer
}

const WHOLE = `f.id as "factId", f.kind, f.canonical, f.secret`

const ANSWERS = {
  name: 'erasure_answers_telling',
  // No index: asked for by an order of erasure alone. Answers whose facts were erased before have nothing left to lose.
  text: `
    select ${WHOLE}, a.weapon_id as "weaponId"
    from trace_answer a join fact f on f.id = a.id
    where a.weapon_id is not null and f.canonical is not null
      and exists (select from jsonb_array_elements(a.told -> 'chain') l where l ->> 'eventId' = any ($1::text[]))`,
}

/** Answers in whose chain one of these events stands. */
export function findAnswersTelling(tx: Tx, eventIds: readonly string[]): Promise<WholeFact[]> {
  return tx.rows(ANSWERS, [eventIds])
}

const MOVES = {
  name: 'erasure_moves',
  // No index, as erasure_events_of_party.
  text: `
    select ${WHOLE}, a.weapon_id as "weaponId"
    from assembly a join fact f on f.id = a.id
    where f.canonical is not null
      and a.report_id in (select e.report_id from custody_event e where e.id = any ($1::uuid[]))
      and not exists (
        select from custody_event o join fact x on x.id = o.id
        where o.report_id = a.report_id and x.canonical is not null and o.id <> all ($1::uuid[]))`,
}

/** Parts that were moved by the reports of these events, where nothing is left of a report without them. */
export function findMovesWith(tx: Tx, eventIds: readonly string[]): Promise<WholeFact[]> {
  return tx.rows(MOVES, [eventIds])
}

const LICENCES = {
  name: 'erasure_licences_of_party',
  // Served by party_licence_pk and licence_version_pk.
  text: `
    select to_char(greatest(coalesce(l.valid_to, l.valid_from), l.recorded_at::date), 'YYYY-MM-DD') as day from party_licence l
    where l.party_id = $1::uuid
    union all
    select to_char(greatest(coalesce((v.terms ->> 'validTo')::date, v.from_day), v.recorded_at::date), 'YYYY-MM-DD') from licence_version v
    where v.party_id = $1::uuid`,
}

/** The last day of each licence of a party and of what became of it, `YYYY-MM-DD`. */
export async function findLicenceDays(tx: Tx, partyId: string): Promise<string[]> {
  return (await tx.rows<{ day: string }>(LICENCES, [partyId])).map(({ day }) => day)
}

const PERMITS = {
  name: 'erasure_permits',
  // Served by party_licence_pk, licence_version_pk and fact_pk.
  text: `
    select ${WHOLE}, null::uuid as "weaponId", s.number
    from (
        select l.id, l.number from party_licence l where l.party_id = $1::uuid
        union all select v.id, v.number from licence_version v where v.party_id = $1::uuid) s
      join fact f on f.id = s.id
    where f.canonical is not null and is_natural_person($1::uuid)`,
}

/** The permits of a natural person with what became of them, and the numbers that they ever had. None of a firm, whose licences are no personal data. */
export function findPermits(tx: Tx, partyId: string): Promise<(WholeFact & { readonly number: string | null })[]> {
  return tx.rows(PERMITS, [partyId])
}

const ACTS = {
  name: 'erasure_last_act',
  // Served by disclosure_by_actor.
  text: `
    select to_char(greatest(
      (select max(a.recorded_at) from audit_entry a where a.actor_id = $1::uuid),
      (select max(d.recorded_at) from disclosure d where d.actor_id = $1::uuid)), 'YYYY-MM-DD') as day`,
}

/** The day of the last thing that an actor did, `YYYY-MM-DD`; null where he did nothing. */
export async function findLastAct(tx: Tx, actorId: string): Promise<string | null> {
  return (await tx.rows<{ day: string | null }>(ACTS, [actorId]))[0]?.day ?? null
}

const AGENCY = { name: 'erasure_agency', text: 'select from agency where id = $1::uuid' }

/** Whether an agency of this id is registered. Served by agency_pk. */
export async function isAgency(tx: Tx, agencyId: string): Promise<boolean> {
  return (await tx.rows(AGENCY, [agencyId])).length > 0
}

/** A personal record that would go. */
export interface PersonalToErase {
  readonly id: string
  readonly kind: string
  readonly body: Readonly<Record<string, unknown>>
}

const PERSONAL = {
  name: 'erasure_personal_of_subject',
  // Served by personal_record_by_subject.
  text: 'select id, kind, body from personal_record where subject_id = $1::uuid order by kind, id',
}

export function findPersonal(tx: Tx, subjectId: string): Promise<PersonalToErase[]> {
  return tx.rows<PersonalToErase>(PERSONAL, [subjectId])
}

const NAMING = {
  name: 'erasure_personal_naming',
  text: `
    select p.id, p.kind, p.body from personal_record p
    where p.subject_id <> $1::uuid and p.kind not in ('PARTY_NAME', 'ACTOR')
      and exists (select from unnest($2::text[]) as n (name) where strpos(lower(p.body::text), lower(n.name)) > 0)
    order by p.kind, p.id`,
}

/** Texts about something else in which one of these names stands, in any case of letters. Read from end to end. */
export function findTextsNaming(tx: Tx, subjectId: string, names: readonly string[]): Promise<PersonalToErase[]> {
  return tx.rows<PersonalToErase>(NAMING, [subjectId, names])
}

/** A sealed body whose key is there: a reply kept for replay, or an answer. */
export interface SealedBody {
  readonly keyId: string
  readonly source: 'REPLY' | 'ANSWER'
  readonly sealed: Buffer
}

const SEALED_PAGE = 200
const OPEN_SEALED = {
  name: 'erasure_sealed_open',
  text: `
    declare erasure_sealed no scroll cursor for
      select s.key_id as "keyId", s.source, s.sealed from (
        select i.key_id, 'REPLY' as source, i.sealed from idempotency_record i
        union all select a.key_id, 'ANSWER', a.sealed from trace_answer a) s
      join content_key k on k.id = s.key_id`,
}
const NEXT_SEALED = { name: 'erasure_sealed_next', text: `fetch ${SEALED_PAGE} from erasure_sealed` }
const CLOSE_SEALED = { name: 'erasure_sealed_close', text: 'close erasure_sealed' }

/** All sealed bodies, two hundred in memory at a time. */
export async function* sealedBodies(tx: Tx): AsyncGenerator<SealedBody> {
  await tx.rows(OPEN_SEALED, [])
  for (;;) {
    const page = await tx.rows<SealedBody>(NEXT_SEALED, [])
    yield* page
    if (page.length < SEALED_PAGE) break
  }
  await tx.rows(CLOSE_SEALED, [])
}

const EVIDENCE = {
  name: 'erasure_evidence',
  // Served by evidence_file_pk. Two uploads of the same bytes share their key, and are erased together.
  text: `
    select f.key_id as "keyId", to_char(max(g.recorded_at), 'YYYY-MM-DD') as day, k.id is not null as "isThere"
    from evidence_file f join evidence_file g on g.key_id = f.key_id left join content_key k on k.id = f.key_id
    where f.id = $1::uuid group by f.key_id, k.id`,
}

export async function findEvidenceToErase(
  tx: Tx,
  fileId: string,
): Promise<{ keyId: string; day: string; isThere: boolean } | undefined> {
  return (await tx.rows<{ keyId: string; day: string; isThere: boolean }>(EVIDENCE, [fileId]))[0]
}

const INDEX = { name: 'erasure_index', text: 'select idx::text as idx from ledger_entry where fact_id = $1::uuid' }

/** The index of a fact in the ledger; null where it waits. Served by ledger_entry_fact_once. */
export async function findIndex(tx: Tx, factId: string): Promise<string | null> {
  return (await tx.rows<{ idx: string }>(INDEX, [factId]))[0]?.idx ?? null
}

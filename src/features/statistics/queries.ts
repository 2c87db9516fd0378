import { AGE_BOUNDS, SETTLED_STATUSES } from '../../domain/statistics/open-requests.ts'
import type { RecoveredItems } from '../../domain/statistics/sdg1642.ts'
import type { Tx } from '../../store/db.ts'

/** Whose figures, and over which time; all agencies where none is named, which row security gives to the registry's readers only. */
export interface Asked {
  readonly agencyId: string | undefined
  readonly begin: string
  readonly end: string
}

const RECEIVED = 's.received_at >= $1::timestamptz and s.received_at < $2::timestamptz'

/** One statement for an agency, one for all: an optional filter would be planned for neither. */
function bothWays(name: string, textOf: (received: string) => string) {
  return {
    ofAgency: { name: `${name}_of_agency`, text: textOf(`s.agency_id = $3::uuid and ${RECEIVED}`) },
    ofAll: { name: `${name}_of_all`, text: textOf(`$3::uuid is null and ${RECEIVED}`) },
  }
}

async function ask<Row extends object>(
  tx: Tx,
  { ofAgency, ofAll }: ReturnType<typeof bothWays>,
  { agencyId, begin, end }: Asked,
  more: readonly unknown[] = [],
): Promise<Row[]> {
  return tx.rows<Row>(agencyId === undefined ? ofAll : ofAgency, [begin, end, agencyId ?? null, ...more])
}

// Served by trace_state_by_agency or trace_state_by_time, and trace_request_pk.
const GROUPS = bothWays(
  'statistics_requests',
  (received) => `
    select s.status, s.outcome, coalesce(q.identification ->> 'tier', 'NONE') as tier, q.priority, count(*)::integer as requests
    from trace_state s join trace_request q on q.id = s.request_id
    where ${received}
    group by 1, 2, 3, 4`,
)

export interface RequestGroup {
  readonly status: string
  readonly outcome: string | null
  readonly tier: string
  readonly priority: string
  readonly requests: number
}

/** Requests received, by what stands of them now. */
export function countRequests(tx: Tx, asked: Asked): Promise<RequestGroup[]> {
  return ask(tx, GROUPS, asked)
}

// A request may be answered again; how long it took is told by its first answer. Served as above, and by trace_answer_pk.
const TIMES = bothWays(
  'statistics_times',
  (received) => `
    with first as (
      select extract(epoch from min(a.recorded_at) - s.received_at)::double precision as seconds
      from trace_state s join trace_answer a on a.request_id = s.request_id
      where ${received}
      group by s.request_id, s.received_at)
    select count(*)::integer as answered, count(*) filter (where seconds = 0)::integer as "atOnce",
      percentile_cont(array[0.5, 0.9, 1]) within group (order by seconds) as seconds,
      percentile_cont(array[0.5, 0.9, 1]) within group (order by seconds) filter (where seconds > 0) as "secondsLater"
    from first`,
)

export interface TimesToAnswer {
  readonly answered: number
  readonly atOnce: number
  /** Median, 90th percentile, longest; null where there is none. */
  readonly seconds: readonly number[] | null
  /** The same of those that were not answered at once. */
  readonly secondsLater: readonly number[] | null
}

export async function readTimes(tx: Tx, asked: Asked): Promise<TimesToAnswer> {
  const [row] = await ask<TimesToAnswer>(tx, TIMES, asked)
  return row ?? { answered: 0, atOnce: 0, seconds: null, secondsLater: null }
}

// Served as above, and by answer_supersession_pk and trace_step_pk, each with the request first.
const EVER = bothWays('statistics_ever', (received) => {
  const having = (action: string) =>
    `count(*) filter (where exists (select from trace_step t where t.request_id = s.request_id and t.action = '${action}'))::integer`
  return `
    select count(*) filter (where s.superseded)::integer as "supersededNow",
      coalesce(sum((select count(distinct p.answer_id) from answer_supersession p where p.request_id = s.request_id)), 0)::integer as "supersededAnswers",
      ${having('WITHDRAW')} as withdrawn, ${having('REFUSE')} as refused, ${having('DELAY')} as delayed
    from trace_state s
    where ${received}`
})

/** What ever happened to the requests, also where another status followed. */
export interface Happenings {
  readonly supersededNow: number
  readonly supersededAnswers: number
  readonly withdrawn: number
  readonly refused: number
  readonly delayed: number
}

export async function countHappenings(tx: Tx, asked: Asked): Promise<Happenings> {
  const [row] = await ask<Happenings>(tx, EVER, asked)
  return row ?? { supersededNow: 0, supersededAnswers: 0, withdrawn: 0, refused: 0, delayed: 0 }
}

// Served by trace_state_by_agency or trace_state_by_time.
const AGES = bothWays(
  'statistics_ages',
  (received) => `
    select width_bucket(extract(epoch from $4::timestamptz - s.received_at) / 86400, $5::numeric[]) as reached, count(*)::integer as count
    from trace_state s
    where ${received} and s.status <> all ($6::text[])
    group by 1`,
)

/** Open requests by the number of bounds that their age has reached. */
export function countAges(tx: Tx, asked: Asked, now: string): Promise<{ reached: number; count: number }[]> {
  return ask(tx, AGES, asked, [now, AGE_BOUNDS, SETTLED_STATUSES])
}

const RECOVERED = {
  name: 'statistics_recovered',
  // The indexes stand with the function.
  text: `
    select recovery_class as "recoveryClass", category, traceability, outcome, pending, items
    from registry_recovery_figures($1::uuid, $2::timestamptz, $3::timestamptz, $4::text[])`,
}

/** Items recovered in the period, as counts. */
export function countRecovered(tx: Tx, { agencyId, begin, end }: Asked): Promise<RecoveredItems[]> {
  return tx.rows(RECOVERED, [agencyId ?? null, begin, end, SETTLED_STATUSES])
}

import { readFileSync } from 'node:fs'

/** More than any page goes through, and more than one agency has looks. */
export const LOOKS = 300_000
const WEAPONS = 20_000

const agency = (n: number) => `0000000${n}-0000-7000-8000-0000000000aa`
/** Whose weapons are many, few, exactly as many as are asked for one by one, and one more. */
export const [MANY, FEW, EDGE, OVER, NOBODY] = [agency(1), agency(2), agency(3), agency(4), agency(5)]

const idOf = (n: string, end: string) => `(lpad(to_hex(${n}), 8, '0') || '-0000-7000-8000-0000000000${end}')::uuid`
const weapon = (n: string) => idOf(n, 'a0')
export const weaponOf = (n: number): string => `${n.toString(16).padStart(8, '0')}-0000-7000-8000-0000000000a0`
const [held, ended, few] = [1, 2, 3].map((n) => idOf(String(n), 'b0'))
const OF_WEAPONS = (from: number, to: number) => `from generate_series(${from}, ${to}) as g`

const registered = (who: string, from: number, to: number) =>
  `insert into weapon_reader select ${weapon('g')}, '${who}', 'REGISTERED', ${weapon('g')}, false, '2026-01-01' ${OF_WEAPONS(from, to)}`
/** Two reports of each, of which one fell for some and both fell for others. */
const reported = (who: string, from: number, to: number) => [
  ...['c1', 'c2'].map(
    (end) =>
      `insert into weapon_reader select ${weapon('g')}, '${who}', 'REPORTED', ${idOf('g', end)}, false, '2026-01-01' ${OF_WEAPONS(from, to)}`,
  ),
  `insert into fallen_fact select ${weapon('g')}, ${idOf('g', 'c1')}, 'DECLARED' ${OF_WEAPONS(from, to)} where g % 2 = 0`,
  `insert into fallen_fact select ${weapon('g')}, ${idOf('g', 'c2')}, 'DISPUTED' ${OF_WEAPONS(from, to)} where g % 4 = 0`,
]
const state = (side: 'holder' | 'consignee', party: string, from: number, to: number) =>
  `insert into weapon_state (weapon_id, last_seq, last_mark, last_description, status, ${side}_party_id, chain_intact)
    select ${weapon('g')}, 1, 1, 1, 'IN_STOCK', ${party}, g % 3 > 0 ${OF_WEAPONS(from, to)}`
const acts = (who: string, party: string, id: number, to: string) =>
  `insert into representation select '${who}', ${party}, ${idOf(String(id), 'd0')}, '2020-01-01', ${to}, '${who}', '2020-01-01'`

/**
 * A registry of some agencies and many looks, of every kind that the telling of looks tells apart: registered, reported and fallen, held and on the way by whom the agency
 * acts for or did once; looks with and without a purpose, of its own and of others, at one moment and at many, at weapons and at other records.
 */
export function lookFillings(): string[] {
  const purpose = `(array[null, 'STOCKPILE_ACCOUNTABILITY', 'CRIMINAL_INVESTIGATION', 'RETURN_TO_OWNER', 'COUNTER_TERRORISM'])[1 + g % 5]`
  const looker = `(array['${MANY}', '${FEW}', '${EDGE}', '${OVER}', '${NOBODY}', '${agency(6)}', '${agency(7)}'])[1 + g % 7]::uuid`
  // Three at a time, and not in the order of their ids.
  const at = `timestamptz '2026-01-01' + (g / 3) * interval '1 minute'`
  const look = idOf(`(g::bigint * 48271) % 2147483647`, 'e0')
  return [
    `insert into weapon select ${weapon('g')}, 'SMALL_ARM', '${NOBODY}', '2026-01-01' ${OF_WEAPONS(1, WEAPONS)}`,
    `insert into fallen_fact select ${weapon('g')}, ${idOf('g', 'c1')}, 'DECLARED' ${OF_WEAPONS(100_001, 200_000)}`,
    registered(MANY, 1, 8000),
    ...reported(MANY, 7500, 9000),
    registered(FEW, 9001, 9040),
    ...reported(FEW, 9031, 9080),
    `insert into weapon_reader select ${weapon('g')}, '${FEW}', 'RELEASED', ${idOf('g', 'c3')}, true, '2026-01-01' ${OF_WEAPONS(9100, 9300)}`,
    state('holder', held ?? '', 10_000, 10_400),
    state('consignee', held ?? '', 10_401, 10_500),
    state('holder', ended ?? '', 11_000, 11_200),
    state('holder', few ?? '', 12_000, 12_050),
    acts(MANY, held ?? '', 1, 'null'),
    acts(MANY, ended ?? '', 2, `'2021-01-01'`),
    acts(FEW, few ?? '', 3, 'null'),
    registered(EDGE, 15_001, 15_500),
    registered(OVER, 16_001, 16_501),
    `insert into disclosure (id, actor_id, weapon_id, purpose, own_record, shown, source, agency_id, recorded_at, fact_id, request_id, record_kind, record_id, owner_id)
      select ${look}, ${idOf('g % 50 + 1', 'f0')}, case when g % 10 > 0 then ${weapon(`(1 + (g::bigint * 7919) % ${WEAPONS})`)} end, ${purpose}, false, '{CHAIN}', 'custody',
        ${looker}, ${at}, ${idOf('g / 3 + 1', 'f1')}, 'r', case when g % 10 = 0 then 'PARTY' end, case when g % 10 = 0 then ${idOf('g', 'b1')} end,
        case when g % 10 = 0 then (array['${MANY}', '${FEW}', '${EDGE}', '${OVER}'])[1 + (g / 10) % 4]::uuid end
      from generate_series(1, ${LOOKS}) as g`,
    `insert into fact (id, kind, agency_id, recorded_at, canonical, secret)
      select ${idOf('g + 1', 'f1')}, 'disclosure', '${NOBODY}', '2026-01-01', '{"looks": []}', decode(repeat('07', 32), 'hex')
      from generate_series(0, ${LOOKS} / 3) as g`,
  ]
}

/** The function as it was before: each weapon of the agency, and all looks at it. */
export function ownLooksBefore(): string {
  const migration = readFileSync(new URL('../../migrations/0030_erasure.sql', import.meta.url), 'utf8')
  const [text] = /create function registry_own_looks\([\s\S]*?\n {2}end;/.exec(migration) ?? []
  if (text === undefined) throw new Error('the function of before is not where it was')
  return text.replace('registry_own_looks', 'own_looks_before')
}

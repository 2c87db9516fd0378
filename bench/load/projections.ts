import type pg from 'pg'
import { type LearnedCharacter, learnedKey } from '../../src/domain/identification/alphabet.ts'

interface Projection {
  readonly table: string
  readonly profiles: 'ALL' | 'FULL'
  readonly fill: string
}

/** Tables that follow from the others, filled as their migrations fill them for what was there before. */
const PROJECTIONS: readonly Projection[] = [
  {
    table: 'party_in_custody',
    profiles: 'FULL',
    fill: `
      insert into party_in_custody (party_id)
      select from_party_id from custody_event where from_party_id is not null
      union select to_party_id from custody_event where to_party_id is not null
      union select carrier_party_id from custody_event where carrier_party_id is not null`,
  },
]

/** Fills the projections that follow from rows; one that the schema does not have is passed over. */
export async function fillProjections(owner: pg.Client, isFull: boolean): Promise<void> {
  for (const { table, profiles, fill } of PROJECTIONS)
    if (profiles === 'ALL' || isFull) await asOwner(owner, table, (client) => client.query(fill))
}

/** The alphabets of the makes, which the loading processes learned beside the keys: to read them out of the keys again takes minutes. */
export async function fillAlphabets(owner: pg.Client, learned: readonly LearnedCharacter[]): Promise<void> {
  const all = [...new Map(learned.map((one) => [learnedKey(one), one])).values()]
  await asOwner(owner, 'marking_alphabet', (client) =>
    client.query(
      `insert into marking_alphabet (make_key, length, position, character)
       select * from unnest($1::text[], $2::smallint[], $3::smallint[], $4::text[]) order by 1, 2, 3, 4`,
      [
        all.map(({ makeKey }) => makeKey),
        all.map(({ length }) => length),
        all.map(({ position }) => position),
        all.map(({ character }) => character),
      ],
    ),
  )
}

async function asOwner(owner: pg.Client, table: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const { rows } = await owner.query<{ found: boolean }>('select to_regclass($1) is not null as found', [
    `public.${table}`,
  ])
  if (rows[0]?.found !== true) return
  await owner.query(`alter table ${table} no force row level security`)
  await work(owner)
  await owner.query(`alter table ${table} force row level security`)
}

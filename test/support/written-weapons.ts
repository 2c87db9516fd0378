import type pg from 'pg'
import { learnedFrom } from '../../src/domain/identification/alphabet.ts'
import { storedMakeKeys } from '../../src/domain/identification/make-keys.ts'
import { registeredKeys } from '../../src/domain/identification/search-keys.ts'

export const WRITER = '0197a1f0-0000-7000-8000-000000000001'

/** A weapon as a search sees it; one serial, the description of a Zastava M70 unless told. */
export interface WrittenWeapon {
  readonly id: string
  readonly serial: string
  readonly make?: string
  /** The keys that its make had when it was registered; those of today unless told. */
  readonly makeKeys?: readonly string[]
  /** A symbol that tells its maker. */
  readonly symbol?: string
  readonly model?: string
  readonly condition?: string
  readonly groupId?: string | null
  readonly recovered?: boolean
}

function makeKeysOf({ make = 'Zastava', makeKeys = storedMakeKeys(make) }: WrittenWeapon): readonly string[] {
  return makeKeys
}

const COLUMNS = `
  as w (id uuid, serial text, make text, "makeKey" text, symbol text, model text, condition text, "groupId" uuid, recovered boolean)`

/** Writes weapons with their search keys past the service, a recovered item with keys too: thousands at once, or what no call of the API would store. */
export async function writeWeapons(owner: pg.Client, weapons: readonly WrittenWeapon[]): Promise<void> {
  const told = { make: 'Zastava', model: 'M70', condition: 'INTACT', groupId: null, recovered: false }
  const body = JSON.stringify(weapons.map((weapon) => ({ ...told, ...weapon, makeKey: makeKeysOf(weapon)[0] })))
  const from = `from jsonb_to_recordset($1::jsonb) ${COLUMNS}`
  const insert = (text: string) => owner.query(text, [body])
  await insert(`insert into weapon (id, category, agency_id, recorded_at, recovered)
    select id, 'SMALL_ARM', '${WRITER}', '2020-02-01', recovered ${from}`)
  await insert(`insert into weapon_state (weapon_id, last_seq, last_mark, last_description, status, chain_intact, group_id)
    select id, 0, 1, 1, 'NOT_RECORDED', true, "groupId" ${from}`)
  await insert(`insert into weapon_description (weapon_id, version, id, type, make, make_key, model, model_key, calibre, calibre_key, action,
      country_of_manufacture, year_of_manufacture, list_version, agency_id, recorded_at)
    select id, 1, id, 'RIFLE_ASSAULT', make, "makeKey", model, model, '7.62x39', '762X39', 'UNKNOWN', 'RS', 2019, '1', '${WRITER}', '2020-02-01' ${from}`)
  await insert(`insert into marking (weapon_id, n, id, kind, text, condition, agency_id, recorded_at)
    select id, 1, gen_random_uuid(), 'SERIAL_PRIMARY', serial, condition, '${WRITER}', '2020-02-01' ${from}`)
  await insert(`insert into marking (weapon_id, n, id, kind, text, condition, agency_id, recorded_at)
    select id, 2, gen_random_uuid(), 'FACTORY_SYMBOL', symbol, 'INTACT', '${WRITER}', '2020-02-01' ${from} where symbol is not null`)
  const keys = weapons.flatMap((weapon) => {
    const { id, serial, condition = told.condition } = weapon
    const { noZero = '', phonetic = [], ncic = '', core = '' } = registeredKeys(serial, condition) ?? {}
    const found = { NO_ZERO: [noZero], PHONETIC: phonetic, NCIC: [ncic], CORE: [core] }
    return Object.entries(found).flatMap(([kind, texts]) =>
      texts
        .filter((key) => key !== '')
        .flatMap((key) => makeKeysOf(weapon).map((makeKey) => ({ kind, key, makeKey, id }))),
    )
  })
  await owner.query(
    `insert into marking_key select kind, key, "makeKey", id, 1 from jsonb_to_recordset($1::jsonb) as k (kind text, key text, "makeKey" text, id uuid)`,
    [JSON.stringify(keys)],
  )
  const learned = learnedFrom(keys.filter(({ kind }) => kind === 'NO_ZERO'))
  await owner.query(`select learn_alphabet($1::text[], $2::integer[], $3::integer[], $4::text[])`, [
    learned.map(({ makeKey }) => makeKey),
    learned.map(({ length }) => length),
    learned.map(({ position }) => position),
    learned.map(({ character }) => character),
  ])
}

/** What `work` gives with these weapons in the registry too, which is then as it was. */
export async function withWeapons<Result>(
  owner: pg.Client,
  weapons: readonly WrittenWeapon[],
  work: () => Promise<Result>,
): Promise<Result> {
  await owner.query('begin')
  try {
    await writeWeapons(owner, weapons)
    return await work()
  } finally {
    await owner.query('rollback')
  }
}

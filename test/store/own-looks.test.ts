import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TOLD_AT_ONCE } from '../../src/domain/looks/told-to-owner.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { bodyOf, pagesOf } from '../support/function-plans.ts'
import { planOf } from '../support/plan-of.ts'
import { EDGE, FEW, lookFillings, MANY, NOBODY, OVER, ownLooksBefore, weaponOf } from './look-fillings.ts'

const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'
const EVER = '2025-01-01'
/** Before the last forty thousand looks: what is compared look by look. */
const LATELY = '2026-03-01'
/** Within these: later ones are told of by their purpose or their looker alone. */
const MIDST = '2026-03-05'
const TYPES = '(uuid, timestamptz, timestamptz, uuid, text[], timestamptz, integer)'
/** What one page may go through, in pages of the database: two thousand looks with a few probes each, twice for where it stopped. */
const MOST_PAGES = 40_000

let database: TestDatabase
let owner: pg.Client

beforeAll(async () => {
  database = await openTestDatabase()
  owner = new pg.Client(database.ownerUrl)
  await owner.connect()
  await actAs(MANY)
  for (const text of lookFillings()) await owner.query(text)
  await owner.query(ownLooksBefore())
  await owner.query('analyze')
}, 180_000)

afterAll(async () => {
  await owner.end()
  await database.drop()
})

const actAs = (agency: string) => owner.query(`select set_config('app.agency', $1, false)`, [agency])

interface Row {
  readonly id: string
  readonly factId: string | null
  readonly recordId: string | null
  readonly at: string
}

interface Wanted {
  readonly weapon?: string
  readonly from?: string
  readonly told?: string
  readonly limit: number
}

async function page({ weapon, from = LATELY, told = MIDST, limit }: Wanted, until: { at: string; id: string }) {
  const { rows } = await owner.query<Row>(
    `select id, fact_id as "factId", record_id as "recordId", recorded_at::text as at from registry_own_looks($1, $2, $3, $4, $5, $6, $7)`,
    [weapon ?? null, from, until.at, until.id, TOLD_AT_ONCE, told, limit],
  )
  return rows
}

/** All pages, one after the other as the service reads them: on from the last look, or from where the page stopped. */
async function pages(wanted: Wanted): Promise<Row[][]> {
  const found: Row[][] = []
  for (let until = { at: 'infinity', id: LAST_ID }; ; ) {
    const rows = await page(wanted, until)
    found.push(rows.filter(({ factId }) => factId !== null))
    const last = rows.at(-1)
    const isLast = last === undefined || (last.factId !== null && rows.length < wanted.limit)
    if (isLast) return found
    expect([last.at, last.id]).not.toEqual([until.at, until.id])
    until = last
  }
}

async function before({ weapon, from = LATELY, told = MIDST }: Wanted): Promise<string[]> {
  const { rows } = await owner.query<{ id: string }>(
    `select id from own_looks_before($1, $2, 'infinity', $3, $4, $5, 1000000)`,
    [weapon ?? null, from, LAST_ID, TOLD_AT_ONCE, told],
  )
  return rows.map(({ id }) => id)
}

const AGENCIES = Object.entries({ MANY, FEW, EDGE, OVER, NOBODY })

describe('the looks at an agency’s own records among three hundred thousand', () => {
  it.each(AGENCIES)(
    'are at weapons those that they were when each weapon was gone through: %s',
    async (_name, agency) => {
      await actAs(agency)
      for (const wanted of [
        { limit: 201 },
        { limit: 201, from: '2026-03-07', told: EVER },
        { limit: 77, told: 'infinity' },
      ]) {
        const told = (await pages(wanted)).flat()
        expect(new Set(told.map(({ id }) => id)).size).toBe(told.length)
        expect(told.filter(({ recordId }) => recordId === null).map(({ id }) => id)).toEqual(await before(wanted))
        const times = told.map(({ at, id }) => `${at} ${id}`)
        expect(times).toEqual(times.toSorted().toReversed())
      }
    },
  )

  it('are at other records those of the agency that reported them, under the same delay', async () => {
    for (const [, agency] of AGENCIES) {
      await actAs(agency)
      const { rows } = await owner.query<{ id: string }>(
        `select id from disclosure where owner_id = $1 and (agency_id = $1 or purpose = any ($2) or recorded_at < $3) and recorded_at >= $4 order by recorded_at desc, id desc`,
        [agency, TOLD_AT_ONCE, MIDST, LATELY],
      )
      const told = (await pages({ limit: 201 })).flat().filter(({ recordId }) => recordId !== null)
      expect(told.map(({ id }) => id)).toEqual(rows.map(({ id }) => id))
    }
  })

  it('of one weapon are what they were, also where it is another’s', async () => {
    for (const [, agency] of AGENCIES) {
      await actAs(agency)
      for (const n of [1, 7600, 8500, 8502, 9035, 9036, 9150, 10_001, 10_002, 10_450, 11_001, 12_001]) {
        const wanted = { weapon: weaponOf(n), limit: 201 }
        expect((await pages(wanted)).flat().map(({ id }) => id)).toEqual(await before(wanted))
      }
    }
  })

  it('come in full pages where the weapons are few, and go on from where a page stopped where they are many', async () => {
    for (const agency of [FEW, EDGE]) {
      await actAs(agency)
      const sizes = (await pages({ limit: 50 })).map(({ length }) => length)
      expect(new Set(sizes.slice(0, -1))).toEqual(new Set([50]))
    }
    await actAs(OVER)
    const sizes = (await pages({ limit: 201 })).map(({ length }) => length)
    // Every page goes through two thousand looks, of which few are at its weapons.
    expect(sizes.length).toBeGreaterThan(15)
    expect(Math.max(...sizes.slice(0, -1))).toBeLessThan(201)
  })

  it('are not told of before their time by asking for their facts', async () => {
    await actAs(MANY)
    const { rows } = await owner.query<{ id: string; agency: string }>(
      `select id, agency_id as agency from disclosure where weapon_id = $1 and purpose = 'CRIMINAL_INVESTIGATION'`,
      [weaponOf(4)],
    )
    const others = rows.filter(({ agency }) => agency !== MANY).map(({ id }) => id)
    expect(others.length).toBeGreaterThan(0)
    const facts = async (told: string) => {
      const given = [rows.map(({ id }) => id), TOLD_AT_ONCE, told]
      const found = await owner.query<{ id: string }>('select id from registry_look_facts($1, $2, $3)', given)
      return found.rows.map(({ id }) => id).filter((id) => others.includes(id))
    }
    expect(await facts(EVER)).toEqual([])
    expect((await facts('infinity')).toSorted()).toEqual(others.toSorted())
    await actAs(FEW)
    expect(await facts('infinity')).toEqual([])
  })
})

describe('the plans of looks at three hundred thousand', () => {
  const wanted = (weapon: string) =>
    `${weapon}, '${EVER}', 'infinity', '${LAST_ID}', '{RETURN_TO_OWNER}', 'infinity', 201`

  it('read by the weapon, by the owner or back in time, never the table from end to end', async () => {
    const body = await bodyOf(owner, 'registry_own_looks')
    for (const [, agency] of AGENCIES) {
      await actAs(agency)
      for (const mode of ['force_generic_plan', 'force_custom_plan']) {
        await owner.query(`set plan_cache_mode = ${mode}`)
        const plan = await planOf(owner, body, wanted('null'), TYPES)
        expect(plan.scanned.filter((table) => table !== 'representation' && table !== 'representation_end')).toEqual([])
        for (const index of ['by_weapon', 'by_owner', 'by_time']) expect(plan.indexes).toContain(`disclosure_${index}`)
        for (const index of ['weapon_reader_by_agency', 'weapon_state_by_consignee'])
          expect(plan.indexes).toContain(index)
      }
    }
    await owner.query('reset plan_cache_mode')
  })

  it('read a bounded number of pages for one page, however many weapons and looks there are', async () => {
    for (const [name, agency] of AGENCIES) {
      await actAs(agency)
      for (const weapon of ['null', `'${weaponOf(1)}'`]) {
        const pagesRead = await pagesOf(owner, `select * from registry_own_looks(${wanted(weapon)})`)
        expect({ name, weapon, isBounded: pagesRead < MOST_PAGES, pagesRead }).toMatchObject({ isBounded: true })
      }
    }
  })

  it('find the facts of looks by their keys', async () => {
    const body = await bodyOf(owner, 'registry_look_facts')
    const ids = Array.from({ length: 201 }, (_, n) => `'${weaponOf(n)}'`).join(', ')
    const plan = await planOf(owner, body, `array[${ids}]::uuid[], '{}', 'infinity'`, '(uuid[], text[], timestamptz)')
    expect(plan).toEqual({ indexes: ['disclosure_pk', 'fact_pk'], scanned: [] })
  })
})

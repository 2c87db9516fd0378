import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { bodyOf, pagesOf, stepsOf } from '../support/function-plans.ts'
import { planOf } from '../support/plan-of.ts'
import { AGENCY, fillings, LONG_CORRECTIONS, LONG_EVENTS } from './plan-fillings.ts'
import { hitsOf, rangesOf } from './search-parameters.ts'

let database: TestDatabase
let owner: pg.Client
let service: pg.Client

beforeAll(async () => {
  database = await openTestDatabase()
  owner = new pg.Client(database.ownerUrl)
  service = new pg.Client(database.serviceUrl)
  await Promise.all([owner.connect(), service.connect()])
  for (const client of [owner, service]) await client.query(`select set_config('app.agency', '${AGENCY}', false)`)
  for (const text of fillings()) await owner.query(text)
  await owner.query('analyze')
}, 120_000)

afterAll(async () => {
  await Promise.all([owner.end(), service.end()])
  await database.drop()
})

const weaponId = (n: number) => `'${n.toString(16).padStart(8, '0')}-0000-7000-8000-00000000aaaa'`

describe('the hot statements at a hundred thousand weapons', () => {
  /** Asked with a plan for any parameters and with one made for these. */
  async function plansOf(name: string, types: string, values: readonly string[]) {
    const body = await bodyOf(owner, name)
    const plans = []
    for (const value of values) {
      for (const mode of ['force_generic_plan', 'force_custom_plan']) {
        await owner.query(`set plan_cache_mode = ${mode}`)
        plans.push(await planOf(owner, body, value, types))
      }
    }
    await owner.query('reset plan_cache_mode')
    return plans
  }

  it('search by marking_key_pk, of one make and of any, one observation or two hundred, also where the plan is made for their very probes', async () => {
    const types = '(integer[], text[], text[], text[], integer[])'
    const values = [1, 200].flatMap((count) => [hitsOf(count, null), hitsOf(count, 'ZASTAVA')])
    for (const plan of await plansOf('registry_marking_hits', types, values))
      expect(plan).toEqual({ indexes: ['marking_key_pk', 'weapon_recovered'], scanned: [] })
  })

  it('search what begins or ends as was read by an index for each, of one make and of any', async () => {
    const types = '(integer[], boolean[], text[], text[], text[], text[], integer, integer)'
    const indexes = [
      'marking_key_by_end',
      'marking_key_by_make',
      'marking_key_by_make_end',
      'marking_key_pk',
      'weapon_recovered',
    ]
    for (const plan of await plansOf('registry_marking_ranges', types, [rangesOf(1), rangesOf(200)]))
      expect(plan).toEqual({ indexes, scanned: [] })
  })

  it('read the alphabets of makes by marking_alphabet_pk', async () => {
    const makes = Array.from({ length: 200 }, (_, n) => `MAKE_${n}`).join(',')
    const zeros = Array.from({ length: 200 }, (_, n) => n % 10).join(',')
    const values = [`'{ZASTAVA,ZASTAVA}', '{0,7}', '{null,0}'`, `'{${makes}}', '{${zeros}}', '{${zeros}}'`]
    for (const plan of await plansOf('registry_alphabets', '(text[], integer[], bigint[])', values))
      expect(plan).toEqual({ indexes: ['marking_alphabet_pk'], scanned: [] })
  })

  it('read description and marks of what was hit by their keys, of one weapon or of twenty thousand', async () => {
    const body = await bodyOf(owner, 'registry_described')
    for (const weapons of [1, 20_000]) {
      const ids = Array.from({ length: weapons }, (_, n) => weaponId(n + 1)).join(', ')
      const plan = await planOf(owner, body, `array[${ids}]::uuid[]`, '(uuid[])')
      const indexes = ['fallen_fact_pk', 'marking_pk', 'weapon_description_pk', 'weapon_pk', 'weapon_state_grouped']
      expect(plan).toEqual({ indexes, scanned: [] })
    }
  })

  it('read who sees a weapon, the chain that is kept and its names by their keys, of one weapon or of a full round', async () => {
    const body = await bodyOf(owner, 'registry_custody_sights')
    for (const mode of ['force_generic_plan', 'force_custom_plan']) {
      for (const weapons of [1, 64]) {
        await owner.query(`set plan_cache_mode = ${mode}`)
        const ids = Array.from({ length: weapons }, (_, n) => weaponId(n * 7 + 1)).join(', ')
        const { indexes, scanned } = await planOf(
          owner,
          body,
          `array[${ids}]::uuid[], 'p', true`,
          '(uuid[], text, boolean)',
        )
        expect({ mode, weapons, scanned }).toEqual({ mode, weapons, scanned: [] })
        for (const table of ['weapon', 'weapon_state', 'custody_dossier', 'party_revision', 'personal_record'])
          expect(indexes).toContain(`${table}_pk`)
      }
    }
    await owner.query('reset plan_cache_mode')
  })

  it('read a history with its corrections and links by the keys of their tables, each with the weapon first', async () => {
    const plan = await stepsOf(owner, 'registry_record', `array[${weaponId(4711)}]::uuid[]`)
    const indexes = [
      'assembly_pk',
      'custody_event_pk',
      'error_declaration_pk',
      'identity_link_pk',
      'lot_split_pk',
      'party_pk',
      'party_version_pk',
      'registrar_decision_pk',
      'transfer_statement_pk',
      'weapon_lot_pk',
    ]
    expect(plan).toEqual({ indexes, scanned: [] })
  })

  it('read which licences the firms of a chain had by the keys of their tables', async () => {
    const wanted = `array[${weaponId(4711)}]::uuid[]`
    const licensed = await planOf(owner, await bodyOf(owner, 'registry_firm_licences'), wanted)
    expect(licensed).toEqual({
      indexes: [expect.stringMatching(/^custody_event_(pk|id_once)$/), 'licence_version_pk', 'party_licence_pk'],
      scanned: [],
    })
  })

  it('read a record of 200 events and 30 corrections by the same keys, and whole', async () => {
    const wanted = `array[${weaponId(1)}]::uuid[]`
    const { scanned, indexes } = await stepsOf(owner, 'registry_record', wanted)
    expect(scanned).toEqual([])
    for (const index of ['custody_event_pk', 'error_declaration_pk', 'registrar_decision_pk'])
      expect(indexes).toContain(index)
    const items = await owner.query<{ item: string; count: number }>(
      `select item, count(*)::integer as count from registry_record(${wanted}) where weapon_id = ${weaponId(1)} group by item`,
    )
    const counts = Object.fromEntries(items.rows.map(({ item, count }) => [item, count]))
    expect(counts).toMatchObject({ EVENT: LONG_EVENTS, DECLARATION: LONG_CORRECTIONS })
  })

  it('follow what a component was in and a part was split off by their own keys', async () => {
    const plan = await stepsOf(owner, 'registry_reach', `array[${weaponId(4711)}]::uuid[]`)
    expect(plan).toEqual({ indexes: ['assembly_pk', 'weapon_lot_pk'], scanned: [] })
    const inside = await stepsOf(owner, 'registry_components_in', `array[${weaponId(4711)}]::uuid[]`)
    expect(inside).toEqual({ indexes: ['component_place_by_host'], scanned: [] })
  })

  it('follow the links of a record by their two keys', async () => {
    const plan = await stepsOf(owner, 'registry_linked', `array[${weaponId(4711)}]::uuid[]`)
    expect(plan).toEqual({
      indexes: ['identity_link_by_other', 'identity_link_pk', 'registrar_decision_pk'],
      scanned: [],
    })
  })

  it('decide who may read a weapon by its readers, its state and the representations of the asker', async () => {
    const plan = await planOf(owner, await bodyOf(owner, 'weapon_readable'), `${weaponId(4711)}::uuid`)
    expect(plan).toEqual({ indexes: ['fallen_fact_pk', 'weapon_reader_pk', 'weapon_state_pk'], scanned: [] })
    const party = `'00000064-0000-7000-8000-00000000cccc'::uuid`
    const acts = await planOf(
      owner,
      await bodyOf(owner, 'representation_valid'),
      `'${AGENCY}'::uuid, ${party}, '2025-01-01'::date`,
    )
    expect(acts).toEqual({ indexes: ['representation_end_pk', 'representation_pk'], scanned: [] })
    const closed = await planOf(owner, await bodyOf(owner, 'party_closed'), `${party}, '2025-01-01'::date`)
    expect(closed).toEqual({ indexes: ['party_version_pk'], scanned: [] })
  })

  it('list weapons, and the audit by subject, actor, agency or time, in the order of their indexes', async () => {
    const last = `'-infinity', 'infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff', 51`
    const ends = 'timestamptz, timestamptz, uuid, integer)'
    await owner.query('set plan_cache_mode = force_generic_plan')
    const nulls = 'null, null, null, null, null, null, null'
    const types = `(boolean, uuid, uuid, text, text, text, text, text, ${ends}`
    const weapons = await planOf(owner, await bodyOf(owner, 'list_weapons'), `false, ${nulls}, ${last}`, types)
    const wanted = `null, null, ${weaponId(4711)}, null, ${last}`
    const audit = await planOf(
      owner,
      await bodyOf(owner, 'registry_audit_entries'),
      wanted,
      `(uuid, text, uuid, uuid, ${ends}`,
    )
    await owner.query('reset plan_cache_mode')
    // All representations of the sample are the asker's.
    expect(weapons.scanned).toEqual(['representation'])
    for (const index of ['marking_by_serial', 'weapon_by_time', 'weapon_state_held_by_time'])
      expect(weapons.indexes).toContain(index)
    const by = [
      ...['actor', 'agency', 'subject', 'time'].map((key) => `audit_entry_by_${key}`),
      ...['actor', 'agency', 'record', 'time', 'weapon'].map((key) => `disclosure_by_${key}`),
    ]
    expect(audit).toEqual({ indexes: by, scanned: [] })
  })

  it('lock weapons by weapon_state_pk', async () => {
    const plan = await planOf(
      owner,
      await bodyOf(owner, 'lock_weapons'),
      `array[${weaponId(2)}, ${weaponId(1)}]::uuid[], 1, 0, 0`,
    )
    expect(plan).toEqual({ indexes: ['weapon_state_pk'], scanned: [] })
  })

  it('find 500 weapons by weapon_pk with row-level security on', async () => {
    const ids = Array.from({ length: 500 }, (_, n) => weaponId(n + 1)).join(', ')
    const text = 'select id from weapon where id = any ($1::uuid[])'
    expect(await planOf(service, text, `array[${ids}]::uuid[]`)).toEqual({ indexes: ['weapon_pk'], scanned: [] })
  })

  it('find a kept reply by idempotency_record_pk with row-level security on', async () => {
    const text = `select sealed from idempotency_record
      where agency_id = $1::uuid and actor_id = $2::uuid and operation = $3::text and key = $4::text`
    const plan = await planOf(service, text, `'${AGENCY}', '${AGENCY}', 'POST /v1/weapons', 'key-4711'`)
    expect(plan).toEqual({ indexes: ['idempotency_record_pk'], scanned: [] })
  })

  it('read few pages for each observation, whatever the size of the registry', async () => {
    for (const observations of [1, 200]) {
      const asked = `'{}', '{}', '{}', ${hitsOf(observations, 'ZASTAVA', 2)}, '{}', '{}', '{}', '{}', '{}', '{}', 1, 1, '{}', '{}', '{}', 1`
      const pages = await pagesOf(owner, `select * from registry_search(${asked})`)
      expect(pages).toBeLessThan(2000 + observations * 150)
    }
  })
})

import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { blockLife, type LifeStep, ownSteps, recordedMs } from '../../bench/generate/lives.ts'
import { agencyOf, COUNTRIES, homeOf, officeOf, partyAt } from '../../bench/generate/parties.ts'
import { BLOCK_SIZE, blockAt, weaponAt } from '../../bench/generate/weapons.ts'
import { type LoadPlan, weaponIdAt } from '../../bench/load/blocks.ts'
import { stepId } from '../../bench/load/life-rows.ts'
import { loadWeapons } from '../../bench/load/load.ts'
import { registrationOf } from '../../bench/load/weapon-rows.ts'
import { observationOf, traceBody } from '../../bench/parts/trace-body.ts'
import { startTestService, type TestService } from '../support/service.ts'

const WEAPONS = 56
const plan: LoadPlan = { seed: 11, weapons: WEAPONS, profile: 'full', withFacts: true, waitingWeapons: WEAPONS }
const registrar = (country: string) => ({ role: 'registrar', agency: agencyOf(plan.seed, country).id }) as const

let loaded: TestService
let called: TestService

async function query<Row extends object>(service: TestService, text: string): Promise<Row[]> {
  const client = new pg.Client(service.database.adminUrl)
  await client.connect()
  try {
    return (await client.query<Row>(text)).rows
  } finally {
    await client.end()
  }
}

async function post(path: string, agencyId: string, body: object): Promise<void> {
  const answer = await called.request(path, { role: 'registrar', agency: agencyId, body })
  expect(answer.status, `${path} ${answer.text}`).toBe(201)
}

/** A step as the call that reports it, of these weapons. */
async function report(step: LifeStep, id: string, weaponIds: readonly string[]): Promise<void> {
  const { kind, day, agencyId, place, documents, destinationCountry } = step
  const party = (number: number | null) => (number === null ? {} : partyAt(plan, number))
  const common = { id, kind, weaponIds, occurredAt: day, ...(place === null ? {} : { place: { country: place } }) }
  if (step.channel === 'EVENT')
    return post('/v1/custody-events', agencyId, { ...common, partyId: partyAt(plan, step.from ?? 0).id })
  const [from, to] = [party(step.from), party(step.to)]
  const sides = { ...('id' in from ? { fromPartyId: from.id } : {}), ...('id' in to ? { toPartyId: to.id } : {}) }
  const destination = destinationCountry === null ? {} : { destinationCountry }
  return post('/v1/transfers', agencyId, { ...common, ...sides, documents, ...destination })
}

/** Everything that the loader loads, by the calls that would have brought it. */
async function callEverything(): Promise<void> {
  for (const { id, name, country } of [
    officeOf(plan.seed, 'TRACING'),
    ...COUNTRIES.map((one) => agencyOf(plan.seed, one)),
  ]) {
    const body = {
      id,
      name,
      country,
      mandateCountries: [...COUNTRIES],
      contact: `office@${country.toLowerCase()}.example`,
    }
    expect((await called.request('/v1/agencies', { role: 'registrar', body })).status).toBe(201)
  }
  for (const number of partiesNamed()) {
    const { id, kind, country, name, licence } = partyAt(plan, number)
    const licences = licence === null ? [] : [{ kind: licence.kind, number: licence.number, validFrom: '1970-01-01' }]
    await post('/v1/parties', agencyOf(plan.seed, country).id, { id, kind, name, country, licences })
  }
  for (let first = 0; first < WEAPONS; first += BLOCK_SIZE) await callBlock(first / BLOCK_SIZE)
}

function stepsOf(index: number): LifeStep[] {
  const block = blockAt(plan.seed, Math.floor(index / BLOCK_SIZE))
  const life = blockLife(plan, block)
  return [...life.steps, ...ownSteps(plan, block, life, index)]
}

function partiesNamed(): Set<number> {
  const steps = Array.from({ length: WEAPONS }, (_, index) => stepsOf(index)).flat()
  return new Set(steps.flatMap(({ from, to }) => [from, to]).filter((number) => number !== null))
}

async function callBlock(number: number): Promise<void> {
  const block = blockAt(plan.seed, number)
  const life = blockLife(plan, block)
  const indexes = Array.from(
    { length: Math.min(BLOCK_SIZE, WEAPONS - number * BLOCK_SIZE) },
    (_, at) => number * BLOCK_SIZE + at,
  )
  const ids = indexes.map((index) => weaponIdAt(plan, index))
  const maker = partyAt(plan, life.steps[0]?.to ?? 0).id
  for (const [n, index] of indexes.entries()) {
    const origin = { kind: 'MANUFACTURED', partyId: maker, occurredAt: life.steps[0]?.day }
    const body = { id: ids[n], ...registrationOf(weaponAt(plan.seed, index)), origin }
    await post('/v1/weapons', agencyOf(plan.seed, homeOf(plan.seed, block.maker)).id, body)
  }
  for (const [n, step] of life.steps.entries()) {
    if (step.together) await report(step, stepId(plan.seed, 'lot', number, n, recordedMs(plan, number, 0, n)), ids)
  }
  for (const [at, index] of indexes.entries()) {
    for (const [n, step] of ownSteps(plan, block, life, index).entries()) {
      const seq = life.steps.length + n
      const ms = recordedMs(plan, number, at, seq)
      const id = stepId(plan.seed, step.channel === 'EVENT' ? 'event' : 'fact', index, seq, ms)
      await report(step, id, [ids[at] ?? ''])
    }
  }
}

/** What both ways must store alike: not the ids that the service draws, nor the times. */
const SAME: Readonly<Record<string, string>> = {
  weapon: 'id, category, agency_id, recovered',
  weapon_description: `weapon_id, version, type, make, make_key, model, model_key, calibre, calibre_key, action, country_of_manufacture, year_of_manufacture,
    year_unknown, list_version, occurred, declaration_id, agency_id`,
  marking: `weapon_id, n, kind, text, component, side, method, condition, country, year, height_mm, depth_mm, occurred, declaration_id, agency_id`,
  marking_key: 'kind, key, make_key, weapon_id, n',
  marking_alphabet: 'make_key, length, position, character',
  weapon_state: `weapon_id, last_seq, last_mark, last_description, status, holder_party_id, consignee_party_id, chain_intact, group_id, own_status`,
  weapon_reader: 'weapon_id, agency_id, basis, names',
  custody_event: `weapon_id, seq, kind, from_party_id, to_party_id, carrier_party_id, occurred, occurred_from, occurred_to, known_since, place,
    destination_country, transit_countries, documents, note_id, declaration_id, agency_id`,
  event_locator: 'weapon_id',
  transfer: `id, kind, from_party_id, to_party_id, carrier_party_id, weapon_count, occurred, place, destination_country, transit_countries, documents, note_id,
    consignment_id, agency_id`,
  party_in_custody: 'party_id',
}
const FACTS = ['weapon', 'description', 'marking', 'custody-event', 'transfer']

/** A fact without the ids that were drawn and the time at which it was recorded. */
function comparable(canonical: string): string {
  const { recordedAt: _at, factId: _id, reportId: _report, ...said } = JSON.parse(canonical) as Record<string, unknown>
  return JSON.stringify(said)
}

beforeAll(async () => {
  ;[loaded, called] = await Promise.all([startTestService(), startTestService()])
  await loadWeapons({ ownerUrl: loaded.database.ownerUrl, plan, workers: 0, tell: () => undefined })
  await callEverything()
}, 120_000)

afterAll(async () => {
  await loaded.close()
  await called.close()
})

describe('a registry that was loaded', () => {
  it.each(Object.entries(SAME))('holds in %s what the calls store', async (table, columns) => {
    const text = `select to_jsonb(t)::text as row from (select ${columns} from ${table}) t order by 1`
    const [byLoad, byCalls] = [await query(loaded, text), await query(called, text)]
    expect(byLoad).toEqual(byCalls)
    expect(byLoad.length).toBeGreaterThan(0)
  })

  it('holds the same facts of them, each with its leaf and its notice', async () => {
    const text = `select f.canonical, q.fact_id is not null and o.fact_id is not null as waits from fact f left join leaf_queue q on q.fact_id = f.id
      left join outbox o on o.fact_id = f.id and o.kind = f.kind where f.kind in ('${FACTS.join("', '")}')`
    const read = async (service: TestService) => {
      const rows = await query<{ canonical: string; waits: boolean }>(service, text)
      expect(rows.every(({ waits }) => waits)).toBe(true)
      return rows.map(({ canonical }) => comparable(canonical)).sort()
    }
    expect(await read(loaded)).toEqual(await read(called))
  })

  it('has parties with names and licences as the calls store them', async () => {
    const text = `select p.id, p.kind, p.country, p.agency_id, n.body ->> 'name' as name, l.kind as licence, l.number
      from party p join party_in_custody c on c.party_id = p.id join personal_record n on n.id = p.name_id left join party_licence l on l.party_id = p.id order by p.id`
    expect(await query(loaded, text)).toEqual(await query(called, text))
  })

  it('has every key, index, reference and policy that the migrations made, all of them checked', async () => {
    const parts = `
      select conrelid::regclass::text || ' ' || conname || ' ' || pg_get_constraintdef(oid) || ' ' || convalidated as part from pg_constraint
        where connamespace = 'public'::regnamespace and contype in ('p', 'u', 'f', 'c')
      union all select pg_get_indexdef(indexrelid) from pg_index join pg_class c on c.oid = indrelid where c.relnamespace = 'public'::regnamespace
      union all select relname || ' ' || relrowsecurity || ' ' || relforcerowsecurity from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
      order by 1`
    expect(await query(loaded, parts)).toEqual(await query(called, parts))
  })

  it('answers a chain and a trace request over HTTP', async () => {
    const weapon = Array.from({ length: WEAPONS }, (_, n) => weaponAt(plan.seed, n)).find(
      ({ index }) => stepsOf(index).length > 4,
    )
    if (weapon === undefined) throw new Error('no weapon has a long life')
    const id = weaponIdAt(plan, weapon.index)
    const chain = await loaded.request<{ chain: { to?: { name?: string } }[] }>(
      `/v1/weapons/${id}/custody`,
      registrar(homeOf(plan.seed, weapon.maker)),
    )
    expect(chain.status, chain.text).toBe(200)
    expect(chain.body.chain.map((link) => link.to?.name ?? null)).toEqual(
      stepsOf(weapon.index).map(({ to }) => (to === null ? null : partyAt(plan, to).name)),
    )
    const body = traceBody({
      observation: { ...observationOf(weapon, weapon.serial), yearOfManufacture: weapon.yearOfManufacture },
      caseReference: 'B-1',
    })
    const trace = await loaded.request<{ answer?: { weapon?: { id: string } } }>('/v1/trace-requests', {
      role: 'officer',
      agency: officeOf(plan.seed, 'TRACING').id,
      body,
    })
    expect(trace.status, trace.text).toBe(201)
    expect(trace.body.answer?.weapon?.id).toBe(id)
  })
})

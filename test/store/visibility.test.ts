import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Database, inTransaction, openDatabase } from '../../src/store/db.ts'
import type { Role } from '../../src/domain/vocabulary/scopes.ts'
import { makeRequester } from '../support/acting.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { insertSample, type SampleRow, sampleRows } from '../support/sample-rows.ts'

let database: TestDatabase
let db: Database
let owner: pg.Client

beforeAll(async () => {
  database = await openTestDatabase()
  db = openDatabase(database.serviceUrl, 2)
  owner = new pg.Client(database.ownerUrl)
  await owner.connect()
})

afterAll(async () => {
  await db.pool.end()
  await owner.end()
  await database.drop()
})

async function insert(table: string, agencyId: string, weaponId: string, more: SampleRow = {}): Promise<void> {
  await insertSample(owner, table, { ...sampleRows(agencyId, weaponId)[table], ...more })
}

/** A weapon of an agency of its own, described and marked, in the state given. */
async function makeWeapon(state: SampleRow = {}): Promise<{ weaponId: string; registrant: string }> {
  const [weaponId, registrant] = [randomUUID(), randomUUID()]
  await insert('weapon', registrant, weaponId)
  for (const table of ['weapon_description', 'marking', 'custody_event']) await insert(table, registrant, weaponId)
  await insert('weapon_state', registrant, weaponId, state)
  return { weaponId, registrant }
}

async function represent(agencyId: string, partyId: string, validity: SampleRow = {}): Promise<void> {
  await insert('representation', agencyId, randomUUID(), { party_id: partyId, ...validity })
}

/** What an agency sees of a weapon: the tables that show it a row, and whether it counts as its own. */
async function sightOf(agencyId: string, weaponId: string, role: Role = 'integrator') {
  const count = (table: string, column = 'weapon_id') =>
    `(select count(*) from ${table} where ${column} = $1::uuid)::integer as ${table}`
  const text = `select ${count('weapon', 'id')}, ${count('weapon_description')}, ${count('marking')}, ${count('custody_event')}, weapon_is_own($1::uuid) as own`
  const [row] = await inTransaction(db, makeRequester(role, agencyId), (tx) =>
    tx.rows<Record<string, number | boolean>>({ name: 'sight', text }, [weaponId]),
  )
  return row
}

const WHOLE = { weapon: 1, weapon_description: 1, marking: 1, custody_event: 1 }
const NOTHING = { weapon: 0, weapon_description: 0, marking: 0, custody_event: 0, own: false }

const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)

describe('a weapon', () => {
  it('is seen by who registered it, and by nobody else', async () => {
    const { weaponId, registrant } = await makeWeapon()
    await insert('weapon_reader', registrant, weaponId)
    expect(await sightOf(registrant, weaponId)).toEqual({ ...WHOLE, own: true })
    expect(await sightOf(randomUUID(), weaponId)).toEqual(NOTHING)
  })

  it('is seen whole by who reported an event that fitted', async () => {
    const { weaponId } = await makeWeapon()
    const reporter = randomUUID()
    await insert('weapon_reader', reporter, weaponId, { basis: 'REPORTED', source_id: randomUUID() })
    expect(await sightOf(reporter, weaponId)).toEqual({ ...WHOLE, own: true })
  })

  it('shows the reporter of an event that did not fit his own report, and nothing more', async () => {
    const { weaponId } = await makeWeapon()
    const claimant = randomUUID()
    await insert('custody_event', claimant, weaponId, { seq: 2 })
    expect(await sightOf(claimant, weaponId)).toEqual({ ...NOTHING, custody_event: 1 })
  })

  it('is seen by whom it was released to, as a record that is not his own', async () => {
    const { weaponId } = await makeWeapon()
    const asker = randomUUID()
    await insert('weapon_reader', asker, weaponId, { basis: 'RELEASED', source_id: randomUUID() })
    expect(await sightOf(asker, weaponId, 'officer')).toEqual({ ...WHOLE, own: false })
  })

  it('is seen by registrars and auditors, as a record that is not their own', async () => {
    const { weaponId } = await makeWeapon()
    for (const role of ['registrar', 'auditor'] as const) {
      expect(await sightOf(randomUUID(), weaponId, role)).toEqual({ ...WHOLE, own: false })
    }
    for (const role of ['officer', 'customs', 'integrator'] as const) {
      expect(await sightOf(randomUUID(), weaponId, role)).toEqual(NOTHING)
    }
  })
})

describe('the agency of a holder or consignee', () => {
  it.each(['holder_party_id', 'consignee_party_id'])(
    'sees the weapon while the chain is unbroken: %s',
    async (side) => {
      const party = randomUUID()
      const { weaponId } = await makeWeapon({ [side]: party })
      const agency = randomUUID()
      await represent(agency, party)
      expect(await sightOf(agency, weaponId)).toEqual({ ...WHOLE, own: true })
      expect(await sightOf(randomUUID(), weaponId)).toEqual(NOTHING)
    },
  )

  it.each(['holder_party_id', 'consignee_party_id'])(
    'sees nothing through a broken chain: a claim opens nothing: %s',
    async (side) => {
      const party = randomUUID()
      const { weaponId } = await makeWeapon({ [side]: party, chain_intact: false })
      const agency = randomUUID()
      await represent(agency, party)
      expect(await sightOf(agency, weaponId)).toEqual(NOTHING)
    },
  )

  it('sees nothing before it begins to act for the party, and nothing after it has ended', async () => {
    const party = randomUUID()
    const { weaponId } = await makeWeapon({ holder_party_id: party })
    const [past, today, future] = [randomUUID(), randomUUID(), randomUUID()]
    await represent(past, party, { valid_from: day(-30), valid_to: day(-2) })
    await represent(today, party, { valid_from: day(-1), valid_to: day(1) })
    await represent(future, party, { valid_from: day(2) })
    expect(await sightOf(past, weaponId)).toEqual(NOTHING)
    expect(await sightOf(today, weaponId)).toEqual({ ...WHOLE, own: true })
    expect(await sightOf(future, weaponId)).toEqual(NOTHING)
  })
})

/** A party with its name, and a permit or licence if it has one; whether another agency sees party, name and paper. */
async function partySight(kind: string, options: { licensed: boolean; role?: Role; acting?: boolean }) {
  const [id, agencyId, viewer] = [randomUUID(), randomUUID(), randomUUID()]
  const nobody = randomUUID()
  await insert('party', agencyId, nobody, { id, kind, name_id: id })
  await insert('personal_record', agencyId, nobody, { id, subject_id: id })
  if (options.licensed) await insert('party_licence', agencyId, nobody, { party_id: id })
  if (options.acting === true) await represent(viewer, id)
  const text = `select (select count(*) from party where id = $1::uuid)::integer as party,
    (select count(*) from personal_record where subject_id = $1::uuid)::integer as name,
    (select count(*) from party_licence where party_id = $1::uuid)::integer as licence`
  const [row] = await inTransaction(db, makeRequester(options.role ?? 'integrator', viewer), (tx) =>
    tx.rows<Record<string, number>>({ name: 'party_sight', text }, [id]),
  )
  return row
}

describe('a party', () => {
  it.each(['PRIVATE_PERSON', 'COLLECTOR'])(
    'who is a person is seen by no other agency, whatever permit he holds: %s',
    async (kind) => {
      expect(await partySight(kind, { licensed: false })).toEqual({ party: 0, name: 0, licence: 0 })
      expect(await partySight(kind, { licensed: true })).toEqual({ party: 0, name: 0, licence: 0 })
    },
  )

  it('that is licensed and no person is shared with its name and licence', async () => {
    expect(await partySight('DEALER', { licensed: true })).toEqual({ party: 1, name: 1, licence: 1 })
    expect(await partySight('DEALER', { licensed: false })).toEqual({ party: 0, name: 0, licence: 0 })
  })

  it('that is a person is named to registrars and to who acts for him; an auditor sees him without his name', async () => {
    expect(await partySight('PRIVATE_PERSON', { licensed: false, role: 'registrar' })).toMatchObject({
      party: 1,
      name: 1,
    })
    expect(await partySight('PRIVATE_PERSON', { licensed: false, acting: true })).toMatchObject({ party: 1, name: 1 })
    expect(await partySight('PRIVATE_PERSON', { licensed: false, role: 'auditor' })).toMatchObject({
      party: 1,
      name: 0,
    })
  })
})

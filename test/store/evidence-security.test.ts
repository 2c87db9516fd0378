import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'

const [OWNER, OTHER] = [randomUUID(), randomUUID()]
const [FILE, WEAPON, KEY] = [randomUUID(), randomUUID(), randomUUID()]
const recordedAt = '2026-01-01T00:00:00Z'
const digest = `\\x${'07'.repeat(32)}`

let database: TestDatabase
let service: pg.Client

async function acting<T>(agency: string, reach: string, work: () => Promise<T>): Promise<T> {
  await service.query(`begin; set local app.agency = '${agency}'; set local app.reach = '${reach}'`)
  try {
    return await work()
  } finally {
    await service.query('rollback')
  }
}

const name = (agency: string, opens: boolean) =>
  service.query(`insert into evidence_use values ($1, $2, 'MARKING', $3, $4, $5, $6)`, [
    randomUUID(),
    FILE,
    WEAPON,
    opens,
    agency,
    recordedAt,
  ])

beforeAll(async () => {
  database = await openTestDatabase()
  const owner = new pg.Client(database.ownerUrl)
  service = new pg.Client(database.serviceUrl)
  await Promise.all([owner.connect(), service.connect()])
  await owner.query(`insert into weapon values ($1, 'SMALL_ARM', $2, $3)`, [WEAPON, OWNER, recordedAt])
  const content = `insert into evidence_content values ($1, $2, '\\x00', $3, $4)`
  await owner.query(content, [KEY, digest, OWNER, recordedAt])
  const file = `insert into evidence_file values ($1, $2, 'image/png', 1, $3, $4, $4, $5)`
  await owner.query(file, [FILE, digest, KEY, OWNER, recordedAt])
  // Both read the weapon, and nothing names the file yet.
  const reader = `insert into weapon_reader values ($1, $2, 'REPORTED', $3, false, $4)`
  for (const agency of [OWNER, OTHER]) await owner.query(reader, [WEAPON, agency, randomUUID(), recordedAt])
  await owner.end()
})

afterAll(async () => {
  await service.end()
  await database.drop()
})

describe('the database itself, whatever the program does,', () => {
  it.each(['evidence_file', 'evidence_content'])('shows no row of %s to another agency or to none', async (table) => {
    const count = async () => (await service.query(`select from ${table}`)).rowCount
    expect(await acting(OWNER, 'own', count)).toBe(1)
    expect(await acting(OTHER, 'own', count)).toBe(0)
    expect(await acting(OTHER, 'registry', count)).toBe(1)
    expect(await count()).toBe(0)
  })

  it('lets nobody name a file that he may not read', async () => {
    for (const opens of [true, false])
      await expect(acting(OTHER, 'own', () => name(OTHER, opens))).rejects.toThrow(/row-level security/)
  })

  it('lets its owner and a registrar open a file to the readers of a weapon, and an auditor not', async () => {
    await acting(OWNER, 'own', () => name(OWNER, true))
    await acting(OTHER, 'registry-names', () => name(OTHER, true))
    await acting(OTHER, 'registry', () => name(OTHER, false))
    await expect(acting(OTHER, 'registry', () => name(OTHER, true))).rejects.toThrow(/row-level security/)
  })

  it('shows a file to the readers of a weapon once its owner has opened it, and not by a name that opens nothing', async () => {
    const readsAs = async (agency: string) => {
      await service.query(`set local app.agency = '${agency}'`)
      return (await service.query('select from evidence_file')).rowCount
    }
    await acting(OWNER, 'own', async () => {
      await name(OWNER, false)
      expect(await readsAs(OTHER)).toBe(0)
      await readsAs(OWNER)
      await name(OWNER, true)
      expect(await readsAs(OTHER)).toBe(1)
    })
  })
})

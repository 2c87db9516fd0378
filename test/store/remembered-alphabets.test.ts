import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ObservedWeapon } from '../../src/domain/identification/observation.ts'
import { identifyWeapon, identifyWeapons } from '../../src/features/identify-weapon.ts'
import { createTx, type Tx } from '../../src/store/db.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { WRITER, withWeapons, writeWeapons } from '../support/written-weapons.ts'

let database: TestDatabase
let owner: pg.Client
let tx: Tx

const idOf = (n: number) => `${n.toString(16).padStart(8, '0')}-0000-7000-8000-00000000aaaa`
const observed = (text: string, changes: Partial<ObservedWeapon> = {}): ObservedWeapon => ({
  make: 'Norinco',
  model: 'M70',
  calibre: '7.62x39',
  markings: [{ kind: 'SERIAL_PRIMARY', text }],
  ...changes,
})

beforeAll(async () => {
  database = await openTestDatabase()
  owner = new pg.Client(database.ownerUrl)
  await owner.connect()
  await owner.query(`select set_config('app.agency', '${WRITER}', false)`)
  tx = createTx(owner)
})

afterAll(async () => {
  await owner.end()
  await database.drop()
})

describe('a mark of which three digits are left', () => {
  it('finds the weapon by its bare number, also where it begins with zeros, and where others are a seldom confusion away', async () => {
    const weapons = ['ROV701', 'PNK086', '101', '0CK086A'].map((serial, n) => ({
      id: idOf(n + 1),
      make: 'Norinco',
      serial,
    }))
    const found = await withWeapons(owner, weapons, () => identifyWeapons(tx, [observed('701'), observed('086')]))
    const ids = found.map(({ identification }) => identification.candidates.map(({ weaponId }) => weaponId).toSorted())
    expect(ids).toEqual([[idOf(1)], [idOf(2), idOf(4)]])
    expect(found.map(({ identification }) => identification.tier)).toEqual(['T5', 'T5'])
  })
})

describe('what the service remembers of what is registered', () => {
  const serials = async (text: string, make = 'Norinco') =>
    (await identifyWeapon(tx, observed(text, { make }), { near: true })).rows.map(({ weaponId }) => weaponId).toSorted()
  const [one, other, third] = [
    { id: idOf(1), make: 'Norinco', serial: '482137' },
    { id: idOf(2), make: 'Norinco', serial: '48213K' },
    { id: idOf(3), make: 'Tiny Works', serial: '71X503' },
  ]

  it('never hides what was registered since: a character, a length, a make', async () => {
    const longer = { ...other, id: idOf(4), serial: '48213737' }
    await withWeapons(owner, [one], async () => {
      expect(await serials('48213?')).toEqual([one.id])
      expect(await serials('71X50?', 'Tiny Works')).toEqual([])
      expect(await serials('4821373?')).toEqual([])
      // Written past the service, as another process would.
      await writeWeapons(owner, [other, third, longer])
      expect(await serials('48213?')).toEqual([one.id, other.id])
      expect(await serials('71X50?', 'Tiny Works')).toEqual([third.id])
      expect(await serials('4821373?')).toEqual([longer.id])
    })
  })

  it('is told by what it holds and not by how much: a registry that lost its last hour and went on differently is searched as it is', async () => {
    const [lost, since] = ['482A37', '482Z37'].map((serial, n) => ({ ...one, id: idOf(n + 5), serial }))
    if (lost === undefined || since === undefined) throw new Error('two weapons')
    await withWeapons(owner, [lost], async () => expect(await serials('482?37')).toEqual([lost.id]))
    await withWeapons(owner, [since], async () => expect(await serials('482?37')).toEqual([since.id]))
    expect(await serials('482?37')).toEqual([])
  })
})

import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { identifyWeapons } from '../../src/features/identify-weapon.ts'
import { createTx, type Tx } from '../../src/store/db.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { type AdversarialCase, drawAdversarial } from '../support/generated/adversarial.ts'
import { plainOf } from '../support/generated/objections.ts'
import { createRandom } from '../support/generated/random.ts'
import { WRITER, type WrittenWeapon, writeWeapons } from '../support/written-weapons.ts'

// The same observations as in test/domain/identification/adversarial.test.ts, through the search of the database: one frame number each, and the makers and models
// that `writeWeapons` can write.

const COUNT = process.env['LONG'] === '1' ? 5_000 : 400
const BATCH = 50
const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000)

let database: TestDatabase
let owner: pg.Client
let tx: Tx

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

const idOf = (n: number) => `${n.toString(16).padStart(8, '0')}-0000-7000-8000-00000000cccc`

/** What was sent, and of whom: the type, calibre and country that `writeWeapons` gives each weapon. */
function observationOf({ observation: { make, model, markings = [] } }: AdversarialCase) {
  const told = { ...(make === undefined ? {} : { make }), ...(model === undefined ? {} : { model }) }
  return { ...told, type: 'RIFLE_ASSAULT', calibre: '7.62x39', markings }
}

describe(`observations made to be taken for a sibling, in PostgreSQL (SEED=${seed})`, () => {
  it('release no weapon whose mark differs from what was sent, or whose maker or model is another', async () => {
    const random = createRandom(seed)
    const cases = Array.from({ length: COUNT }, (_, n) => drawAdversarial(random, `w${n}`))
    const written = new Map<
      string,
      { readonly weapon: WrittenWeapon; readonly is: { maker: string | null; model: string | null } }
    >()
    for (const { registered } of cases) {
      for (const { record, serials, is } of registered) {
        const id = idOf(written.size + 1)
        written.set(id, { is, weapon: { id, serial: serials[0] as string, make: record.make, model: record.model } })
      }
    }
    await writeWeapons(
      owner,
      Array.from(written.values(), ({ weapon }) => weapon),
    )
    let released = 0
    for (let from = 0; from < COUNT; from += BATCH) {
      const batch = cases.slice(from, from + BATCH)
      const found = await identifyWeapons(tx, batch.map(observationOf))
      for (const [n, { identification }] of found.entries()) {
        if (!identification.releasable) continue
        released++
        const { told, sent } = batch[n] as AdversarialCase
        const { weapon, is } = written.get(identification.weaponId ?? '') ?? {}
        expect([told.maker, told.model]).toEqual([is?.maker, is?.model])
        expect(sent.map(plainOf)).toContain(plainOf(weapon?.serial ?? ''))
      }
    }
    console.log(
      `${COUNT} adversarial observations among ${written.size} weapons, seed ${seed}: ${released} released, none wrongly`,
    )
    expect(released).toBeGreaterThan(0)
  }, 600_000)
})

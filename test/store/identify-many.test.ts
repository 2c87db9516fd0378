import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ObservedWeapon } from '../../src/domain/identification/observation.ts'
import { type Identified, identifyWeapon, identifyWeapons } from '../../src/features/identify-weapon.ts'
import { createTx, type Tx } from '../../src/store/db.ts'
import { countStatements } from '../support/count-statements.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { WRITER, withWeapons, writeWeapons, type WrittenWeapon } from '../support/written-weapons.ts'

let database: TestDatabase
let owner: pg.Client
let tx: Tx

const idOf = (n: number) => `${n.toString(16).padStart(8, '0')}-0000-7000-8000-00000000aaaa`
const observed = (text: string, changes: Partial<ObservedWeapon> = {}): ObservedWeapon => ({
  make: 'Zastava',
  model: 'M70',
  calibre: '7.62x39',
  markings: [{ kind: 'SERIAL_PRIMARY', text }],
  ...changes,
})

// More weapons than one search looks at share a serial, and more than it looks at share only a number.
const SHARED = Array.from({ length: 501 }, (_, n): WrittenWeapon => ({ id: idOf(10_000 + n), serial: 'TH7151' }))
const NUMBERED = Array.from({ length: 320 }, (_, n): WrittenWeapon => {
  const letters = `${String.fromCodePoint(65 + (n % 26))}${String.fromCodePoint(65 + Math.floor(n / 26))}`
  return { id: idOf(20_000 + n), serial: `RR${letters}YY6161` }
})
const DISTINCT = Array.from(
  { length: 200 },
  (_, n): WrittenWeapon => ({ id: idOf(30_000 + n), serial: `PX${n}E${n}7` }),
)

beforeAll(async () => {
  database = await openTestDatabase()
  owner = new pg.Client(database.ownerUrl)
  await owner.connect()
  await owner.query(`select set_config('app.agency', '${WRITER}', false)`)
  await writeWeapons(owner, [...SHARED, ...NUMBERED, ...DISTINCT])
  tx = createTx(owner)
})

afterAll(async () => {
  await owner.end()
  await database.drop()
})

// Few texts, so that generated weapons and readings meet: by one key or another, by the bare number, one error away, or as a pattern.
const SERIALS = ['4711', '04711', 'A4711', 'Ä4711', '47II', 'А-4711', 'B4711C', '4712', 'TH7151', 'PX3E37', '88']
const READINGS = [...SERIALS, '4?11', '47[12]1', 'No. 4711', 'RRZZYY6161', '4*', '4[7', '??', 'QQ']
const MAKES = ['Zastava', 'Norinco', 'An Unlisted Works']

const registries = fc.array(
  fc.record({
    serial: fc.constantFrom(...SERIALS),
    make: fc.constantFrom(...MAKES),
    model: fc.constantFrom('M70', 'M92'),
    group: fc.constantFrom(null, null, 1, 2),
    recovered: fc.constantFrom(false, false, false, true),
  }),
  { maxLength: 12 },
)
const observations: fc.Arbitrary<ObservedWeapon> = fc
  .record({
    texts: fc.array(fc.constantFrom(...READINGS), { maxLength: 2 }),
    make: fc.constantFrom(undefined, ...MAKES),
    model: fc.constantFrom(undefined, 'M70', 'M92'),
  })
  .map(({ texts, make, model }) => ({
    ...(make === undefined ? {} : { make }),
    ...(model === undefined ? {} : { model }),
    calibre: '7.62x39',
    markings: texts.map((text) => ({ kind: 'SERIAL_PRIMARY', text })),
  }))

// Draws may leave a tier out, and the property would then say nothing of it: this one holds them.
const zastava = (text: string) => ({
  calibre: '7.62x39',
  make: 'Zastava',
  model: 'M70',
  markings: [{ kind: 'SERIAL_PRIMARY', text }],
})
const WITH_EACH_TIER: [
  { serial: string; make: string; model: 'M70'; group: null; recovered: boolean }[],
  ObservedWeapon[],
  number,
] = [
  ['A4711', '04711'].map((serial) => ({
    serial,
    make: 'Zastava',
    model: 'M70' as const,
    group: null,
    recovered: false,
  })),
  [zastava('A4711'), zastava('47II'), zastava('A4712'), zastava('QQ')],
  1,
]

describe('many observations identified at once', () => {
  it('are each decided as alone, whatever their neighbours and their order', async () => {
    const tiers = new Set<unknown>()
    await fc.assert(
      fc.asyncProperty(
        registries,
        fc.array(observations, { minLength: 1, maxLength: 8 }),
        fc.nat(7),
        async (registry, batch, turn) => {
          const weapons = registry.map(({ group, ...weapon }, n) => ({
            ...weapon,
            id: idOf(n + 1),
            groupId: group === null ? null : idOf(900 + group),
          }))
          await withWeapons(owner, weapons, async () => {
            const alone: Identified[] = []
            for (const observation of batch) alone.push(await identifyWeapon(tx, observation))
            expect(await identifyWeapons(tx, batch)).toEqual(alone)
            const turned = [...batch.slice(turn % batch.length), ...batch.slice(0, turn % batch.length)].toReversed()
            const expected = turned.map((observation) => alone[batch.indexOf(observation)])
            expect(await identifyWeapons(tx, turned)).toEqual(expected)
            for (const { identification } of alone) tiers.add(identification.tier)
          })
        },
      ),
      { numRuns: process.env['LONG'] === '1' ? 2_000 : 60, examples: [WITH_EACH_TIER] },
    )
    expect([...tiers]).toEqual(expect.arrayContaining(['T1', 'T2', 'T5', null]))
  }, 600_000)

  it('have their limits each: a serial of too many weapons does not lower its neighbour, nor does a bare number of many', async () => {
    const [serial, one, number] = await identifyWeapons(tx, [
      observed('TH7151'),
      observed('PX3E37'),
      observed('QQQQ6161'),
    ])
    expect([serial?.rows.length, serial?.identification.tier, serial?.identification.weaponId]).toEqual([
      501,
      'T5',
      null,
    ])
    expect([one?.rows.length, one?.identification.tier, one?.identification.weaponId]).toEqual([1, 'T1', idOf(30_003)])
    expect([number?.rows.length, number?.identification.tier]).toEqual([300, 'T5'])
  })

  it('take as many statements as one, ten or two hundred of them', async () => {
    const kinds: [string, (n: number) => ObservedWeapon, number][] = [
      ['found', (n) => observed(DISTINCT[n]?.serial ?? ''), 1],
      ['found by the bare number', (n) => observed(`QQ${n}Q6161`), 2],
      ['not found', (n) => observed(`ZZ${n}ZZ8181`), 3],
      ['half read', (n) => observed(`PX${n}E${n}?`), 1],
      ['without a mark', () => ({ make: 'Zastava' }), 0],
    ]
    const mixed = DISTINCT.map(({ serial }, n) => observed(n % 2 === 0 ? serial : `ZZ${n}ZZ6161`))
    for (const count of [2, 10, 200]) {
      // What is registered is asked for once, and remembered.
      await identifyWeapons(tx, mixed.slice(0, count))
      expect(await countStatements(() => identifyWeapons(tx, mixed.slice(0, count)))).toBe(2)
    }
    for (const [kind, observationOf, expected] of kinds) {
      for (const count of [1, 10, 200]) {
        const batch = Array.from({ length: count }, (_, n) => observationOf(n))
        await identifyWeapons(tx, batch)
        const statements = await countStatements(() => identifyWeapons(tx, batch))
        expect({ kind, count, statements }).toEqual({ kind, count, statements: expected })
      }
    }
  })

  it('let other requests run between two of them', async () => {
    let turns = 0
    let working = true
    const countTurn = () => {
      turns += 1
      if (working) setImmediate(countTurn)
    }
    setImmediate(countTurn)
    // No database: every turn is one that the search gives.
    await identifyWeapons(
      { ...tx, rows: () => Promise.resolve([]) },
      Array.from({ length: 50 }, () => observed('TH7151')),
    )
    working = false
    expect(turns).toBeGreaterThanOrEqual(2 * 49)
  })
})

describe('a recovered item', () => {
  const item = { id: idOf(1), serial: 'VV1234', recovered: true }
  const weapon = { id: idOf(2), serial: 'VV1234' }

  it('is no candidate although its marks have keys', async () => {
    const read = ['VV1234', 'VV123?', 'W1234X']
    const found = await withWeapons(owner, [item], () =>
      identifyWeapons(
        tx,
        read.map((text) => observed(text)),
      ),
    )
    expect(found.map(({ rows }) => rows)).toEqual([[], [], []])
    expect(found.map(({ identification }) => identification.tier)).toEqual([null, null, null])
    // The same weapon, registered, is one by each of these readings.
    const seen = await withWeapons(owner, [{ ...item, recovered: false }], () =>
      identifyWeapons(
        tx,
        read.map((text) => observed(text)),
      ),
    )
    expect(seen.map(({ identification }) => identification.tier)).toEqual(['T1', 'T3', 'T5'])
  })

  it('lowers the tier of no registered weapon that bears its number, and is no duplicate of it', async () => {
    const found = await withWeapons(owner, [item, weapon], () => identifyWeapon(tx, observed('VV1234')))
    expect([found.identification.tier, found.identification.weaponId]).toEqual(['T1', weapon.id])
    expect([found.rows.length, found.duplicateSerial]).toEqual([1, false])
  })

  it('takes no place of a registered weapon within the limit of a search', async () => {
    const items = Array.from({ length: 600 }, (_, n) => ({ ...item, id: idOf(40_000 + n) }))
    const found = await withWeapons(owner, [...items, { ...weapon, id: idOf(50_000) }], () =>
      identifyWeapon(tx, observed('VV1234')),
    )
    expect([found.identification.tier, found.identification.weaponId]).toEqual(['T1', idOf(50_000)])
  })
})

import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ObservedWeapon } from '../../src/domain/identification/observation.ts'
import { identifyWeapon, identifyWeapons } from '../../src/features/identify-weapon.ts'
import { createTx, type Tx } from '../../src/store/db.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { WRITER, withWeapons, type WrittenWeapon } from '../support/written-weapons.ts'

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

/** A registry of serials of one kind each for three makers; the first letter or digit of no two is needed to tell them apart. */
const REGISTRY = Array.from({ length: 240 }, (_, n): WrittenWeapon => {
  const number = String(100_003 + ((n * 7919) % 899_000))
  const [make, serial] = [
    ['Norinco', number],
    ['Zastava', `M${number}`],
    ['Радом Works', `${'АБВГДЖ'[n % 6]}Ω${number.slice(1)}`],
  ][n % 3] as [string, string]
  return { id: idOf(n + 1), make, serial }
})

type Damage = (text: string, at: number) => string
const place = (text: string, at: number, count: number, by: string) =>
  Array.from(text).toSpliced(at, count, by).join('')
const ERRORS: Record<string, Damage> = {
  'one unreadable character': (text, at) => place(text, at % text.length, 1, '?'),
  'two unreadable characters': (text, at) =>
    place(place(text, at % text.length, 1, '?'), (at + 1 + (at % 4)) % text.length, 1, '?'),
  'three unreadable characters': (text, at) =>
    [0, 2, 4].reduce((read, step) => place(read, (at + step) % text.length, 1, '?'), text),
  'one character for another': (text, at) => place(text, at % text.length, 1, 'X'),
  'one character too many': (text, at) => place(text, at % text.length, 0, 'X'),
  'one character too few': (text, at) => place(text, at % text.length, 1, ''),
  'two neighbours exchanged': (text, at) => {
    const from = at % (text.length - 1)
    return place(text, from, 2, `${text[from + 1]}${text[from]}`)
  },
  'confused characters': (text) =>
    text.replaceAll('0', 'O').replaceAll('1', 'I').replaceAll('5', 'S').replaceAll('8', 'B'),
  'wide confusions': (text) => text.replaceAll('0', 'D').replaceAll('4', 'A').replaceAll('1', '7'),
  'a lost beginning': (text) => text.slice(2),
  'a lost end': (text) => text.slice(0, -1),
  'a run at the beginning': (text) => `*${text.slice(-4)}`,
  'a run at the end': (text) => `${text.slice(0, 4)}*`,
  'a run in the middle': (text) => `${text.slice(0, 1)}*${text.slice(-4)}`,
  'letters beside the number': (text) => `US${text}`,
  'leading zeros': (text) => `00${text}`,
}

describe('a misread, worn or partial mark', () => {
  it.each(Object.entries(ERRORS))(
    'leads to the true weapon after %s, alone and among others',
    async (_, damage) => {
      await withWeapons(owner, REGISTRY, () =>
        fc.assert(
          fc.asyncProperty(
            fc.array(fc.nat(REGISTRY.length - 1), { minLength: 1, maxLength: 6 }),
            fc.nat(1000),
            async (chosen, at) => {
              const weapons = chosen.map((n) => REGISTRY[n] as WrittenWeapon)
              const seen = weapons.map(({ make, serial }) =>
                observed(damage(serial, at), make === undefined ? {} : { make }),
              )
              const found = await identifyWeapons(tx, seen)
              for (const [n, { rows, searched }] of found.entries()) {
                expect(searched).toBe(true)
                expect(rows.map(({ weaponId }) => weaponId)).toContain(weapons[n]?.id)
              }
              const [first] = seen
              if (first !== undefined) expect(await identifyWeapon(tx, first)).toEqual(found[0])
            },
          ),
          { numRuns: process.env['LONG'] === '1' ? 1_000 : 12 },
        ),
      )
    },
    60_000,
  )

  it('leads to it by sight and by sound of other letters, and in digits read as what they look like', async () => {
    const weapons = [
      { id: idOf(1), serial: 'ΞΨ48217' },
      { id: idOf(2), serial: 'ВН59999' },
      { id: idOf(3), serial: '٥٦٧٨٩١' },
    ].map((weapon) => ({ ...weapon, make: 'Norinco' }))
    const read = ['XPS48217', 'VN59999', 'BH59999', 'O7VΛ91', '567891']
    const found = await withWeapons(owner, weapons, () =>
      identifyWeapons(
        tx,
        read.map((text) => observed(text)),
      ),
    )
    expect(found.map(({ rows }) => rows.map(({ weaponId }) => weaponId))).toEqual([1, 2, 2, 3, 3].map((n) => [idOf(n)]))
    expect(found.slice(0, 3).map(({ identification }) => identification.tier)).toEqual(['T2', 'T2', 'T1'])
  })

  it('is searched among all makers where its own has nothing, or none is told', async () => {
    const weapon = { id: idOf(1), serial: '4821377', make: 'Zastava' }
    const read = [observed('4821?7?'), observed('4821373'), observed('*821377'), observed('82137', { make: 'UNKNOWN' })]
    const found = await withWeapons(owner, [weapon], () => identifyWeapons(tx, read))
    expect(found.slice(0, 3).map(({ rows }) => rows.length)).toEqual([1, 1, 1])
  })
})

describe('how many weapons fit an unreadable mark', () => {
  const one = { id: idOf(1), serial: '482137', make: 'Norinco' }
  const other = { id: idOf(2), serial: '482937' }
  const seen = observed('482?37')
  const tierWith = async (second: Omit<WrittenWeapon, 'id' | 'serial'>, asked = seen) =>
    (await withWeapons(owner, [one, { ...other, ...second }], () => identifyWeapon(tx, asked))).identification.tier

  it('is one where the other fits less: then it is the one', async () => {
    expect(await tierWith({ make: 'Zastava' })).toBe('T3')
    expect(await tierWith({ make: 'Norinco', serial: '4829377' } as Partial<WrittenWeapon>)).toBe('T3')
  })

  it.each<[string, Omit<WrittenWeapon, 'id' | 'serial'>]>([
    ['of the same make', { make: 'Norinco' }],
    ['by another of its names', { make: 'China North Industries' }],
    ['by a symbol alone', { make: 'UNKNOWN', symbol: '66 in a triangle' }],
    ['that was registered before a list knew its make', { make: 'Norinco', makeKeys: ['~NORINCO'] }],
  ])('counts a weapon %s', async (_, second) => {
    expect(await tierWith(second)).toBe('T5')
  })

  it('counts a weapon whose Cyrillic make was registered before a list knew it, by either form of its name', async () => {
    const zastava = { ...one, make: 'Zastava' }
    const old = { ...other, make: 'Црвена застава', makeKeys: ['~TSRVENAZASTAVA', '~CRVENAZASTAVA'] }
    const found = await withWeapons(owner, [zastava, old], () =>
      identifyWeapon(tx, observed('482?37', { make: 'Zastava' })),
    )
    expect(found.identification.tier).toBe('T5')
  })

  it('counts those of all makers where an importer is given, or no make', async () => {
    const importer = { make: 'Century Arms' }
    expect(await tierWith({ make: 'Zastava' }, observed('482?37', importer))).toBe('T5')
    expect(await tierWith({ make: 'Zastava' }, observed('482?37', { make: 'UNKNOWN' }))).toBe('T5')
    const alone = await withWeapons(owner, [one], () => identifyWeapon(tx, observed('482?37', importer)))
    expect(alone.identification.tier).toBe('T4')
  })

  it('counts one whose own mark was not all readable, and one that lost a leading zero', async () => {
    const worn = { ...other, make: 'Norinco', serial: '48??37', condition: 'WORN' }
    expect((await withWeapons(owner, [one, worn], () => identifyWeapon(tx, seen))).identification.tier).toBe('T5')
    const zeros = [
      { ...one, serial: '082137' },
      { ...other, serial: '982137', make: 'Norinco' },
    ]
    const found = await withWeapons(owner, zeros, () => identifyWeapon(tx, observed('?82137')))
    expect([found.identification.tier, found.rows.length]).toEqual(['T5', 2])
  })

  it('is not known where what is registered is too much to be spelled out: nothing rests on it, and what would help is told', async () => {
    const letters = Array.from('ACDEFHJKMNPRTUVWXY')
    const many = letters.map((letter, n) => ({ id: idOf(n + 10), serial: letter.repeat(7), make: 'Norinco' }))
    const weapon = { id: idOf(1), serial: '4821377', make: 'Norinco' }
    const found = await withWeapons(owner, [weapon, ...many], () => identifyWeapon(tx, observed('4?2?3?7')))
    expect(found.rows.map(({ weaponId }) => weaponId)).toContain(weapon.id)
    expect(['T5', null]).toContain(found.identification.tier)
    expect(found.whatWouldHelp.marks).toEqual([{ index: 0, isLookedUp: true, possibilities: 19 ** 3 }])
    expect(found.whatWouldHelp.details[0]).toEqual({ detail: 'CHARACTER', possibilities: 19 ** 2 })
    const told = found.identification.findings.filter(({ code }) => code === 'READING_TOO_WIDE')
    expect(told).toMatchObject([{ pointer: '#/observation/markings/0/text', detail: expect.stringContaining('6859') }])
    const asked = { ...observed('4?2?3?7'), make: 'UNKNOWN' }
    const unknown = await withWeapons(owner, [weapon, ...many], () => identifyWeapon(tx, asked))
    expect(unknown.whatWouldHelp.details.slice(0, 2).map(({ detail }) => detail)).toEqual(['CHARACTER', 'MAKE'])
  })

  it('is not asked of a mark of which less than half was read', async () => {
    const found = await withWeapons(owner, [one], () => identifyWeapon(tx, observed('4????7')))
    expect([found.searched, found.rows, found.identification.tier]).toEqual([false, [], null])
    expect(found.whatWouldHelp.marks).toMatchObject([{ index: 0, isLookedUp: false }])
  })
})

describe('two hundred half-read marks at once', () => {
  it('are searched within a fraction of the time that a statement has', async () => {
    const weapons = Array.from({ length: 3_000 }, (_, n) => ({
      id: idOf(n + 1),
      make: n % 2 === 0 ? 'Norinco' : 'Zastava',
      serial: `${'ABCDEFGH'[n % 8]}${'KMNPRTUV'[n % 7]}${10_000 + n * 7}`,
    }))
    const seen = weapons.slice(0, 200).map(({ serial }, n) => {
      const [make, read] = [
        n % 2 === 0 ? 'Norinco' : 'UNKNOWN',
        place(place(serial, n % 7, 1, '?'), (n + 3) % 7, 1, '?'),
      ]
      return observed(read, { make })
    })
    await withWeapons(owner, weapons, async () => {
      const begun = performance.now()
      const found = await identifyWeapons(tx, seen)
      expect(performance.now() - begun).toBeLessThan(10_000)
      for (const [n, { rows }] of found.entries())
        expect(rows.map(({ weaponId }) => weaponId)).toContain(weapons[n]?.id)
    })
  }, 60_000)
})

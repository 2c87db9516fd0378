import { describe, expect, it } from 'vitest'
import { fitsSerialShape, resolveMake } from '../../src/domain/identification/maker.ts'
import { resolveModel } from '../../src/domain/identification/model.ts'
import { isUnlisted, MAKERS } from '../../bench/generate/makers.ts'
import { blockLife, ownSteps } from '../../bench/generate/lives.ts'
import { misread, READINGS } from '../../bench/generate/misread.ts'
import { Draws } from '../../bench/generate/random.ts'
import { BLOCK_SIZE, blockAt, type GeneratedWeapon, weaponAt } from '../../bench/generate/weapons.ts'
import { weaponIdAt } from '../../bench/load/blocks.ts'

const SEED = 7
const COUNT = 20_000
const population = { seed: SEED, weapons: 1_000_000 }
/** Spread over the whole registry. */
const weapons: readonly GeneratedWeapon[] = Array.from({ length: COUNT }, (_, n) => weaponAt(SEED, n * 49))

function share(of: readonly GeneratedWeapon[], is: (weapon: GeneratedWeapon) => boolean): number {
  return of.filter(is).length / of.length
}

describe('the generated registry', () => {
  it('is the same for the same seed, whichever weapon is made first', () => {
    const backwards = [99, 5, 50_000].map((index) => JSON.stringify(weaponAt(SEED, index)))
    const forwards = [50_000, 5, 99].map((index) => JSON.stringify(weaponAt(SEED, index)))
    expect(forwards.toReversed()).toEqual(backwards)
    expect(weaponAt(SEED + 1, 99).serial).not.toBe(weaponAt(SEED, 99).serial)
  })

  it('gives the first maker 12 to 15 % of all weapons, and unlisted workshops some 3 %', () => {
    expect(share(weapons, ({ maker }) => maker === MAKERS[0])).toBeGreaterThan(0.12)
    expect(share(weapons, ({ maker }) => maker === MAKERS[0])).toBeLessThan(0.15)
    expect(share(weapons, ({ maker }) => isUnlisted(maker))).toBeCloseTo(0.03, 1)
  })

  it('names makers and models as the reference data resolve them, in numbers of the shapes that are published', () => {
    for (const { maker, make, model, serial } of weapons.filter((weapon) => !isUnlisted(weapon.maker)).slice(0, 4000)) {
      expect(resolveMake(make).key).toBe(maker.id)
      expect(resolveModel(model, maker.id).key).not.toBe('UNKNOWN')
      // Plain numbers that several makers bear alike fit no maker's shape.
      if (!/^\d{6}$/.test(serial))
        expect(fitsSerialShape(resolveMake(make).entry, serial), `${maker.id} ${serial}`).not.toBe(false)
    }
  })

  it('numbers the weapons of a block in a row, and hardly any two of one maker alike', () => {
    const numbers = Array.from({ length: BLOCK_SIZE }, (_, at) => weaponAt(SEED, 4 * BLOCK_SIZE + at).serial)
    expect(new Set(numbers).size).toBe(BLOCK_SIZE)
    const all = Array.from({ length: 60_000 }, (_, n) => weaponAt(SEED, n)).filter(({ maker }) => !isUnlisted(maker))
    const distinct = new Set(all.map(({ maker, serial }) => `${maker.id} ${serial}`))
    expect(distinct.size / all.length).toBeGreaterThan(0.99)
    const makersOf = new Map<string, Set<string>>()
    for (const { maker, serial } of all) makersOf.set(serial, (makersOf.get(serial) ?? new Set()).add(maker.id))
    expect([...makersOf.values()].filter((makers) => makers.size > 1).length).toBeGreaterThanOrEqual(50)
  })

  it('holds Cyrillic, leading zeros, letters between digits and look-alikes', () => {
    expect(share(weapons, ({ serial }) => /\p{Script=Cyrillic}/u.test(serial))).toBeGreaterThan(0.02)
    expect(share(weapons, ({ serial }) => serial.startsWith('0'))).toBeGreaterThan(0.01)
    expect(share(weapons, ({ serial }) => /\d[A-Z]+\d/.test(serial))).toBeGreaterThan(0.02)
    expect(share(weapons, ({ serial }) => /[OISBZG]/.test(serial))).toBeGreaterThan(0.2)
  })

  it('tells lives of four to seven steps, each later than the one before, each giver its holder', () => {
    for (let index = 0; index < 3000; index++) {
      const block = blockAt(SEED, Math.floor((index * 331) / BLOCK_SIZE))
      const life = blockLife(population, block)
      const steps = [...life.steps, ...ownSteps(population, block, life, index * 331)]
      expect(steps.length).toBeGreaterThanOrEqual(4)
      expect(steps.length).toBeLessThanOrEqual(7)
      for (const [n, { day, from, kind }] of steps.entries()) {
        if (n === 0) continue
        expect(day > (steps[n - 1]?.day ?? '')).toBe(true)
        if (kind !== 'IMPORTED') expect(from).toBe(steps[n - 1]?.to)
      }
      expect((steps.at(-1)?.day ?? '') < '2025-06-01').toBe(true)
    }
  })

  it('gives each weapon an id of its own, in the order of registration', () => {
    const ids = Array.from({ length: 5000 }, (_, index) => weaponIdAt(population, index))
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.toSorted()).toEqual(ids)
  })

  it.each(READINGS)('misreads as %s: another text, made again by the same draws', (reading) => {
    const made = weapons.slice(0, 2000).flatMap(({ serial, index }) => {
      const text = misread(reading, serial, new Draws(SEED, 'observation', index))
      expect(misread(reading, serial, new Draws(SEED, 'observation', index))).toBe(text)
      return text === undefined ? [] : [{ text, serial: serial.replace(/[^\p{L}\p{N}]/gu, '') }]
    })
    expect(made.length).toBeGreaterThan(20)
    for (const { text, serial } of made) {
      if (reading === 'exact') expect(text).toBe(serial)
      else expect(text).not.toBe(serial)
    }
  })
})

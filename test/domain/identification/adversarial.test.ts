import { describe, expect, it } from 'vitest'
import { identify } from '../../../src/domain/identification/identify.ts'
import { type AdversarialCase, drawAdversarial } from '../../support/generated/adversarial.ts'
import { objections } from '../../support/generated/objections.ts'
import { createRandom } from '../../support/generated/random.ts'

const COUNT = process.env['LONG'] === '1' ? 100_000 : 5_000
const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000)

interface Tally {
  released: number
  right: number
  /** The weapon released bears exactly what was read, and is another one: nothing in the observation can tell. */
  notToldApart: number
  readonly wrong: (AdversarialCase & { readonly objections: readonly string[] })[]
}

function judge(cases: Iterable<AdversarialCase>): Tally {
  const tally: Tally = { released: 0, right: 0, notToldApart: 0, wrong: [] }
  for (const one of cases) {
    const candidates = one.registered.map(({ record }) => record)
    const { releasable, weaponId } = identify(one.observation, candidates, { isComplete: true })
    expect(releasable).toBe(releasable && weaponId !== null)
    if (!releasable) continue
    const released = one.registered.find(({ record }) => record.weaponId === weaponId)
    const found = released === undefined ? ['NO_RECORD'] : objections(one, released)
    tally.released++
    if (found.length > 0) tally.wrong.push({ ...one, objections: found })
    else if (weaponId === one.truth) tally.right++
    else tally.notToldApart++
  }
  return tally
}

function* draw(count: number): Generator<AdversarialCase> {
  const random = createRandom(seed)
  for (let n = 0; n < count; n++) yield drawAdversarial(random, `w${n}`)
}

describe(`observations made to be taken for a sibling (SEED=${seed})`, () => {
  it('release no weapon whose mark differs from what was sent, or that a descriptor contradicts', () => {
    const { released, right, notToldApart, wrong } = judge(draw(COUNT))
    const share = ((100 * notToldApart) / COUNT).toFixed(2)
    console.log(
      `${COUNT} adversarial observations, seed ${seed}: ${released} released, ${wrong.length} of them wrongly; ${right} were the true weapon, ` +
        `${notToldApart} (${share} % of all) a sibling whose real number is exactly what was read`,
    )
    expect(wrong.slice(0, 3)).toEqual([])
    // The test would say nothing if hardly any observation could release.
    expect(right).toBeGreaterThan(COUNT / 500)
  }, 600_000)
})

import { searchKeys } from '../../src/domain/identification/search-keys.ts'
import { parseReading } from '../../src/domain/identification/reading.ts'
import { MAKERS } from '../generate/makers.ts'
import { misread, type Reading } from '../generate/misread.ts'
import { officeOf } from '../generate/parties.ts'
import { Draws } from '../generate/random.ts'
import { type GeneratedWeapon, weaponAt } from '../generate/weapons.ts'
import { runClosedLoop } from '../run/closed-loop.ts'
import type { BenchContext } from '../run/context.ts'
import { round } from '../run/statistics.ts'
import { observationOf, traceBody } from './trace-body.ts'

/**
 * What was recovered is never registered, and a sibling one error away is. `TRUE_READ`: the mark is read as it is. `MISREAD`: it is misread once more.
 * `DESCRIPTOR`: it is misread as the sibling's, and make, model or calibre contradict. `SAME`: it is misread as the sibling's, and everything fits.
 */
export const SITUATIONS = ['TRUE_READ', 'MISREAD', 'DESCRIPTOR', 'SAME'] as const
type Situation = (typeof SITUATIONS)[number]

interface Observed {
  readonly situation: Situation
  readonly sibling: GeneratedWeapon
  readonly text: string
  readonly observation: Readonly<Record<string, unknown>>
}

export interface AdversarialResult {
  readonly observations: number
  readonly seed: number
  /** Answered without a person, by situation. */
  readonly released: Readonly<Record<Situation, number>>
  readonly asked: Readonly<Record<Situation, number>>
  /** Answered although the text that was sent is not the mark of the weapon released: must be 0. */
  readonly releasedOnOtherText: number
  /** Answered although a descriptor contradicts: must be 0. */
  readonly releasedOnContradiction: number
  /** Of misreadings that equal a sibling's mark, with everything else alike: these cannot be told apart. */
  readonly releasedWhereAlike: number
  /** Sent in another alphabet, letter for letter as struck: the design takes these for the same mark. */
  readonly releasedInOtherAlphabet: number
  /** Of the other misreadings, those that happened to equal the mark of a weapon that is registered, and released it. */
  readonly releasedOnAnotherSibling: number
  readonly failures: number
  readonly perSecond: number
  readonly examples: readonly string[]
}

const ONE_ERROR: readonly Reading[] = [
  'substitution',
  'insertion',
  'deletion',
  'transposition',
  'confusion',
  'leadingZeros',
  'lookAlike',
]
const FURTHER: readonly Reading[] = [
  'unreadable1',
  'unreadable2',
  'substitution',
  'confusion',
  'lookAlike',
  'spelled',
  'missingPrefix',
  'lettersDropped',
]
const IN_FLIGHT = 16
const ATTEMPTS = 50

/** Letters and numbers only, as written and as struck; undefined where the text is a pattern. */
function formsOf(text: string, literal: boolean): { readonly exact: string; readonly visual: string } | undefined {
  const read = parseReading(text, { literal })
  return read.ok && read.reading.certain ? searchKeys(read.reading) : undefined
}

/** Another maker's name, or a calibre that is no one's here: nobody could call them the same. */
function contradict(draws: Draws, sibling: GeneratedWeapon): Readonly<Record<string, unknown>> {
  const observation = observationOf(sibling, sibling.serial)
  if (draws.chance(0.5)) return { ...observation, calibre: sibling.calibre === '12.7x99' ? '9x19' : '12.7x99' }
  const others = MAKERS.filter(({ id }) => id !== sibling.maker.id && id !== 'UNLISTED')
  return { ...observation, make: draws.pick(others).names[0] }
}

/** The nth observation. */
export function observedAt(seed: number, weapons: number, n: number): Observed {
  const draws = new Draws(seed, 'observation', 3_000_000_000 + n)
  const situation = SITUATIONS[n % SITUATIONS.length] as Situation
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const sibling = weaponAt(seed, draws.below(weapons))
    if (situation === 'SAME')
      return { situation, sibling, text: sibling.serial, observation: observationOf(sibling, sibling.serial) }
    if (situation === 'DESCRIPTOR')
      return { situation, sibling, text: sibling.serial, observation: contradict(draws, sibling) }
    const own = misread(draws.pick(ONE_ERROR), sibling.serial, draws)
    const text = own === undefined || situation === 'TRUE_READ' ? own : misread(draws.pick(FURTHER), own, draws)
    if (text !== undefined) return { situation, sibling, text, observation: observationOf(sibling, text) }
  }
  throw new Error('no observation could be made')
}

interface Released {
  readonly id: string
  readonly make: string
  readonly markings: readonly { readonly kind: string; readonly text: string }[]
}

interface Answered {
  readonly answer?: { readonly weapon?: Released | null }
}

/** Whether one of the weapon's own numbers is what was sent: to the letter, or as struck in steel, where a Cyrillic А is a Latin A and no eye tells them apart. */
function compareMark({ markings }: Released, text: string): 'SAME' | 'SAME_AS_STRUCK' | 'OTHER' {
  const sent = formsOf(text, false)
  const own = markings.filter(({ kind }) => kind.startsWith('SERIAL')).map((mark) => formsOf(mark.text, true))
  if (sent === undefined) return 'OTHER'
  if (own.some((one) => one?.exact === sent.exact)) return 'SAME'
  return own.some((one) => one?.visual === sent.visual) ? 'SAME_AS_STRUCK' : 'OTHER'
}

/** Sends observations whose true weapon is not registered, and counts what is answered without a person. */
export async function measureAdversarial(context: BenchContext): Promise<AdversarialResult> {
  const { options, population, service, tell } = context
  const { seed, weapons } = population
  const token = await service.token('officer', officeOf(seed, 'TRACING').id)
  const none = (): Record<Situation, number> => ({ TRUE_READ: 0, MISREAD: 0, DESCRIPTOR: 0, SAME: 0 })
  const [released, asked, alike] = [none(), none(), none()]
  let [otherText, contradiction, struckAlike, told] = [0, 0, 0, 0]
  const examples: string[] = []
  const stamp = Date.now()
  const result = await runClosedLoop({
    port: service.port,
    inFlight: IN_FLIGHT,
    next: (n) => {
      if (n >= options.observations) return undefined
      const { observation } = observedAt(seed, weapons, n)
      const headers = `Authorization: Bearer ${token}\r\nIdempotency-Key: adversarial-${stamp}-${n}\r\n`
      const body = traceBody({ observation, caseReference: `A-${stamp}-${n}` })
      return { method: 'POST', path: '/v1/trace-requests', headers, body }
    },
    onAnswer: ({ status, body }, n) => {
      if (status !== 201) return
      const { situation, text } = observedAt(seed, weapons, n)
      asked[situation]++
      if (++told % 20_000 === 0) tell(`  ${told} observations, ${otherText + contradiction} wrong`)
      const weapon = (JSON.parse(body.toString()) as Answered).answer?.weapon
      if (weapon === undefined || weapon === null) return
      released[situation]++
      const compared = compareMark(weapon, text)
      if (situation === 'DESCRIPTOR') contradiction++
      else if (compared === 'OTHER') otherText++
      else if (compared === 'SAME_AS_STRUCK') struckAlike++
      else alike[situation]++
      if ((situation === 'DESCRIPTOR' || compared === 'OTHER') && examples.length < 10) {
        const own = weapon.markings.map((mark) => mark.text).join(', ')
        examples.push(`${situation} ${n}: read ${text}, released ${weapon.make} ${own}`)
      }
    },
  })
  if (released.SAME === 0)
    throw new Error('nothing is released at all, so that nothing wrong could be: the measurement is blind')
  for (const example of examples) tell(`  WRONG ${example}`)
  if (result.firstFailure !== undefined) tell(`  refused: ${result.firstFailure}`)
  return {
    observations: result.calls,
    seed,
    released,
    asked,
    releasedOnOtherText: otherText,
    releasedOnContradiction: contradiction,
    releasedWhereAlike: round(alike.SAME / Math.max(1, asked.SAME), 4),
    releasedInOtherAlphabet: struckAlike,
    releasedOnAnotherSibling: alike.TRUE_READ + alike.MISREAD,
    failures: Object.values(result.failures).reduce((sum, count) => sum + count, 0),
    perSecond: round(result.perSecond),
    examples,
  }
}

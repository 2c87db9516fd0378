import { charactersOf, misread, type Reading, READINGS } from '../../generate/misread.ts'
import type { Population } from '../../generate/parties.ts'
import { Draws } from '../../generate/random.ts'
import { BLOCK_SIZE, blockAt, type GeneratedWeapon, weaponAt } from '../../generate/weapons.ts'
import { weaponIdAt } from '../../load/blocks.ts'
import type { HttpCall } from '../../run/http-connection.ts'

/** One search whose answer is known. */
export interface Question {
  readonly reading: Reading
  readonly isMakeKnown: boolean
  readonly weapon: GeneratedWeapon
  readonly weaponId: string
  /** What was read, `?` where nothing was. */
  readonly text: string
}

const ATTEMPTS = 2000

/** The nth question of its kind: a weapon drawn at random among those whose number can be misread so. */
export function questionAt(
  population: Population,
  reading: Reading,
  isMakeKnown: boolean,
  n: number,
): Question | undefined {
  const draws = new Draws(population.seed, 'observation', n * READINGS.length + READINGS.indexOf(reading))
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const index = draws.below(population.weapons)
    const weapon = weaponAt(population.seed, index)
    const text = misread(reading, weapon.serial, draws)
    if (text !== undefined) return { reading, isMakeKnown, weapon, weaponId: weaponIdAt(population, index), text }
  }
  return undefined
}

/** Whether what was read is, letter by letter, the number of another weapon of the same block: then that one is what was read. */
export function equalsSibling({ seed }: Population, { weapon, text }: Question): boolean {
  const block = blockAt(seed, weapon.block)
  return Array.from({ length: BLOCK_SIZE }, (_, at) => block.format.write(block.firstNumber + at, block.year)).some(
    (serial) => serial !== weapon.serial && charactersOf(serial).join('') === text,
  )
}

/** The question as a call; a cursor asks for the next page. */
export function toCall(
  { weapon, text, isMakeKnown }: Question,
  token: string,
  limit: number,
  cursor?: string,
): HttpCall {
  const { type, make, model, calibre } = weapon
  const condition = text.includes('?') ? { condition: 'PARTIALLY_LEGIBLE' } : {}
  const marks = { markings: [{ kind: 'SERIAL_PRIMARY', text, ...condition }] }
  const observation = isMakeKnown ? { type, make, model, calibre, ...marks } : marks
  const page = cursor === undefined ? { limit } : { limit, cursor }
  return {
    method: 'POST',
    path: '/v1/marking-searches',
    headers: `Authorization: Bearer ${token}\r\n`,
    body: JSON.stringify({ observation, purpose: 'CRIMINAL_INVESTIGATION', legalBasis: 'CPC 60-1', ...page }),
  }
}

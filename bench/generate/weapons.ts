import type { MarkingKind } from '../../src/domain/vocabulary/markings.ts'
import type { WeaponCategory, WeaponType } from '../../src/domain/vocabulary/weapons.ts'
import { isUnlisted, type MadeModel, MAKERS, type MakerToGenerate } from './makers.ts'
import { Draws } from './random.ts'
import { SHARED_FORMAT, type SerialFormat } from './serial-formats.ts'

/** Weapons of one block are of one maker, model and year, with serials in a row: what left a factory in one crate. */
export const BLOCK_SIZE = 50

/** Blocks lie apart by some numbers that are not registered. */
const BLOCK_STRIDE = 64
/** After this many blocks the makers come again in the same order, so that a block's place among its maker's is known without counting. */
const CYCLE_BLOCKS = 2000
/** Each fiftieth block of a maker bears plain numbers that other makers' such blocks bear too. */
const SHARED_EVERY = 50
const SHARED_AT = 17

const FIRST_YEAR = 1972
const YEARS = 48

export interface GeneratedMark {
  readonly kind: MarkingKind
  readonly text: string
  readonly component: 'FRAME' | 'RECEIVER' | 'SLIDE' | 'BARREL'
}

export interface GeneratedWeapon {
  readonly index: number
  readonly block: number
  readonly maker: MakerToGenerate
  readonly category: WeaponCategory
  readonly type: WeaponType
  readonly make: string
  readonly model: string
  readonly calibre: string
  readonly countryOfManufacture: string
  readonly yearOfManufacture: number
  readonly serial: string
  readonly markings: readonly GeneratedMark[]
}

/** What the weapons of a block have in common. */
export interface Block {
  readonly number: number
  readonly maker: MakerToGenerate
  readonly make: string
  readonly model: MadeModel
  readonly modelName: string
  readonly calibre: string
  readonly year: number
  readonly format: SerialFormat
  readonly firstNumber: number
}

interface Cycle {
  /** The maker of each slot. */
  readonly slots: readonly MakerToGenerate[]
  /** How many slots before this one are its maker's. */
  readonly before: readonly number[]
  readonly perMaker: ReadonlyMap<MakerToGenerate, number>
}

const cycles = new Map<number, Cycle>()

function cycleOf(seed: number): Cycle {
  const known = cycles.get(seed)
  if (known !== undefined) return known
  const dealt = MAKERS.flatMap((maker) =>
    Array.from({ length: Math.max(1, Math.round(maker.share * CYCLE_BLOCKS)) }, () => maker),
  )
  const slots = new Draws(seed, 'cycle', 0).shuffled(dealt)
  const perMaker = new Map<MakerToGenerate, number>()
  const before = slots.map((maker) => {
    const count = perMaker.get(maker) ?? 0
    perMaker.set(maker, count + 1)
    return count
  })
  const cycle = { slots, before, perMaker }
  cycles.set(seed, cycle)
  return cycle
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b)
}

/** Scatters the blocks of a maker over all numbers of a shape, each in a place of its own as long as there are places. */
function scatterBlock(format: SerialFormat, ordinal: number, offset: number): number {
  const places = Math.floor(format.capacity / BLOCK_STRIDE)
  let step = Math.floor(places * 0.6180339887)
  while (commonDivisor(step, places) !== 1) step++
  // Whole numbers beyond 2^53 would lose digits.
  return Number((BigInt(ordinal) * BigInt(step) + BigInt(offset)) % BigInt(places)) * BLOCK_STRIDE
}

/** Where a maker's numbers begin, so that no two makers count alike. */
function offsetOf(seed: number, maker: MakerToGenerate): number {
  return new Draws(seed, 'cycle', 1 + MAKERS.indexOf(maker)).word()
}

/** The nth block of all. */
export function blockAt(seed: number, number: number): Block {
  const { slots, before, perMaker } = cycleOf(seed)
  const slot = number % slots.length
  const maker = slots[slot] as MakerToGenerate
  const ordinal = Math.floor(number / slots.length) * (perMaker.get(maker) ?? 0) + (before[slot] ?? 0)
  const draws = new Draws(seed, 'block', number)
  const isShared = ordinal % SHARED_EVERY === SHARED_AT
  const shape = ordinal % maker.formats.length
  const format = isShared ? SHARED_FORMAT : (maker.formats[shape] as SerialFormat)
  // Blocks that share their numbers are scattered alike for each maker.
  const place = isShared ? Math.floor(ordinal / SHARED_EVERY) : Math.floor(ordinal / maker.formats.length)
  const year = FIRST_YEAR + draws.below(YEARS)
  const model = draws.pick(maker.models)
  return {
    number,
    maker,
    make: isUnlisted(maker) || draws.chance(0.2) ? draws.pick(maker.names) : (maker.names[0] ?? maker.id),
    model,
    modelName: draws.chance(0.15) ? draws.pick(model.names) : (model.names[0] ?? 'UNKNOWN'),
    calibre: draws.pick(model.calibres),
    year,
    format,
    firstNumber:
      scatterBlock(format, place, isShared ? 1 : offsetOf(seed, maker)) +
      (isShared ? 0 : draws.below(BLOCK_STRIDE - BLOCK_SIZE)),
  }
}

/** As a tenth of the registers writes it: with a space where letters and digits meet. */
function spaced(serial: string): string {
  return serial.replace(/(?<=\p{L})(?=\d)/u, ' ')
}

function marksOf(draws: Draws, { model }: Block, serial: string): GeneratedMark[] {
  const isPistol = model.type === 'PISTOL_SELF_LOADING'
  const text = draws.chance(0.1) ? spaced(serial) : serial
  const marks: GeneratedMark[] = [{ kind: 'SERIAL_PRIMARY', text, component: isPistol ? 'FRAME' : 'RECEIVER' }]
  if (draws.chance(0.15))
    marks.push({ kind: 'SERIAL_COMPONENT', text: serial, component: isPistol ? 'SLIDE' : 'BARREL' })
  if (draws.chance(0.15))
    marks.push({ kind: 'MODEL', text: model.names[0] ?? 'UNKNOWN', component: isPistol ? 'SLIDE' : 'RECEIVER' })
  return marks
}

/** The weapon of this place in its block; the index counts all weapons. */
export function weaponOfBlock(seed: number, block: Block, at: number): GeneratedWeapon {
  const index = block.number * BLOCK_SIZE + at
  const serial = block.format.write(block.firstNumber + at, block.year)
  return {
    index,
    block: block.number,
    maker: block.maker,
    category: 'SMALL_ARM',
    type: block.model.type,
    make: block.make,
    model: block.modelName,
    calibre: block.calibre,
    countryOfManufacture: block.maker.country,
    yearOfManufacture: block.year,
    serial,
    markings: marksOf(new Draws(seed, 'weapon', index), block, serial),
  }
}

/** The nth weapon. */
export function weaponAt(seed: number, index: number): GeneratedWeapon {
  return weaponOfBlock(seed, blockAt(seed, Math.floor(index / BLOCK_SIZE)), index % BLOCK_SIZE)
}

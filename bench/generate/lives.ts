import type { EventKind } from '../../src/domain/custody/event-kinds.ts'
import { MAKERS } from './makers.ts'
import {
  agencyOf,
  COUNTRIES,
  FIRST_RECORD_MS,
  firmNumber,
  homeOf,
  personNumber,
  type Population,
  RECORDS_MS,
} from './parties.ts'
import { Draws } from './random.ts'
import { BLOCK_SIZE, type Block } from './weapons.ts'

/** One step of a weapon's life, as it is reported. */
export interface LifeStep {
  readonly kind: EventKind
  /** `ORIGIN` comes with the registration, `TRANSFER` as a hand-over, `EVENT` as what is no hand-over. */
  readonly channel: 'ORIGIN' | 'TRANSFER' | 'EVENT'
  /** True where one report tells it of the whole block. */
  readonly together: boolean
  readonly from: number | null
  readonly to: number | null
  /** The day, as text. */
  readonly day: string
  readonly place: string | null
  readonly destinationCountry: string | null
  readonly documents: readonly { readonly kind: string; readonly number: string }[]
  readonly agencyId: string
}

/** What became of the weapons of a block before they parted. */
export interface BlockLife {
  readonly route: 'DOMESTIC' | 'EXPORTED' | 'GOVERNMENT'
  readonly market: string
  readonly steps: readonly LifeStep[]
  readonly lastDayMs: number
  readonly holder: number
}

const DAY_MS = 86_400_000
const LAST_DAY_MS = Date.UTC(2025, 0, 1)
const NOTHING = { place: null, destinationCountry: null, documents: [] } as const

function dayText(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}

/** When the first weapon of a block was recorded; the next follow by the millisecond, their later events by the second. */
export function recordedMs({ weapons }: Population, block: number, at: number, step: number): number {
  const blocks = Math.max(1, Math.ceil(weapons / BLOCK_SIZE))
  return Math.floor(FIRST_RECORD_MS + (RECORDS_MS * block) / blocks) + step * 1000 + at
}

class Telling {
  readonly steps: LifeStep[] = []
  readonly #draws: Draws
  #dayMs: number

  constructor(draws: Draws, dayMs: number) {
    this.#draws = draws
    this.#dayMs = dayMs
  }

  get dayMs(): number {
    return this.#dayMs
  }

  /** Days between two steps shrink towards today, so that no life runs into the future and no two steps fall on one day. */
  later(): string {
    const left = Math.max(40, (LAST_DAY_MS - this.#dayMs) / DAY_MS)
    this.#dayMs += Math.max(2, Math.floor(left * (0.02 + 0.2 * this.#draws.share()))) * DAY_MS
    return dayText(this.#dayMs)
  }

  tell(step: Omit<LifeStep, 'place' | 'destinationCountry' | 'documents'> & Partial<LifeStep>): void {
    this.steps.push({ ...NOTHING, ...step })
  }
}

const paper = (kind: string, country: string, block: number) => ({
  kind,
  number: `${country}-${kind.slice(0, 3)}-${block}`,
})

function crossBorder(telling: Telling, { seed }: Population, block: Block, home: string, market: string): number {
  const from = MAKERS.indexOf(block.maker)
  const to = firmNumber(market, 'IMPORTER', block.number)
  const common = { channel: 'TRANSFER', together: true, from, to, destinationCountry: market } as const
  const exported = [paper('EXPORT_LICENCE', home, block.number), paper('END_USER_CERTIFICATE', market, block.number)]
  telling.tell({
    ...common,
    kind: 'EXPORTED',
    day: telling.later(),
    place: home,
    documents: exported,
    agencyId: agencyOf(seed, home).id,
  })
  const imported = [paper('IMPORT_LICENCE', market, block.number)]
  telling.tell({
    ...common,
    kind: 'IMPORTED',
    day: telling.later(),
    place: market,
    documents: imported,
    agencyId: agencyOf(seed, market).id,
  })
  return to
}

/** The life that the weapons of a block share. */
export function blockLife(population: Population, block: Block): BlockLife {
  const { seed } = population
  const draws = new Draws(seed, 'lot', block.number)
  const home = homeOf(seed, block.maker)
  const maker = MAKERS.indexOf(block.maker)
  const fate = draws.share()
  const route = fate < 0.45 ? 'DOMESTIC' : fate < 0.8 ? 'EXPORTED' : 'GOVERNMENT'
  const market = route === 'EXPORTED' ? draws.pick(COUNTRIES.filter((country) => country !== home)) : home
  const telling = new Telling(draws, Date.UTC(block.year, 0, 5) + draws.below(350) * DAY_MS)
  const agencyId = agencyOf(seed, home).id
  telling.tell({
    kind: 'MANUFACTURED',
    channel: 'ORIGIN',
    together: false,
    from: null,
    to: maker,
    day: dayText(telling.dayMs),
    agencyId,
  })
  let holder = maker
  const pass = (kind: EventKind, to: number): void => {
    telling.tell({
      kind,
      channel: 'TRANSFER',
      together: true,
      from: holder,
      to,
      day: telling.later(),
      agencyId: agencyOf(seed, market).id,
    })
    holder = to
  }
  if (route === 'EXPORTED') holder = crossBorder(telling, population, block, home, market)
  else if (route === 'DOMESTIC') pass('SOLD_DOMESTIC', firmNumber(market, 'WHOLESALER', block.number))
  if (route === 'GOVERNMENT') {
    pass('GOV_ACQUIRED', firmNumber(market, 'MILITARY', block.number))
    pass('GOV_ISSUED', firmNumber(market, 'POLICE', block.number))
  } else pass('SOLD_DOMESTIC', firmNumber(market, 'DEALER', draws.below(1000)))
  return { route, market, steps: telling.steps, lastDayMs: telling.dayMs, holder }
}

/** The steps of one weapon after those of its block: from four to seven in all. */
export function ownSteps(population: Population, block: Block, life: BlockLife, index: number): readonly LifeStep[] {
  const { seed } = population
  const { market } = life
  const draws = new Draws(seed, 'life', index)
  const telling = new Telling(draws, life.lastDayMs)
  const agencyId = agencyOf(seed, market).id
  let holder = life.holder
  const pass = (kind: EventKind, to: number): void => {
    if (to === holder) return
    telling.tell({ kind, channel: 'TRANSFER', together: false, from: holder, to, day: telling.later(), agencyId })
    holder = to
  }
  const someone = (): number => personNumber(population, market, draws.share())
  if (life.route === 'GOVERNMENT') {
    pass('GOV_RETURNED', firmNumber(market, 'MILITARY', block.number))
    if (draws.chance(0.4)) pass('GOV_ISSUED', firmNumber(market, 'POLICE', block.number + 1))
    return telling.steps
  }
  pass('RETAIL_SALE', someone())
  const sales = draws.below(3)
  for (let sale = 0; sale < sales; sale++) pass('PRIVATE_TRANSFER', someone())
  if (sales < 2 && draws.chance(0.02)) {
    telling.tell({
      kind: 'STOLEN',
      channel: 'EVENT',
      together: false,
      from: holder,
      to: null,
      day: telling.later(),
      agencyId,
    })
  }
  return telling.steps
}

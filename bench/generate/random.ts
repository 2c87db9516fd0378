/**
 * Everything generated follows from (seed, stream, index) alone, so that the nth weapon can be made again without reading what was loaded, by any process,
 * in any order. Streams keep draws for one purpose from depending on how many another took.
 */
export type Stream =
  | 'agency'
  | 'block'
  | 'cycle'
  | 'event'
  | 'fact'
  | 'life'
  | 'lot'
  | 'name'
  | 'observation'
  | 'party'
  | 'sample'
  | 'weapon'

const STREAMS: Readonly<Record<Stream, number>> = {
  agency: 0x9e37,
  block: 0x85eb,
  cycle: 0xc2b2,
  event: 0x27d4,
  fact: 0x1656,
  life: 0xd3a2,
  lot: 0xfd70,
  name: 0xb55a,
  observation: 0x4cf5,
  party: 0xad90,
  sample: 0x7c15,
  weapon: 0x63d8,
}

/** murmur3's finaliser: each bit of the input changes about half of those of the output. */
function scatter(word: number): number {
  let mixed = word
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

/** Numbers drawn one after another, the same for the same seed, stream and index (mulberry32). */
export class Draws {
  #state: number

  constructor(seed: number, stream: Stream, index: number) {
    const low = scatter(index ^ Math.imul(seed, 0x9e3779b1))
    this.#state = scatter(low + Math.imul(STREAMS[stream], 0x01000193) + Math.imul(Math.floor(index / 0x100000000), 31))
  }

  /** 32 bits. */
  word(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = this.#state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }

  /** From 0 up to but not including 1. */
  share(): number {
    return this.word() / 0x100000000
  }

  /** A whole number from 0 up to but not including `limit`. */
  below(limit: number): number {
    return Math.floor(this.share() * limit)
  }

  pick<T>(list: readonly T[]): T {
    const one = list[this.below(list.length)]
    if (one === undefined) throw new Error('nothing to pick from')
    return one
  }

  /** True in that share of the draws. */
  chance(share: number): boolean {
    return this.share() < share
  }

  /** A list in another order. */
  shuffled<T>(list: readonly T[]): T[] {
    const copy = [...list]
    for (let at = copy.length - 1; at > 0; at--) {
      const other = this.below(at + 1)
      const kept = copy[at] as T
      copy[at] = copy[other] as T
      copy[other] = kept
    }
    return copy
  }
}

const HEX = Array.from({ length: 0x10000 }, (_, word) => word.toString(16).padStart(4, '0'))

function hex(word: number): string {
  return (HEX[word >>> 16] ?? '') + (HEX[word & 0xffff] ?? '')
}

/** A UUIDv7 of a moment, as the service makes them: rows recorded together lie together in each index. */
export function idAt(seed: number, stream: Stream, index: number, ms: number): string {
  const draws = new Draws(seed, stream, index)
  const [a, b, c] = [draws.word(), draws.word(), draws.word()]
  const time = Math.floor(ms / 0x10000)
  const low = HEX[ms % 0x10000] ?? ''
  const version = HEX[0x7000 | (a & 0x0fff)] ?? ''
  const variant = HEX[0x8000 | (a >>> 18)] ?? ''
  return `${hex(time)}-${low}-${version}-${variant}-${HEX[b & 0xffff] ?? ''}${hex(c)}`
}

const textsOf = (texts: readonly (string | number | boolean | null)[]) => texts.map((one) => one ?? 'null').join(',')

/** The parts of some observations as the service sends them, each of three kinds, with keys that one weapon has and one that none has; of one make or of any. */
export function hitsOf(observations: number, make: string | null, count = 40): string {
  const kinds = ['NO_ZERO', 'PHONETIC', 'NCIC']
  const parts = Array.from({ length: observations * 3 }, (_, n) => ({
    n: Math.floor(n / 3),
    kind: kinds[n % 3] ?? '',
    keys: Array.from({ length: count }, (__, i) =>
      i === count - 1 ? `?${n}` : `B${((n * 41 + i) % 90_000) + 1000}`,
    ).join(' '),
  }))
  const numbers = textsOf(parts.map(({ n }) => n))
  const makes = textsOf(parts.map(() => make))
  return `'{${numbers}}', '{${textsOf(parts.map(({ kind }) => kind))}}', '{${makes}}', '{${textsOf(parts.map(({ keys }) => `"${keys}"`))}}', '{${textsOf(parts.map(() => 501))}}'`
}

/** Ranges of some observations: what begins so, and what ends so, of one make and of any. */
export function rangesOf(observations: number): string {
  const ranges = Array.from({ length: observations * 4 }, (_, n) => ({
    n: Math.floor(n / 4),
    isEnd: n % 2 === 0,
    make: n % 4 < 2 ? 'ZASTAVA' : null,
    from: n % 2 === 0 ? '1174' : 'B471',
  }))
  const lasts = ranges.map(({ from }) => `${from}\u{10FFFF}`)
  return `'{${textsOf(ranges.map(({ n }) => n))}}', '{${textsOf(ranges.map(({ isEnd }) => isEnd))}}', '{${textsOf(ranges.map(({ make }) => make))}}', '{${textsOf(ranges.map(({ from }) => from))}}', '{${textsOf(lasts)}}', '{${textsOf(ranges.map(() => '%'))}}', 5000, 100`
}

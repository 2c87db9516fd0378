import { positionOf } from './expand-pattern.ts'
import { dropLeadingZeros } from './folds.ts'
import type { Reading } from './reading.ts'
import type { RangePart } from './search-parts.ts'

// Of one maker's numbers, one in ten thousand ends in the same four digits; of all, ten thousand at ten million weapons would, so six have to be read.
const ENDS_MIN = { maker: 4, any: 6 }

/** A part of a pattern: a text that was read, one unread character, or a run of them. */
type Piece = { readonly text: string } | 'ONE' | 'RUN'

/**
 * The ranges of registered keys that hold what was read at one end: for a lost beginning, a lost end, a run somewhere, or more unread characters than can be spelled
 * out. None where too little is read at that end.
 */
export function rangesOf(reading: Reading, makeKey: string | null): RangePart[] {
  const pieces = piecesOf(reading)
  const least = makeKey === null ? ENDS_MIN.any : ENDS_MIN.maker
  const head = dropLeadingZeros(textAt(pieces, 0))
  const tail = textAt(pieces, -1)
  const like = likeOf(pieces)
  const begins = rangeOf(head, least, { isEnd: false, makeKey, pattern: reading.certain ? `${like}%` : like })
  const ends = rangeOf(tail, least, { isEnd: true, makeKey, pattern: reading.certain ? `%${like}` : like })
  // What was read whole may lack either end; of a pattern the longer end alone is looked at.
  if (reading.certain) return [...begins, ...ends]
  return tail.length >= head.length ? ends : begins
}

function rangeOf(read: string, least: number, range: Omit<RangePart, 'from'>): RangePart[] {
  const characters = Array.from(read)
  if (characters.length < least) return []
  return [{ ...range, from: range.isEnd ? characters.toReversed().join('') : read }]
}

function piecesOf({ units }: Reading): readonly Piece[] {
  const pieces: Piece[] = []
  for (const unit of units) {
    const last = pieces.at(-1)
    if (unit.kind === 'UNREADABLE_RUN') pieces.push('RUN')
    else {
      const characters = positionOf(unit)
      const [only] = characters ?? []
      if (characters?.length !== 1 || only === undefined) pieces.push('ONE')
      else if (typeof last === 'object') pieces.splice(-1, 1, { text: last.text + only })
      else pieces.push({ text: only })
    }
  }
  return pieces
}

function textAt(pieces: readonly Piece[], at: 0 | -1): string {
  const piece = pieces.at(at)
  return typeof piece === 'object' ? piece.text : ''
}

/** Keys hold letters, digits, `?` and `*` only, so nothing has to be escaped. A key has lost its leading zeros, and what may be one begins anywhere. */
function likeOf(pieces: readonly Piece[]): string {
  const texts = pieces.map((piece) => {
    if (typeof piece === 'object') return piece.text
    return piece === 'ONE' ? '_' : '%'
  })
  return texts.join('').replace(/^[0_]+/, '%')
}

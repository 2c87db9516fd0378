import { foldSkeleton } from './folds.ts'
import type { SearchKeys } from './search-keys.ts'

const ZERO = 48
const NINE = 57
const SKELETON = Array.from({ length: 128 }, (_, code) => foldSkeleton(String.fromCodePoint(code)))

/**
 * The keys of a text in exact form that holds ASCII only, the same as `searchKeys` makes; undefined for any other. Nine of ten registered serials are such, and
 * the general way, through Unicode's classes, takes ten times as long.
 */
export function asciiKeys(exact: string): (SearchKeys & { readonly isAstral: false }) | undefined {
  let skeleton = ''
  for (let at = 0; at < exact.length; at++) {
    const folded = SKELETON[exact.charCodeAt(at)]
    if (folded === undefined) return undefined
    skeleton += folded
  }
  return {
    exact,
    visual: exact,
    phonetic: exact === '' ? [] : [exact],
    skeleton,
    ncic: ncicOf(exact),
    noZero: withoutZeros(skeleton, 0, skeleton.length),
    core: coreOf(exact),
    isAstral: false,
  }
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE
}

function isLetter(code: number): boolean {
  return code >= 65 && code <= 90
}

function withoutZeros(text: string, from: number, to: number): string {
  let start = from
  while (start < to - 1 && text.charCodeAt(start) === ZERO) start++
  return text.slice(start, to)
}

/** O as zero, then letters between digits left out. */
function ncicOf(exact: string): string {
  const text = exact.replaceAll('O', '0')
  let kept = ''
  for (let at = 0; at < text.length; at++) {
    let end = at
    if (at > 0 && isDigit(text.charCodeAt(at - 1))) while (end < text.length && isLetter(text.charCodeAt(end))) end++
    if (end > at && isDigit(text.charCodeAt(end))) at = end
    kept += text[at] ?? ''
  }
  return kept
}

function coreOf(exact: string): string {
  let [best, length] = [0, 0]
  for (let at = 0; at < exact.length; at++) {
    const from = at
    while (isDigit(exact.charCodeAt(at))) at++
    if (at - from > length) [best, length] = [from, at - from]
  }
  return withoutZeros(exact, best, best + length)
}

import { foldSkeleton, foldVisual } from './folds.ts'

/** Characters that are taken for one another now and then (domain reference 10.2), on a skeleton, each with the one that stands for both. They find, and never set a tier. */
export const WIDE: Readonly<Record<string, string>> = { D: '0', U: 'V', A: '4', '7': '1' }

/** The folds of one character, remembered for ASCII: a search compares some thousand characters with each of 300 weapons. */
function remembered(fold: (character: string) => string): (character: string) => string {
  const ascii = Array.from({ length: 128 }, (_, code) => fold(String.fromCodePoint(code)))
  return (character) => {
    const known = character.length === 1 ? ascii[character.charCodeAt(0)] : undefined
    return known ?? fold(character)
  }
}

export const visualOf = remembered(foldVisual)
export const skeletonOf = remembered((character) => foldSkeleton(foldVisual(character)))
export const wideOf = remembered((character) => {
  const skeleton = foldSkeleton(foldVisual(character))
  return WIDE[skeleton] ?? skeleton
})

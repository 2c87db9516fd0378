import bidiFactory from 'bidi-js'
import { type Face, faceFor } from './pdf-fonts.ts'

/** A piece of a line that is drawn in one go. */
export interface Run {
  readonly face: Face
  readonly text: string
}

interface LevelledRun extends Run {
  readonly level: number
}

const bidi = bidiFactory()
const ASCII = /^[ -~]+$/
// Of right-to-left text, what is drawn in one go.
const WORD_OR_SIGN = /[\p{L}\p{M}]+|./gsu
// Of left-to-right text: digits and signs of the right-to-left scripts are drawn one by one, since a font turns a word of them, and ١٢ would be read as 21.
const PLAIN_OR_FOREIGN = /[^\u0590-\u08ff]+|./gsu

function isRightToLeft(level: number): boolean {
  return level % 2 === 1
}

/** Neighbours of one level and one face together. */
function split(text: string, wanted: Face): LevelledRun[] {
  const { levels } = bidi.getEmbeddingLevels(text, 'ltr')
  const runs: LevelledRun[] = []
  let at = 0
  for (const character of text) {
    const [level, face] = [levels[at] ?? 0, faceFor(character, wanted) ?? wanted]
    const last = runs.at(-1)
    if (last?.level === level && last.face === face) runs[runs.length - 1] = { ...last, text: last.text + character }
    else runs.push({ level, face, text: character })
    at += character.length
  }
  return runs
}

/** The font shapes and turns Arabic and Hebrew words itself; what else stands among them is turned here, one by one. */
function splitSigns(run: LevelledRun): LevelledRun[] {
  const isTurned = isRightToLeft(run.level)
  const pieces = run.text.match(isTurned ? WORD_OR_SIGN : PLAIN_OR_FOREIGN) ?? []
  return pieces.map((piece) => ({ ...run, text: (isTurned ? bidi.getMirroredCharacter(piece) : null) ?? piece }))
}

/** Rule L2 of the algorithm: from the highest level down to the lowest odd one, each stretch of that level and above is turned. */
function reorder(runs: readonly LevelledRun[]): LevelledRun[] {
  const ordered = [...runs]
  const highest = Math.max(0, ...runs.map(({ level }) => level))
  for (let level = highest; level >= 1; level -= 1) {
    for (let start = 0; start < ordered.length; start += 1) {
      let end = start
      while ((ordered[end]?.level ?? -1) >= level) end += 1
      if (end > start) ordered.splice(start, end - start, ...ordered.slice(start, end).toReversed())
      start = end
    }
  }
  return ordered
}

/** One line of an English document in the order in which its runs stand on paper (UAX 9). Arabic words in it are read from the right. */
export function visualRuns(line: string, wanted: Face): readonly Run[] {
  if (line === '') return []
  // Nearly every line; without this the setting of a long chain takes twice as long.
  if (ASCII.test(line)) return [{ face: wanted, text: line }]
  return reorder(split(line, wanted).flatMap(splitSigns)).map(({ face, text }) => ({ face, text }))
}

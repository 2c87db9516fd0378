import type { Candidate, CandidateMark } from './candidate.ts'
import { type RegisteredText, readRegistered } from './likelihood/texts.ts'
import { isSecondaryMark, mayBeSerial } from './observation.ts'
import { isLiteral, parseReading, type Reading, type ReadingUnit } from './reading.ts'
import { transliterate } from './transliterate.ts'

/** A registered mark that may be the serial, parsed. */
export interface RegisteredMark {
  readonly kind: string
  readonly component: string | null
  readonly reading: Reading
  readonly isSecondary: boolean
  readonly text: RegisteredText
  /** A text in Cyrillic as it may be written by its sound. */
  readonly spoken: readonly RegisteredText[]
}

const NONE: readonly never[] = []
const CYRILLIC = /\p{Script=Cyrillic}/u
// One search may compare the same records several times, and each mark of the observation compares each of them.
const PARSED = new WeakMap<CandidateMark, readonly RegisteredMark[]>()
const UNITS: readonly ReadingUnit[] = Array.from({ length: 128 }, (_, code) => ({
  kind: 'CHARACTER',
  character: String.fromCodePoint(code).toUpperCase(),
}))
const KEPT = /^[0-9A-Za-z?*]$/
const IS_KEPT = Array.from({ length: 128 }, (_, code) => KEPT.test(String.fromCodePoint(code)))

/** The marks of a weapon that may be its serial. A registered text that cannot be read has no keys and matches nothing. */
export function registeredMarks({ marks }: Pick<Candidate, 'marks'>): readonly RegisteredMark[] {
  const [only] = marks
  return marks.length === 1 && only !== undefined ? parseMark(only) : marks.flatMap(parseMark)
}

function parseMark(mark: CandidateMark): readonly RegisteredMark[] {
  const known = PARSED.get(mark)
  if (known !== undefined) return known
  const reading = mayBeSerial(mark.kind) ? readMark(mark) : undefined
  const parsed = reading === undefined ? NONE : [toRegistered(mark, reading)]
  PARSED.set(mark, parsed)
  return parsed
}

function toRegistered(mark: CandidateMark, reading: Reading): RegisteredMark {
  const { kind, component } = mark
  const spoken = isAscii(reading.raw) ? NONE : spokenTexts(reading)
  const text = readRegistered(reading)
  return { kind, component: component ?? null, reading, isSecondary: isSecondaryMark(mark), text, spoken }
}

function spokenTexts({ units, certain }: Reading): readonly RegisteredText[] {
  const text = certain ? units.map((unit) => (unit.kind === 'CHARACTER' ? unit.character : '')).join('') : ''
  if (!CYRILLIC.test(text)) return []
  return transliterate(text).map((spoken) => readRegistered({ units: Array.from(spoken, toUnit) }))
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 127) return false
  return true
}

function toUnit(character: string): ReadingUnit {
  return { kind: 'CHARACTER', character }
}

function readMark({ text, condition }: CandidateMark): Reading | undefined {
  const literal = isLiteral(condition)
  const quick = literal ? readAscii(text) : undefined
  if (quick !== undefined) return quick
  const parsed = parseReading(text, { literal })
  return parsed.ok ? parsed.reading : undefined
}

/** What `parseReading` makes of a literal text that holds ASCII only, ten times as quick; undefined for any other. */
export function readAscii(text: string): Reading | undefined {
  const units: ReadingUnit[] = []
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code > 127) return undefined
    if (IS_KEPT[code] === true) units.push(UNITS[code] as ReadingUnit)
  }
  return { raw: text, body: text, units, certain: true }
}

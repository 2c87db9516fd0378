import { canonicalText } from './characters.ts'

/** One position of what was read. Characters are in exact form (NFKC, ASCII digits, upper case); a letter carries its combining marks. */
export type ReadingUnit =
  | { readonly kind: 'CHARACTER'; readonly character: string }
  | { readonly kind: 'UNREADABLE' }
  | { readonly kind: 'UNREADABLE_RUN' }
  | { readonly kind: 'ONE_OF'; readonly characters: readonly string[] }

export interface Reading {
  /** The text as given: it is always kept. */
  readonly raw: string
  /** The text without a leading token such as `SN:`; equal to `raw` where none was stripped. */
  readonly body: string
  readonly units: readonly ReadingUnit[]
  /** True where every position is one character: only such a reading has keys that can set T1 or T2. */
  readonly certain: boolean
}

type ReadingErrorCode =
  | 'READING_BRACKET_NOT_CLOSED'
  | 'READING_BRACKET_EMPTY'
  | 'READING_BRACKET_CONTENT'
  | 'READING_ESCAPE_AT_END'

/** `detail` never holds the text, so it can stand in a finding and in a log. */
export interface ReadingError {
  readonly ok: false
  readonly code: ReadingErrorCode
  readonly detail: string
}
export type ParsedReading = { readonly ok: true; readonly reading: Reading } | ReadingError

export interface ReadingOptions {
  /** True for the text of a registered mark that is INTACT: nothing in it is a pattern or a token. */
  readonly literal: boolean
  /** True to read a leading token as letters of the mark. Only for finding more candidates; see `observedReadings`. */
  readonly keepToken?: boolean
}

// Letters, all numbers (Ethiopic and other digits that are not decimal tell serials apart too), and `?` and `*` where they are literal.
// A mark that follows a letter stays with it: Indic vowel signs are marks, and two serials may differ in nothing else.
const KEPT = /\p{L}[\p{Mn}\p{Mc}]*|\p{N}|[?*]/gu
const VARIATION_SELECTOR = /\p{Variation_Selector}/gu

const TOKEN = /^[\s.:\-/#_=]*(?:(?:serial(?:[\s.]+number)?|s\/n|sn|no|nr|n[°º])[\s.:\-/#_=]+|№[\s.:\-/#_=]*)/iu
const SOMETHING_READ = /[\p{L}\p{N}?*[\\]/u

/**
 * Reads a mark. In an observation, and in a registered text that is not INTACT, `?` is one unreadable character, `*` an unreadable run, `[58]` one of
 * those, `\` takes the next character as it is; the full-width forms count too. Leading tokens (No, Nr, N°, №, SN, S/N, Serial, in any case, also one
 * after another) are left out where a separator follows; the sign № also without one, since no serial holds it. Escaping the token's first letter
 * keeps it. Everything but letters and numbers is a separator and is left out.
 */
export function parseReading(text: string, options: ReadingOptions): ParsedReading {
  if (options.literal) return read(text, text, Array.from(keptCharacters(text), toCharacter))
  const body = options.keepToken === true ? text : withoutTokens(text)
  const units = parsePattern(Array.from(body.normalize('NFKC')))
  return Array.isArray(units) ? read(text, body, units) : units
}

/** Whether a registered text is taken as it stands. A mark whose condition nobody gave is INTACT. */
export function isLiteral(condition: string | null | undefined): boolean {
  return condition === undefined || condition === null || condition === 'INTACT'
}

function read(raw: string, body: string, units: readonly ReadingUnit[]): ParsedReading {
  const certain = units.every((unit) => unit.kind === 'CHARACTER')
  return { ok: true, reading: { raw, body, units, certain } }
}

function toCharacter(character: string): ReadingUnit {
  return { kind: 'CHARACTER', character }
}

function keptCharacters(text: string): readonly string[] {
  return canonicalText(text.replace(VARIATION_SELECTOR, '')).match(KEPT) ?? []
}

function withoutTokens(text: string): string {
  const rest = text.replace(TOKEN, '')
  if (rest === text || !SOMETHING_READ.test(rest)) return text
  return withoutTokens(rest)
}

function parsePattern(characters: readonly string[]): ReadingUnit[] | ReadingError {
  const units: ReadingUnit[] = []
  let plain = ''
  const flush = () => {
    units.push(...Array.from(keptCharacters(plain), toCharacter))
    plain = ''
  }
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at] as string
    if (character === '\\') {
      const escaped = characters[++at]
      if (escaped === undefined)
        return refuse('READING_ESCAPE_AT_END', 'A backslash stands at the end with nothing after it.')
      plain += escaped
    } else if (character === '?' || character === '*') {
      flush()
      units.push({ kind: character === '?' ? 'UNREADABLE' : 'UNREADABLE_RUN' })
    } else if (character === '[') {
      const end = characters.indexOf(']', at)
      if (end === -1) return refuse('READING_BRACKET_NOT_CLOSED', 'An opening bracket has no closing one.')
      const unit = parseAlternatives(characters.slice(at + 1, end))
      if ('ok' in unit) return unit
      flush()
      units.push(unit)
      at = end
    } else plain += character
  }
  flush()
  return units
}

function parseAlternatives(inside: readonly string[]): ReadingUnit | ReadingError {
  const text = inside.join('')
  if (text.trim() === '')
    return refuse('READING_BRACKET_EMPTY', 'Brackets hold no character; they list what a character may be, as in [58].')
  const kept = keptCharacters(text)
  const readable = /^(?:\p{L}[\p{Mn}\p{Mc}]*|\p{N})+$/u.test(canonicalText(text))
  if (!readable)
    return refuse(
      'READING_BRACKET_CONTENT',
      'Brackets may hold letters and digits only, without separators, as in [58].',
    )
  const characters = Array.from(new Set(kept))
  const [only] = characters
  return characters.length === 1 && only !== undefined ? toCharacter(only) : { kind: 'ONE_OF', characters }
}

function refuse(code: ReadingErrorCode, detail: string): ReadingError {
  return { ok: false, code, detail }
}

import type { AmbiguousCalibre, Calibre, DocumentKind, FactorySymbol, Maker, Model } from './entries.ts'
import type { DateCodeSystem, SelectorLetters, SerialFormat } from './mark-entries.ts'
import type { OperatorFile, OperatorMaker } from './operator-file.ts'

/** What an entry of a file says of itself where it says nothing else. */
const OPERATORS = { source: 'operator’s file', certainty: 'LOW', isOperators: true } as const

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> }

/** Without the fields that are undefined. */
function told<T extends object>(fields: T): Defined<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>
}

const SIGNS: Readonly<Record<string, string>> = {
  A: '\\p{L}',
  '9': '\\d',
  Y: '(?<year>\\d{2})',
  '.': '\\.',
  '/': '/',
  '-': '-',
}

/** Shapes such as AA-99999 as one regular expression of fixed lengths: it needs one pass over any text. */
function patternOf(shapes: readonly string[]): string {
  const written = shapes.map((shape) => Array.from(shape.replace('YY', 'Y'), (sign) => SIGNS[sign] ?? '').join(''))
  return `^(?:${written.join('|')})$`
}

function toMaker(
  { serialShapes, aliases = [], roles, ...rest }: OperatorMaker,
  role: 'MANUFACTURER' | 'IMPORTER',
): Maker {
  const serialPattern =
    serialShapes === undefined
      ? {}
      : { serialPattern: patternOf(serialShapes), serialInWords: `A a letter, 9 a digit: ${serialShapes.join(' or ')}` }
  return { ...OPERATORS, ...told(rest), aliases, roles: roles ?? [role], ...serialPattern } as Maker
}

export function makersOf({ makers, importers }: OperatorFile): Maker[] {
  return [...makers.map((one) => toMaker(one, 'MANUFACTURER')), ...importers.map((one) => toMaker(one, 'IMPORTER'))]
}

export function modelsOf({ models }: OperatorFile): Model[] {
  return models.map(({ aliases = [], calibres = [], since, ...rest }) => {
    const entry = { ...OPERATORS, ...told(rest), aliases, calibres } as Model
    const { source, certainty } = entry
    return since === undefined ? entry : { ...entry, since: { year: since, source, certainty } }
  })
}

export function calibresOf({ calibres }: OperatorFile): Calibre[] {
  return calibres.map(
    ({ aliases = [], ambiguousAs: _, ...rest }) => ({ ...OPERATORS, ...told(rest), aliases }) as Calibre,
  )
}

export function symbolsOf({ factorySymbols }: OperatorFile): FactorySymbol[] {
  return factorySymbols.map(({ makers = [], ...rest }) => ({ ...OPERATORS, ...told(rest), makers }) as FactorySymbol)
}

export function dateCodesOf({ dateCodes }: OperatorFile): DateCodeSystem[] {
  return dateCodes.map(({ makers = [], ...rest }) => ({ ...OPERATORS, ...told(rest), makers }) as DateCodeSystem)
}

export function selectorLettersOf({ selectorLetters }: OperatorFile): SelectorLetters[] {
  return selectorLetters.map((rest) => ({ ...OPERATORS, ...told(rest) }) as SelectorLetters)
}

export function serialFormatsOf({ serialFormats }: OperatorFile): SerialFormat[] {
  return serialFormats.map(
    ({ makers = [], shape, ...rest }) =>
      ({ ...OPERATORS, ...told(rest), makers, pattern: patternOf([shape]) }) as SerialFormat,
  )
}

export function documentKindsOf({ documentKinds }: OperatorFile): DocumentKind[] {
  return documentKinds.map(
    ({ keyFields = [], ...rest }) => ({ ...told(rest), keyFields, isOperators: true }) as DocumentKind,
  )
}

/** The ambiguous designations with the calibres of the file that say they may be meant by them. */
export function designationsWith(file: OperatorFile, designations: readonly AmbiguousCalibre[]): AmbiguousCalibre[] {
  return designations.map(({ text, possible }) => {
    const more = file.calibres.filter(({ ambiguousAs = [] }) => ambiguousAs.includes(text)).map(({ id }) => id)
    return { text, possible: [...possible, ...more] }
  })
}

import type { ReferenceLists } from './entries.ts'
import type { OperatorFile } from './operator-file.ts'
import { checkMarkEntries } from './check-mark-entries.ts'
import { type FileProblem, pointerTo, unknown } from './operator-problems.ts'
import { allSerialFormats } from './serial-formats.ts'

interface Known {
  readonly makers: ReadonlySet<string>
  readonly models: ReadonlySet<string>
  readonly calibres: ReadonlySet<string>
}

/** Each id of the file is new, and once in it. */
function checkIds(lists: ReferenceLists, file: OperatorFile): FileProblem[] {
  const taken = new Map<string, ReadonlySet<string>>([
    ['makers', new Set(lists.makers.map(({ id }) => id))],
    ['models', new Set(lists.models.map(({ id }) => id))],
    ['calibres', new Set(lists.calibres.map(({ id }) => id))],
    ['factory-symbols', new Set(lists.symbols.map(({ code }) => code))],
    ['document-kinds', new Set(lists.documentKinds.map(({ code }) => code))],
    ['date-codes', new Set(lists.dateCodes.map(({ code }) => code))],
    ['selector-letters', new Set(lists.selectorLetters.map(({ code }) => code))],
    ['serial-formats', new Set(allSerialFormats(lists).map(({ code }) => code))],
  ])
  const wanted = [
    ...file.makers.map(({ id }, n) => ['makers', id, pointerTo('makers', n, 'id')] as const),
    ...file.importers.map(({ id }, n) => ['makers', id, pointerTo('importers', n, 'id')] as const),
    ...file.models.map(({ id }, n) => ['models', id, pointerTo('models', n, 'id')] as const),
    ...file.calibres.map(({ id }, n) => ['calibres', id, pointerTo('calibres', n, 'id')] as const),
    ...file.factorySymbols.map(
      ({ code }, n) => ['factory-symbols', code, pointerTo('factorySymbols', n, 'code')] as const,
    ),
    ...file.documentKinds.map(
      ({ code }, n) => ['document-kinds', code, pointerTo('documentKinds', n, 'code')] as const,
    ),
    ...file.dateCodes.map(({ code }, n) => ['date-codes', code, pointerTo('dateCodes', n, 'code')] as const),
    ...file.selectorLetters.map(
      ({ code }, n) => ['selector-letters', code, pointerTo('selectorLetters', n, 'code')] as const,
    ),
    // A maker's own shape stands in the list of shapes under the maker's id.
    ...file.makers.flatMap(({ id, serialShapes }, n) =>
      serialShapes === undefined ? [] : [['serial-formats', id, pointerTo('makers', n, 'id')] as const],
    ),
    ...file.serialFormats.map(
      ({ code }, n) => ['serial-formats', code, pointerTo('serialFormats', n, 'code')] as const,
    ),
  ]
  const seen = new Set<string>()
  return wanted.flatMap(([list, id, pointer]): FileProblem[] => {
    const isSecond = seen.has(`${list}\n${id}`)
    seen.add(`${list}\n${id}`)
    if (isSecond) return [{ pointer, detail: `"${id}" is in the file twice; leave one out.` }]
    if (taken.get(list)?.has(id) !== true) return []
    const hint = 'Entries are never changed: put further names and labels under additions, or choose another code.'
    return [{ pointer, detail: `"${id}" is already in the list. ${hint}` }]
  })
}

/** The lists whose entries are recognised by no name, with what to do instead. */
const NAMELESS: Readonly<Record<string, string>> = {
  'factory-symbols': 'A symbol is recognised by its look; add a symbol with these words.',
  'date-codes': 'A table is recognised by its codes; add a table of the same country with further ones.',
  'selector-letters': 'Letters of a selector have no further names; add a set with these letters.',
  'serial-formats': 'A way of numbering is recognised by its shape; add one with another shape.',
}

function checkAdditions(lists: ReferenceLists, file: OperatorFile): FileProblem[] {
  const known = {
    makers: lists.makers.map(({ id, labels }) => [id, labels] as const),
    models: lists.models.map(({ id, labels }) => [id, labels] as const),
    calibres: lists.calibres.map(({ id, labels }) => [id, labels] as const),
    'factory-symbols': lists.symbols.map(({ code, labels }) => [code, labels] as const),
    'document-kinds': lists.documentKinds.map(({ code, labels }) => [code, labels] as const),
    'date-codes': lists.dateCodes.map(({ code, labels }) => [code, labels] as const),
    'selector-letters': lists.selectorLetters.map(({ code, labels }) => [code, labels] as const),
    'serial-formats': lists.serialFormats.map(({ code, labels }) => [code, labels] as const),
  }
  const seen = new Set<string>()
  return file.additions.flatMap(({ list, code, aliases, labels }, n): FileProblem[] => {
    const at = (...path: PropertyKey[]) => pointerTo('additions', n, ...path)
    const entry = known[list].find(([id]) => id === code)
    if (entry === undefined)
      return [
        {
          pointer: at('code'),
          detail: `"${code}" is no built-in entry of ${list}; add it to the file as a new one, or correct it.`,
        },
      ]
    const isSecond = seen.has(`${list}\n${code}`)
    seen.add(`${list}\n${code}`)
    if (isSecond) return [{ pointer: at('code'), detail: `"${code}" of ${list} is added to twice; put both together.` }]
    const remedy = NAMELESS[list]
    if (remedy !== undefined && aliases !== undefined) return [{ pointer: at('aliases'), detail: remedy }]
    return Object.keys(labels ?? {}).flatMap((language) =>
      Object.hasOwn(entry[1] ?? {}, language)
        ? [{ pointer: at('labels', language), detail: 'There is a label in this language already; leave it out.' }]
        : [],
    )
  })
}

/** What the file names that is nowhere, and what it would replace. */
export function checkReferences(lists: ReferenceLists, file: OperatorFile): FileProblem[] {
  const known: Known = {
    makers: new Set([...lists.makers, ...file.makers, ...file.importers].map(({ id }) => id)),
    models: new Set([...lists.models, ...file.models].map(({ id }) => id)),
    calibres: new Set([...lists.calibres, ...file.calibres].map(({ id }) => id)),
  }
  const designations = new Set(lists.ambiguousCalibres.map(({ text }) => text))
  return [
    ...checkIds(lists, file),
    ...file.models.flatMap(({ makers, calibres = [], variantOf }, n) => [
      ...unknown(known.makers, 'maker', makers, 'models', n, 'makers'),
      ...unknown(known.calibres, 'calibre', calibres, 'models', n, 'calibres'),
      ...unknown(known.models, 'model', variantOf === undefined ? [] : [variantOf], 'models', n, 'variantOf').map(
        (problem) => ({ ...problem, pointer: pointerTo('models', n, 'variantOf') }),
      ),
    ]),
    ...file.calibres.flatMap(({ notSameAs = [], ambiguousAs = [] }, n) => [
      ...unknown(known.calibres, 'calibre', notSameAs, 'calibres', n, 'notSameAs'),
      ...unknown(designations, 'ambiguous designation', ambiguousAs, 'calibres', n, 'ambiguousAs'),
    ]),
    ...file.factorySymbols.flatMap(({ makers = [] }, n) =>
      unknown(known.makers, 'maker', makers, 'factorySymbols', n, 'makers'),
    ),
    ...checkMarkEntries(lists, known.makers, file),
    ...checkAdditions(lists, file),
  ]
}

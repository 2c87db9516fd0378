import { createHash } from 'node:crypto'
import { canonicalJson, type JsonValue } from '../ledger/canonical-json.ts'
import { checkNames } from './check-additions.ts'
import { checkReferences } from './check-references.ts'
import type { Calibre, Labelled, ReferenceLists } from './entries.ts'
import {
  calibresOf,
  dateCodesOf,
  designationsWith,
  documentKindsOf,
  makersOf,
  modelsOf,
  selectorLettersOf,
  serialFormatsOf,
  symbolsOf,
} from './operator-entries.ts'
import { OperatorFile } from './operator-file.ts'
import { type FileProblem, problemsOfShape } from './operator-problems.ts'

const DIGEST_DIGITS = 12

/**
 * The lists with what an operator's file adds, or everything that is wrong with the file. The same content gives the same version, however it is
 * laid out; any other gives another.
 *
 * @param content the file, parsed as JSON
 */
export function extendLists(
  lists: ReferenceLists,
  content: unknown,
): { readonly lists: ReferenceLists } | { readonly problems: readonly FileProblem[] } {
  const parsed = OperatorFile.safeParse(content)
  if (!parsed.success) return { problems: problemsOfShape(parsed.error) }
  const file = parsed.data
  const problems = [...checkReferences(lists, file), ...checkNames(lists, file)]
  if (problems.length > 0) return { problems }
  const digest = createHash('sha256')
    .update(canonicalJson(content as JsonValue))
    .digest('hex')
  return { lists: { ...merge(lists, file), version: `${lists.version}+${digest.slice(0, DIGEST_DIGITS)}` } }
}

function merge(lists: ReferenceLists, file: OperatorFile): Omit<ReferenceLists, 'version'> {
  const calibres = addTo(lists.calibres, file, 'calibres', ({ id }) => id)
  const symbols = symbolsOf(file)
  const isSpecific = ({ words }: { words: readonly string[] }) => !words.includes('#')
  return {
    makers: [...addTo(lists.makers, file, 'makers', ({ id }) => id), ...makersOf(file)],
    models: [...addTo(lists.models, file, 'models', ({ id }) => id), ...modelsOf(file)],
    calibres: tellBothSides([...calibres, ...calibresOf(file)]),
    ambiguousCalibres: designationsWith(file, lists.ambiguousCalibres),
    // The first that fits is meant, so a symbol of a certain number stands before one of any number.
    symbols: [
      ...symbols.filter(isSpecific),
      ...addTo(lists.symbols, file, 'factory-symbols', codeOf),
      ...symbols.filter((symbol) => !isSpecific(symbol)),
    ],
    documentKinds: [...addTo(lists.documentKinds, file, 'document-kinds', codeOf), ...documentKindsOf(file)],
    dateCodes: [...addTo(lists.dateCodes, file, 'date-codes', codeOf), ...dateCodesOf(file)],
    selectorLetters: [...addTo(lists.selectorLetters, file, 'selector-letters', codeOf), ...selectorLettersOf(file)],
    serialFormats: [...addTo(lists.serialFormats, file, 'serial-formats', codeOf), ...serialFormatsOf(file)],
  }
}

const codeOf = ({ code }: { readonly code: string }) => code

/** The built-in entries with the further names and labels of the file. */
function addTo<Entry extends Labelled & { readonly aliases?: readonly string[] }>(
  entries: readonly Entry[],
  file: OperatorFile,
  list: string,
  idOf: (entry: Entry) => string,
): Entry[] {
  const additions = new Map(file.additions.filter((one) => one.list === list).map((one) => [one.code, one]))
  return entries.map((entry) => {
    const { aliases, labels } = additions.get(idOf(entry)) ?? {}
    const named = aliases === undefined ? entry : { ...entry, aliases: [...(entry.aliases ?? []), ...aliases] }
    return labels === undefined ? named : { ...named, labels: { ...entry.labels, ...labels } }
  })
}

/** What one calibre says of another holds both ways. */
function tellBothSides(calibres: readonly Calibre[]): Calibre[] {
  const others = new Map(calibres.map(({ id, notSameAs = [] }) => [id, new Set(notSameAs)]))
  for (const { id, notSameAs = [] } of calibres) for (const other of notSameAs) others.get(other)?.add(id)
  return calibres.map((calibre) => {
    const notSameAs = Array.from(others.get(calibre.id) ?? [])
    return notSameAs.length === 0 ? calibre : { ...calibre, notSameAs }
  })
}

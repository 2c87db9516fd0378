import { BUILT_IN_LISTS } from './built-in.ts'
import { calibreForms } from './calibre-forms.ts'
import type { Calibre, Maker, Model, ReferenceLists } from './entries.ts'
import {
  type CodedYear,
  type CompiledFormat,
  type CompiledSelector,
  compileFormats,
  compileSelectors,
  indexDateCodes,
} from './mark-indexes.ts'
import { indexByName, nameForms } from './names.ts'

/** The lists with the indexes by which names are resolved. */
interface IndexedLists {
  readonly lists: ReferenceLists
  readonly makersById: ReadonlyMap<string, Maker>
  readonly makersByName: ReadonlyMap<string, readonly Maker[]>
  readonly modelsByName: ReadonlyMap<string, readonly Model[]>
  readonly calibresByName: ReadonlyMap<string, readonly Calibre[]>
  /** The cartridges that an ambiguous designation may mean. */
  readonly possibleCalibres: ReadonlyMap<string, readonly string[]>
  /** The words that describe the look of some symbol; others that stand beside them say nothing. */
  readonly symbolShapes: ReadonlySet<string>
  /** What each code of a year may stand for, by its form. */
  readonly yearsByCode: ReadonlyMap<string, readonly CodedYear[]>
  readonly selectors: readonly CompiledSelector[]
  /** The ways of numbering of each maker that has one. */
  readonly formatsByMaker: ReadonlyMap<string, readonly CompiledFormat[]>
}

let inUse: IndexedLists | undefined

/**
 * Says which lists this process works with: once, before anything was resolved. The same lists again are let pass.
 *
 * @throws Error where others are in use: what was resolved with them would not agree with what comes later
 */
export function useReferenceLists(lists: ReferenceLists): void {
  if (inUse !== undefined && inUse.lists.version !== lists.version) {
    throw new Error(`the lists ${inUse.lists.version} are in use in this process; ${lists.version} cannot replace them`)
  }
  inUse ??= indexLists(lists)
}

/** The lists in use; the built-in ones where nothing else was said. From the first call on they do not change. */
export function referenceInUse(): IndexedLists {
  inUse ??= indexLists(BUILT_IN_LISTS)
  return inUse
}

function indexLists(lists: ReferenceLists): IndexedLists {
  const calibres = lists.calibres.map((calibre) => ({ ...calibre, name: calibre.id }))
  return {
    lists,
    makersById: new Map(lists.makers.map((maker) => [maker.id, maker])),
    makersByName: indexByName(lists.makers, nameForms),
    modelsByName: indexByName(lists.models, nameForms),
    calibresByName: indexByName(calibres, calibreForms),
    possibleCalibres: new Map(
      lists.ambiguousCalibres.flatMap(({ text, possible }) =>
        calibreForms(text).map((form) => [form, possible] as const),
      ),
    ),
    symbolShapes: new Set(lists.symbols.flatMap(({ words }) => words.filter((word) => /^[A-Z]/.test(word)))),
    yearsByCode: indexDateCodes(lists.dateCodes),
    selectors: compileSelectors(lists),
    formatsByMaker: compileFormats(lists),
  }
}

import { SAME_WORDS } from '../identification/factory-symbol.ts'
import { calibreForms } from './calibre-forms.ts'
import type { ReferenceLists } from './entries.ts'
import { nameForms, readDescriptor } from './names.ts'
import type { OperatorFile } from './operator-file.ts'
import { type FileProblem, pointerTo } from './operator-problems.ts'

/** Gives a name to an entry. Answers why not, or undefined. */
type Give = (owner: string, text: string, scopes?: readonly string[]) => string | undefined

/** Who has which name: the names of one list, by the forms in which they are compared, and by the scopes within which a name is one entry's only. */
function createNames(formsOf: (text: string) => readonly string[]): Give {
  const owners = new Map<string, string>()
  return (owner, text, scopes = ['']) => {
    const told = readDescriptor(text, formsOf)
    if (told.status !== 'NAMED') return 'is read as no name at all; leave it out'
    const keys = scopes.flatMap((scope) => told.forms.map((form) => `${scope}\n${form}`))
    const other = keys.map((key) => owners.get(key)).find((found) => found !== undefined && found !== owner)
    if (other !== undefined) return `already stands for ${other}; a name of two would identify neither. Leave it out`
    for (const key of keys) owners.set(key, owner)
    return undefined
  }
}

interface Named {
  readonly owner: string
  /** Each name with its place in the file. */
  readonly names: readonly (readonly [pointer: string, text: string])[]
  readonly scopes?: readonly string[]
}

function giveAll(give: Give, wanted: readonly Named[]): FileProblem[] {
  return wanted.flatMap(({ owner, names: own, scopes }) =>
    own.flatMap(([pointer, text]) => {
      const refused = give(owner, text, scopes)
      return refused === undefined ? [] : [{ pointer, detail: `"${text}" ${refused}.` }]
    }),
  )
}

/** The names of an entry: its own under `key`, then its aliases. */
function namesAt(path: readonly PropertyKey[], key: string, own: string | undefined, aliases: readonly string[] = []) {
  const first = own === undefined ? [] : [[pointerTo(...path, key), own] as const]
  return [...first, ...aliases.map((alias, n) => [pointerTo(...path, 'aliases', n), alias] as const)]
}

function aliasesAdded(file: OperatorFile, list: string): { owner: string; names: Named['names'] }[] {
  return file.additions.flatMap((addition, n) =>
    addition.list === list
      ? [{ owner: addition.code, names: namesAt(['additions', n], 'code', undefined, addition.aliases) }]
      : [],
  )
}

function checkMakerNames(lists: ReferenceLists, file: OperatorFile): FileProblem[] {
  const give = createNames(nameForms)
  for (const { id, name, aliases } of lists.makers) for (const text of [name, ...aliases]) give(id, text)
  const added = (['makers', 'importers'] as const).flatMap((part) =>
    file[part].map(({ id, name, aliases }, n) => ({ owner: id, names: namesAt([part, n], 'name', name, aliases) })),
  )
  return giveAll(give, [...added, ...aliasesAdded(file, 'makers')])
}

/** A model's name is one model's among those of each of its makers. */
function checkModelNames(lists: ReferenceLists, file: OperatorFile): FileProblem[] {
  const give = createNames(nameForms)
  for (const { id, name, aliases, makers } of lists.models)
    for (const text of [name, ...aliases]) give(id, text, makers)
  const added = file.models.map(({ id, name, aliases, makers }, n) => ({
    owner: id,
    names: namesAt(['models', n], 'name', name, aliases),
    scopes: makers,
  }))
  const makersOf = new Map([...lists.models, ...file.models].map(({ id, makers }) => [id, makers]))
  const more = aliasesAdded(file, 'models').map((one) => ({ ...one, scopes: makersOf.get(one.owner) ?? [] }))
  return giveAll(give, [...added, ...more])
}

function checkCalibreNames(lists: ReferenceLists, file: OperatorFile): FileProblem[] {
  const give = createNames(calibreForms)
  for (const { id, aliases } of lists.calibres) for (const text of [id, ...aliases]) give(id, text)
  for (const { text } of lists.ambiguousCalibres) give(`several calibres (${text})`, text)
  const added = file.calibres.map(({ id, aliases }, n) => ({
    owner: id,
    names: namesAt(['calibres', n], 'id', id, aliases),
  }))
  return giveAll(give, [...added, ...aliasesAdded(file, 'calibres')])
}

// Words that stand between shapes: as shapes they would spoil every description that holds them.
const NO_SHAPES: readonly string[] = ['THE', 'AND', 'WITH', 'INSIDE', 'WITHIN', 'NUMBER', 'SYMBOL', 'SYM']

function checkSymbolWords(lists: ReferenceLists, file: OperatorFile): FileProblem[] {
  const keyOf = (words: readonly string[]) => Array.from(new Set(words)).toSorted().join(' ')
  const owners = new Map(lists.symbols.map(({ code, words }) => [keyOf(words), code]))
  return file.factorySymbols.flatMap(({ code, words }, n): FileProblem[] => {
    const owner = owners.get(keyOf(words))
    owners.set(keyOf(words), code)
    const pointer = pointerTo('factorySymbols', n, 'words')
    const same = words.flatMap((word) => {
      const meant = SAME_WORDS.get(word)
      if (meant !== undefined) return [`"${word}" is read as ${meant}; write that.`]
      return NO_SHAPES.includes(word) ? [`"${word}" is no shape; leave it out.`] : []
    })
    const taken = owner === undefined ? [] : [`looks like ${owner}; a look that two have would identify neither.`]
    return [...same, ...taken].map((detail) => ({ pointer, detail }))
  })
}

/** What of the names in the file would make a name ambiguous that was not. */
export function checkNames(lists: ReferenceLists, file: OperatorFile): FileProblem[] {
  return [
    ...checkMakerNames(lists, file),
    ...checkModelNames(lists, file),
    ...checkCalibreNames(lists, file),
    ...checkSymbolWords(lists, file),
  ]
}

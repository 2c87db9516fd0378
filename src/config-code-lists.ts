import { readFileSync, statSync } from 'node:fs'
import { BUILT_IN_LISTS } from './domain/reference/built-in.ts'
import type { ReferenceLists } from './domain/reference/entries.ts'
import { extendLists } from './domain/reference/extend-lists.ts'

// Five thousand makers with ten names each are about a megabyte and a half.
const MAX_BYTES = 5_000_000
// Enough to mend in one sitting; a file made by a program has the same mistake in each line.
const MAX_PROBLEMS = 50

/** The lists of this process: the built-in ones, with the operator's file where one is named. What is wrong with the file goes to `problems`, which then stops the start. */
export function readReferenceLists(file: string | undefined, problems: string[]): ReferenceLists {
  if (file === undefined) return BUILT_IN_LISTS
  const say = (detail: string) => problems.push(`CODE_LISTS_FILE ${file} ${detail}`)
  const content = readJson(file, say)
  if (content === undefined) return BUILT_IN_LISTS
  const extended = extendLists(BUILT_IN_LISTS, content.value)
  if ('lists' in extended) return extended.lists
  for (const { pointer, detail } of extended.problems.slice(0, MAX_PROBLEMS)) say(`${pointer}: ${detail}`)
  const more = extended.problems.length - MAX_PROBLEMS
  if (more > 0) say(`has ${more} more problems; mend these first.`)
  return BUILT_IN_LISTS
}

function readJson(file: string, say: (detail: string) => void): { readonly value: unknown } | undefined {
  let bytes: Buffer
  try {
    if (statSync(file).size > MAX_BYTES) {
      say(`is larger than ${MAX_BYTES / 1_000_000} MB; leave out what no weapon of yours needs.`)
      return undefined
    }
    bytes = readFileSync(file)
  } catch {
    say('cannot be read; name a file that this user may read.')
    return undefined
  }
  try {
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown }
  } catch (error) {
    say(`is not JSON in UTF-8: ${error instanceof Error ? error.message : String(error)}`)
    return undefined
  }
}

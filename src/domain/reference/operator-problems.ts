import type { z } from 'zod'

/** One thing wrong with an operator's file: where, and what to do. */
export interface FileProblem {
  /** JSON pointer, as `#/makers/0/country`. */
  readonly pointer: string
  readonly detail: string
}

export function pointerTo(...path: readonly PropertyKey[]): string {
  return ['#', ...path.map((step) => String(step).replaceAll('~', '~0').replaceAll('/', '~1'))].join('/')
}

/** Ids that the file names and no list holds, each at its place. */
export function unknown(
  known: ReadonlySet<string>,
  what: string,
  wanted: readonly string[],
  ...path: PropertyKey[]
): FileProblem[] {
  return wanted.flatMap((id, n) =>
    known.has(id)
      ? []
      : [
          {
            pointer: pointerTo(...path, n),
            detail: `"${id}" is no ${what} of the lists; add it to the file, or correct it.`,
          },
        ],
  )
}

const TOP =
  'note, makers, importers, models, calibres, factorySymbols, documentKinds, dateCodes, selectorLetters, serialFormats and additions'

/** What the shape of the file breaks, one problem for each place. */
export function problemsOfShape(error: z.ZodError): FileProblem[] {
  return error.issues.flatMap((issue): FileProblem[] => {
    const { path } = issue
    if (issue.code !== 'unrecognized_keys') return [{ pointer: pointerTo(...path), detail: `${sentence(issue)}.` }]
    const detail = `is not known here; ${hintFor(path)}.`
    return issue.keys.map((key) => ({ pointer: pointerTo(...path, key), detail }))
  })
}

function hintFor(path: readonly PropertyKey[]): string {
  if (path.length === 0) {
    return `the file may hold ${TOP}; every other list is closed, because its codes have behaviour in the program`
  }
  if (path.at(-1) === 'labels') return 'labels are in fr, es, ru, ar and zh; the English one is the name itself'
  return 'leave it out, or check how it is spelled'
}

/** The words of the schema begin with "must"; what zod says by itself is about types and sizes. */
function sentence({ message }: z.core.$ZodIssue): string {
  const told = message.replace('Invalid input: ', '')
  if (told.startsWith('must')) return told
  const missing = /^expected (\w+), received undefined$/.exec(told)
  return missing === null ? told : `is missing; it must be of type ${missing[1] ?? ''}`
}

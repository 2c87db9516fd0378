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

// What the closed lists are called; an operator who tries to add to one is told why not.
const TOP = 'note, makers, importers, models, calibres, factorySymbols, documentKinds and additions'

/** What the shape of the file breaks, one problem for each place. */
export function problemsOfShape(error: z.ZodError): FileProblem[] {
  return error.issues.flatMap((issue): FileProblem[] => {
    if (issue.code !== 'unrecognized_keys') return [{ pointer: pointerTo(...issue.path), detail: sentence(issue) }]
    const hint =
      issue.path.length === 0
        ? `the file may hold ${TOP}; every other list is closed, because its codes have behaviour in the program`
        : 'leave it out, or check how it is spelled'
    return issue.keys.map((key) => ({ pointer: pointerTo(...issue.path, key), detail: `is not known here; ${hint}` }))
  })
}

function sentence({ code, message }: z.core.$ZodIssue): string {
  // The words of the schema begin with "must"; what zod says by itself is about types.
  return message.startsWith('must')
    ? message
    : code === 'invalid_type'
      ? message.replace('Invalid input: ', '')
      : message
}

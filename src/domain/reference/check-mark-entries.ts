import type { ReferenceLists } from './entries.ts'
import type { DateCodeSystem } from './mark-entries.ts'
import { dateCodeForm } from './mark-indexes.ts'
import type { OperatorFile } from './operator-file.ts'
import { type FileProblem, pointerTo, unknown } from './operator-problems.ts'

type Table = OperatorFile['dateCodes'][number]

/** What is wrong with codes of years and ways of numbering: makers that nobody knows, and codes that would stand for two years. */
export function checkMarkEntries(
  lists: ReferenceLists,
  makers: ReadonlySet<string>,
  file: OperatorFile,
): FileProblem[] {
  return [
    ...file.dateCodes.flatMap((table, n) => [
      ...unknown(makers, 'maker', table.makers ?? [], 'dateCodes', n, 'makers'),
      ...takenCodes(table, n, [...lists.dateCodes, ...file.dateCodes.slice(0, n)]),
    ]),
    ...file.serialFormats.flatMap((format, n) =>
      unknown(makers, 'maker', format.makers ?? [], 'serialFormats', n, 'makers'),
    ),
  ]
}

/** Codes that the same houses or makers have already: one of two years would tell neither. */
function takenCodes(table: Table, n: number, before: readonly (DateCodeSystem | Table)[]): FileProblem[] {
  const owners = new Map<string, string>()
  for (const other of before.filter((one) => areOfSame(one, table)))
    for (const { text } of other.codes) owners.set(dateCodeForm(text), other.code)
  return table.codes.flatMap(({ text }, at): FileProblem[] => {
    const form = dateCodeForm(text)
    const owner = owners.get(form)
    owners.set(form, table.code)
    if (owner === undefined) return []
    const detail = `"${text}" already stands for a year in ${owner}; a code of two years would tell none.`
    return [{ pointer: pointerTo('dateCodes', n, 'codes', at, 'text'), detail }]
  })
}

function areOfSame(one: DateCodeSystem | Table, other: Table): boolean {
  const [makers, others] = [one.makers ?? [], other.makers ?? []]
  if (one.country !== other.country) return false
  return makers.length === 0 ? others.length === 0 : makers.some((maker) => others.includes(maker))
}

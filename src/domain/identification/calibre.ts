import type { Calibre } from '../reference/entries.ts'
import { calibreForms } from '../reference/calibre-forms.ts'
import { referenceInUse } from '../reference/in-use.ts'
import { readDescriptor } from '../reference/names.ts'
import { remembering } from '../reference/remembering.ts'
import type { Resolved } from './maker.ts'

export type CalibreRelation = 'compatible' | 'unknown' | 'contradicted'

/** `possible` holds the ids of every cartridge that the text may mean: one where it is listed, several for `9 mm` alone. */
export interface ResolvedCalibre extends Resolved<Calibre> {
  readonly possible: readonly string[]
}

/** What a calibre's name stands for. A designation of several cartridges (`9 mm`) is known and has no entry. */
export const resolveCalibre = remembering((text: string | null | undefined): ResolvedCalibre => {
  const told = readDescriptor(text, calibreForms)
  if (told.status === 'ABSENT') return nothing('UNKNOWN', 'ABSENT')
  if (told.status === 'NONE') return nothing('NOT_APPLICABLE', 'NONE')
  const { calibresByName, possibleCalibres } = referenceInUse()
  const form = told.forms[0] ?? ''
  const several = possibleCalibres.get(form)
  const entry = several === undefined ? calibresByName.get(form)?.[0] : undefined
  const known = entry !== undefined || several !== undefined
  const base = {
    known,
    status: 'NAMED',
    forms: told.forms,
    possible: several ?? (entry === undefined ? [] : [entry.id]),
  } as const
  return entry === undefined
    ? { ...base, key: `~${form}`, entries: [] }
    : { ...base, key: entry.id, entries: [entry], entry }
})

/**
 * How the calibre that was given compares with the registered one. Where the weapon has none (UAS and the like) and none was given, nothing is open:
 * `compatible`. Ambiguous designations are `unknown`, also when both sides hold the same one.
 */
export function compareCalibre(
  observed: string | null | undefined,
  registered: string | null | undefined,
): CalibreRelation {
  const given = resolveCalibre(observed)
  const own = resolveCalibre(registered)
  if (own.status === 'NONE') return given.status === 'NAMED' ? 'contradicted' : 'compatible'
  if (given.status === 'ABSENT' || own.status === 'ABSENT') return 'unknown'
  if (given.status === 'NONE') return 'contradicted'
  if (isAmbiguous(given) || isAmbiguous(own)) {
    return given.possible.some((id) => own.possible.includes(id)) ? 'unknown' : 'contradicted'
  }
  return given.key === own.key ? 'compatible' : 'contradicted'
}

function isAmbiguous(calibre: ResolvedCalibre): boolean {
  return calibre.entry === undefined && calibre.possible.length > 0
}

function nothing(key: string, status: 'ABSENT' | 'NONE'): ResolvedCalibre {
  return { key, known: false, status, forms: [], entries: [], possible: [] }
}

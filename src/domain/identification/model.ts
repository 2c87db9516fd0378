import type { Model } from '../reference/entries.ts'
import { referenceInUse } from '../reference/in-use.ts'
import { nameForms } from '../reference/names.ts'
import { remembering } from '../reference/remembering.ts'
import { type Resolved, resolve } from './maker.ts'

export type ModelRelation = 'agrees' | 'alias' | 'family' | 'absent' | 'contradicted'

/**
 * What a model's name stands for. Some names are several makers' (M92 is Zastava's and Beretta's): with the maker's key only his are meant, where he has
 * any of that name; without it the name may stay ambiguous and then has no entry.
 */
export const resolveModel = remembering((text: string | null | undefined, makerKey?: string): Resolved<Model> => {
  const { modelsByName } = referenceInUse()
  return resolve(text, nameForms, (form) => {
    const named = modelsByName.get(form) ?? []
    const own = makerKey === undefined ? [] : named.filter((model) => model.makers.includes(makerKey))
    return own.length > 0 ? own : named
  })
})

/** The first year in which a model can have been made; undefined where it may be one of which none is known. */
export function firstYearOf(
  model: string | undefined,
  makerKey: string,
): (NonNullable<Model['since']> & { readonly id: string }) | undefined {
  const { entries } = resolveModel(model, makerKey)
  const firsts = entries.flatMap(({ id, since }) => (since === undefined ? [] : [{ id, ...since }]))
  if (firsts.length < entries.length) return undefined
  return firsts.toSorted((one, other) => one.year - other.year)[0]
}

/**
 * How the model that was given compares with the registered one, both read as models of the registered maker. `family` is a name used for the whole
 * family (AK-47 for any weapon of that pattern) or a variant for its base; two named models of one family contradict each other.
 */
export function compareModel(
  observed: string | null | undefined,
  registered: string | null | undefined,
  makerKey?: string,
): ModelRelation {
  const given = resolveModel(observed, makerKey)
  const own = resolveModel(registered, makerKey)
  if (given.status === 'ABSENT' || own.status === 'ABSENT') return 'absent'
  if (given.status === 'NONE' || own.status === 'NONE') return given.status === own.status ? 'agrees' : 'contradicted'
  if (given.forms[0] === own.forms[0]) return 'agrees'
  if (given.key === own.key || (!given.known && !own.known && given.forms.some((form) => own.forms.includes(form)))) {
    return 'alias'
  }
  return given.entries.some((one) => own.entries.some((other) => areRelated(one, other))) ? 'family' : 'contradicted'
}

function areRelated(one: Model, other: Model): boolean {
  if (one.id === other.id || one.variantOf === other.id || other.variantOf === one.id) return true
  return one.family !== undefined && one.family === other.family && (one.isGeneric === true || other.isGeneric === true)
}

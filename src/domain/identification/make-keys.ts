import { nameForms } from '../reference/names.ts'
import { remembering } from '../reference/remembering.ts'
import { isNotOnlyMaker, resolveMake } from './maker.ts'
import { effectiveMake, type ObservedWeapon } from './observation.ts'

/** Under this key lie weapons whose make is not told: a mark may still tell it. */
const NO_MAKE = 'UNKNOWN'

/** Where an observation is searched: under which keys of makes, and whether that is everywhere that it could be more than T5. */
export interface ObservedMake {
  readonly keys: readonly string[]
  /** False for an importer's name, which stands on weapons of any maker. */
  readonly isWhole: boolean
}

/**
 * Under which keys every weapon is registered that `compareMaker` could call `agrees`, `alias` or `absent` for this observation; undefined where no make is told.
 *
 * A key is made when a weapon is registered, and the lists change after it: a make that an operator listed later lies under its text (`~` and a form of a name
 * of the entry), and one name that two entries share today may have been one's alone.
 */
export function makeKeysOf(observation: Pick<ObservedWeapon, 'make' | 'markings'>): ObservedMake | undefined {
  return keysOfMake(effectiveMake(observation.make, observation.markings ?? [])).found
}

const keysOfMake = remembering((make: string | undefined): { readonly found: ObservedMake | undefined } => {
  const given = resolveMake(make)
  if (given.status !== 'NAMED') return { found: undefined }
  const names = given.entries.flatMap(({ name, aliases }) => [name, ...aliases]).flatMap(nameForms)
  const texts = Array.from(new Set([...given.forms, ...names]), (form) => `~${form}`)
  const keys = [...given.entries.map(({ id }) => id), ...texts, NO_MAKE]
  return { found: { keys, isWhole: !given.entries.some(isNotOnlyMaker) } }
})

/**
 * The keys under which the marks of a weapon of this make are stored: the entry's id, or `~` and each form of a name that is no one entry's. A Cyrillic name has two
 * forms, and an observation or a later entry may share either.
 */
export function storedMakeKeys(make: string): readonly string[] {
  const { status, key, entry, forms } = resolveMake(make)
  return status !== 'NAMED' || entry !== undefined ? [key] : forms.map((form) => `~${form}`)
}

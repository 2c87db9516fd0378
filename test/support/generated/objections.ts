import type { Candidate } from '../../../src/domain/identification/candidate.ts'

/** A description as the generator knows it, so that a test need not ask the code under test whether two of them agree. */
export interface ToldAs {
  /** The maker's own name; `null` where none or an importer was given. */
  readonly maker: string | null
  readonly model: string | null
  readonly calibre: string | null
  readonly type: string | null
  readonly year: number | null
  readonly country: string | null
}

export interface AdversarialRecord {
  readonly record: Candidate
  readonly is: ToldAs
  /** The frame's numbers as they are struck. */
  readonly serials: readonly string[]
}

/** Characters of other alphabets that look or mean the same. */
export const ALIKE: Readonly<Record<string, string>> = {
  A: 'А',
  B: 'В',
  C: 'С',
  E: 'Ε',
  H: 'Н',
  K: 'Κ',
  M: 'М',
  P: 'Р',
  T: 'Т',
  X: 'Χ',
  '1': '١',
  '2': '٢',
  '4': '۴',
  '9': '۹',
}
const UNALIKE: ReadonlyMap<string, string> = new Map([
  ...Object.entries(ALIKE).map(([to, from]): [string, string] => [from, to]),
  ...Array.from('АВЕКМНОРСТУХІЈЅЗЧ', (from, at): [string, string] => [
    from,
    Array.from('ABEKMHOPCTYXIJS34')[at] as string,
  ]),
  ...Array.from('ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', (from, at): [string, string] => [from, Array.from('ABEZHIKMNOPTYX')[at] as string]),
])

/** What the design calls equal: letters and digits only, look-alikes of Cyrillic, Greek and Arabic-Indic as Latin. Written here anew on purpose. */
export function plainOf(text: string): string {
  const kept = Array.from(text.toUpperCase()).filter((sign) => /[\p{L}\p{N}?*[\]]/u.test(sign))
  return kept.map((sign) => UNALIKE.get(sign) ?? sign).join('')
}

/** Whether a text with `?` and `[58]` fits, character by character. */
function fits(text: string, held: string): boolean {
  const pattern = plainOf(text).replaceAll('?', '.').replaceAll('*', '.*')
  return /[?[*]/.test(text) && new RegExp(`^${pattern}$`, 'u').test(held)
}

/** Why this weapon must not go out for this observation without a person; empty where it may. */
export function objections(
  { told, sent }: { readonly told: ToldAs; readonly sent: readonly string[] },
  { is, serials }: AdversarialRecord,
): readonly string[] {
  const held = serials.map(plainOf)
  // One text at least must be the weapon's as it stands; beside it, another with unreadable characters may fit.
  const equal = sent.filter((text) => held.includes(plainOf(text)))
  const found = sent
    .filter((text) => !equal.includes(text) && (equal.length === 0 || !held.some((own) => fits(text, own))))
    .map(() => 'TEXT')
  if (sent.length === 0) found.push('NO_FRAME_NUMBER')
  if (told.maker !== is.maker) found.push('MAKER')
  if (told.model !== is.model) found.push('MODEL')
  if (told.calibre !== is.calibre) found.push('CALIBRE')
  if (told.type !== is.type) found.push('TYPE')
  if (told.country !== is.country) found.push('COUNTRY')
  if (told.year !== null && is.year !== null && told.year !== is.year) found.push('YEAR')
  return found
}

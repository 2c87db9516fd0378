import { mapCharacters } from './characters.ts'

function table(from: string, to: string): [string, string][] {
  const images = Array.from(to)
  return Array.from(from, (character, index) => [character, images[index] ?? character])
}

// Capitals that look like a Latin letter or a digit, as struck in steel.
const LOOK_ALIKES = new Map([
  ...table('АВЕКМНОРСТУХІЈЅ', 'ABEKMHOPCTYXIJS'),
  ...table('ЗЧ', '34'),
  ...table('ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', 'ABEZHIKMNOPTYX'),
])

// Characters that are taken for one another on a worn mark. İ is here and not among the look-alikes: a lost dot is a misreading,
// which a person has to judge, and not the same character in another script.
const CONFUSIONS = new Map([...table('OQ', '00'), ...table('ILİ', '111'), ...table('SZBG', '5286')])

/** The key `visual` of a text in exact form: Cyrillic and Greek look-alikes as Latin. Letters without one stay as they are. */
export function foldVisual(exact: string): string {
  return mapCharacters(exact, LOOK_ALIKES)
}

/** The key `skeleton` of a visual key: O, Q as 0; I, L as 1; S as 5; Z as 2; B as 8; G as 6. */
export function foldSkeleton(visual: string): string {
  return mapCharacters(visual, CONFUSIONS)
}

/** The key `noZero` of a skeleton. Of a number that is all zeros one zero remains: `000` is a mark, not an absent one. */
export function dropLeadingZeros(text: string): string {
  return text.replace(/^0+(?=.)/u, '')
}

/** The key `ncic` of a visual key: O as zero, then letters that stand between digits are left out (prefix and suffix letters count). */
export function foldNcic(visual: string): string {
  return visual.replaceAll('O', '0').replace(/(?<=[0-9])[\p{L}\p{M}]+(?=[0-9])/gu, '')
}

/** The key `core` of a visual key: its longest run of digits (the first of equally long ones) without leading zeros; empty where there is no digit. */
export function coreNumber(visual: string): string {
  const runs = visual.match(/[0-9]+/g) ?? []
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), '')
  return dropLeadingZeros(longest)
}

/** Every character that a readable one can be in a skeleton: what an unreadable character is expanded to. */
export const SKELETON_ALPHABET: readonly string[] = Array.from(
  new Set(
    Array.from('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZАБВГДЂЕЁЖЗИЙЈКЛЉМНЊОПРСТЋУФХЦЧЏШЩЪЫЬЭЮЯ', (character) =>
      foldSkeleton(foldVisual(character)),
    ),
  ),
)

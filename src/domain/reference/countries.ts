import { COUNTRY_NAMES } from './country-names.ts'

// Former States that marked weapons: the alpha-2 code as marked, the ISO 3166-3 code, and the States to ask today, the one that keeps most records first.
// CS is Czechoslovakia (CSHH) as on weapons; the later use for Serbia and Montenegro (CSXX) is told by its four letters only.
export const FORMER_STATES = [
  {
    name: 'Soviet Union',
    codes: ['SU', 'SUHH'],
    contacts: ['RU', 'UA', 'BY', 'KZ', 'UZ', 'GE', 'AZ', 'LT', 'MD', 'LV', 'KG', 'TJ', 'AM', 'TM', 'EE'],
  },
  { name: 'Yugoslavia', codes: ['YU', 'YUCS'], contacts: ['RS', 'HR', 'BA', 'SI', 'MK', 'ME', 'XK'] },
  { name: 'Serbia and Montenegro', codes: ['CSXX'], contacts: ['RS', 'ME', 'XK'] },
  { name: 'Czechoslovakia', codes: ['CS', 'CSHH'], contacts: ['CZ', 'SK'] },
  { name: 'German Democratic Republic', codes: ['DD', 'DDDE'], contacts: ['DE'] },
] as const

const CONTACTS: ReadonlyMap<string, readonly string[]> = new Map(
  FORMER_STATES.flatMap(({ codes, contacts }) => codes.map((code): [string, readonly string[]] => [code, contacts])),
)

/** True for a code of today (ISO 3166-1 alpha-2, XK) and for one of a former State (SU, YU, CS, DD; SUHH, YUCS, CSHH, CSXX, DDDE of ISO 3166-3). */
export function isCountry(code: string): boolean {
  return COUNTRY_NAMES.has(code) || CONTACTS.has(code)
}

/** The States to ask today about a weapon marked with this code; empty for an unknown code. For a code of today the State itself. */
export function successorsOf(code: string): readonly string[] {
  return CONTACTS.get(code) ?? (COUNTRY_NAMES.has(code) ? [code] : [])
}

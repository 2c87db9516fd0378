import type { SelectorLetters } from './mark-entries.ts'

const HEARD = { source: 'general literature', certainty: 'LOW' } as const
// Of Romania a published table was seen, by a collector; of the others none.
const ROMANIA = { source: 'selector and symbol tables', certainty: 'MEDIUM' } as const

/**
 * Letters at the fire selector. They tell for which force or market a weapon was made, so that they point at a State and prove none: export
 * arms have the letters of the buyer, and one letter is in several sets.
 */
export const SELECTOR_LETTERS: readonly SelectorLetters[] = [
  { code: 'SEL_RO_S_FA_FF', name: 'Romania, domestic', letters: ['S', 'FA', 'FF'], countries: ['RO'], ...ROMANIA },
  { code: 'SEL_RO_S_A_R', name: 'Romania, export', letters: ['S', 'A', 'R'], countries: ['RO'], ...ROMANIA },
  { code: 'SEL_RU', name: 'Russia and the Soviet Union', letters: ['АВ', 'ОД'], countries: ['RU', 'SU'], ...HEARD },
  { code: 'SEL_CN_L_D', name: 'China, Latin letters', letters: ['L', 'D'], countries: ['CN'], ...HEARD },
  { code: 'SEL_CN_CHARACTERS', name: 'China, characters', letters: ['连', '单'], countries: ['CN'], ...HEARD },
  { code: 'SEL_YU', name: 'Yugoslavia and Serbia', letters: ['U', 'R', 'J'], countries: ['RS', 'YU'], ...HEARD },
  { code: 'SEL_PL', name: 'Poland', letters: ['C', 'P'], countries: ['PL'], ...HEARD },
  { code: 'SEL_BG', name: 'Bulgaria', letters: ['АВ', 'ЕД'], countries: ['BG'], ...HEARD },
  { code: 'SEL_DD', name: 'German Democratic Republic', letters: ['D', 'E'], countries: ['DD'], ...HEARD },
  { code: 'SEL_HU', name: 'Hungary', letters: ['∞', '1'], countries: ['HU'], ...HEARD },
  {
    code: 'SEL_ARABIC',
    name: 'Arabic script: Egypt, Iraq',
    letters: [],
    script: 'Arabic',
    countries: ['EG', 'IQ'],
    ...HEARD,
  },
]

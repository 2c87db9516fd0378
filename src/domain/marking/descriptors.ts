import type { Finding } from '../findings.ts'
import { resolveCalibre } from '../identification/calibre.ts'
import { resolveMake } from '../identification/maker.ts'
import { firstYearOf, resolveModel } from '../identification/model.ts'
import { mayBeAntique, type MarkedWeapon } from './marked-weapon.ts'
import { finding, type RuleTable } from './rule.ts'

/** What is odd about a description by itself. */
export const DESCRIPTOR_RULES = {
  MAKE_IS_IMPORTER: {
    severity: 'WARNING',
    paragraph: 'ITI 8(a)',
    detail: 'This name is known as an importer, assembler or proof house.',
    hint: 'Give the maker, and record this name as a mark of the kind IMPORTER_NAME or PROOF.',
  },
  MAKE_NOT_LISTED: { severity: 'INFO', detail: 'No list knows this make; it is compared by its text.' },
  MODEL_NOT_LISTED: { severity: 'INFO', detail: 'No list knows this model; it is compared by its text.' },
  CALIBRE_NOT_LISTED: { severity: 'INFO', detail: 'No list knows this calibre; it is compared by its text.' },
  CALIBRE_AMBIGUOUS: {
    severity: 'INFO',
    detail: 'Several calibres have this designation.',
    hint: 'Give the whole designation, such as 9x19 or 9x18; until then no trace is confirmed by itself.',
  },
  CALIBRE_INCONSISTENT_WITH_MODEL: {
    severity: 'INFO',
    detail: 'This model is not known in this calibre.',
    hint: 'Check calibre and model; lists are not complete.',
  },
  YEAR_BEFORE_MODEL: {
    severity: 'INFO',
    detail: 'By the list of models, this one was not made as early.',
    hint: 'Check model and year: the year may be one of a part or of a proof. See `since` in `/v1/code-lists/models`, with how sure it is.',
  },
  MAY_BE_ANTIQUE: {
    severity: 'INFO',
    paragraph: 'ITI 4',
    detail:
      'Made before 1900, it may be an antique, which national law decides; the marking rules are not applied to it.',
  },
} as const satisfies RuleTable
type Code = keyof typeof DESCRIPTOR_RULES

function codesOf({ make, model, calibre, yearOfManufacture: year }: MarkedWeapon): (readonly [Code, string])[] {
  const codes: (readonly [Code, string])[] = []
  const maker = resolveMake(make)
  if (maker.entry !== undefined && !maker.entry.roles.includes('MANUFACTURER')) codes.push(['MAKE_IS_IMPORTER', 'make'])
  if (maker.status === 'NAMED' && !maker.known) codes.push(['MAKE_NOT_LISTED', 'make'])
  const named = resolveModel(model, maker.key)
  if (named.status === 'NAMED' && !named.known) codes.push(['MODEL_NOT_LISTED', 'model'])
  const first = firstYearOf(model, maker.key)
  if (typeof year === 'number' && first !== undefined && year < first.year)
    codes.push(['YEAR_BEFORE_MODEL', 'yearOfManufacture'])
  const chambered = resolveCalibre(calibre)
  if (chambered.status !== 'NAMED') return codes
  if (!chambered.known) return [...codes, ['CALIBRE_NOT_LISTED', 'calibre']]
  if (chambered.entry === undefined) codes.push(['CALIBRE_AMBIGUOUS', 'calibre'])
  const made = named.entries.flatMap(({ calibres }) => calibres)
  if (made.length > 0 && !chambered.possible.some((id) => made.includes(id)))
    codes.push(['CALIBRE_INCONSISTENT_WITH_MODEL', 'calibre'])
  return codes
}

/** Findings on a description: nothing that no list knows is refused (design: accepted as text). */
export function assessDescriptors(weapon: MarkedWeapon, base: string): Finding[] {
  const found = codesOf(weapon).map(([code, field]) => finding(DESCRIPTOR_RULES, code, `${base}/${field}`))
  return mayBeAntique(weapon)
    ? [...found, finding(DESCRIPTOR_RULES, 'MAY_BE_ANTIQUE', `${base}/yearOfManufacture`)]
    : found
}

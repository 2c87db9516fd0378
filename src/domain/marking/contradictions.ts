import type { Finding } from '../findings.ts'
import { compareCalibre, resolveCalibre } from '../identification/calibre.ts'
import { compareCountry } from '../identification/country.ts'
import { readYears } from '../identification/date-codes.ts'
import { readFactorySymbol } from '../identification/factory-symbol.ts'
import { compareMaker, resolveMake } from '../identification/maker.ts'
import { compareModel, resolveModel } from '../identification/model.ts'
import { countriesOfSelector, readSelector } from '../identification/selector.ts'
import type { PlacedMark } from './assessment.ts'
import { isOnFrame, isReadable, isThere, type Mark, type MarkedWeapon } from './marked-weapon.ts'
import { yearOfMark } from './mark-dates.ts'
import { finding, type RuleTable } from './rule.ts'
import { countriesMarked } from './scheme.ts'

const PARAGRAPH = 'ITI 11; MOSAIC 05.30'

/** Marks that say another thing than the description. Only what both sides are known to mean can contradict: a legend that no list knows never does. */
export const CONTRADICTION_RULES = {
  MAKER_MARK_DIFFERS: {
    severity: 'WARNING',
    paragraph: PARAGRAPH,
    detail: 'The mark names another maker than the description.',
    hint: 'Check which of the names is the maker’s; an importer’s is IMPORTER_NAME.',
  },
  MAKER_MARK_IS_IMPORTER: {
    severity: 'WARNING',
    paragraph: PARAGRAPH,
    detail: 'This name is known as an importer, assembler or proof house.',
    hint: 'Record it as IMPORTER_NAME or PROOF, and look for the maker’s name or symbol, often on receiver or barrel.',
  },
  MODEL_MARK_DIFFERS: {
    severity: 'WARNING',
    paragraph: PARAGRAPH,
    detail: 'The mark names another model than the description.',
  },
  CALIBRE_MARK_DIFFERS: {
    severity: 'WARNING',
    paragraph: PARAGRAPH,
    detail: 'The mark names another calibre than the description.',
    hint: 'Where the weapon was changed in calibre, describe it anew from that day (`validFrom`) and report RE_CALIBRED.',
  },
  COUNTRY_MARK_DIFFERS: {
    severity: 'WARNING',
    paragraph: PARAGRAPH,
    detail: 'The mark names another country of manufacture than the description.',
    hint: 'Check whether it is an import mark (IMPORT_COUNTRY), a proof mark or the property mark of a State.',
  },
  YEAR_MARK_DIFFERS: {
    severity: 'WARNING',
    paragraph: PARAGRAPH,
    detail: 'The mark names another year of manufacture than the description.',
    hint: 'A year beside a proof mark is PROOF, one of import IMPORT_YEAR.',
  },
  SYMBOL_DIFFERS: {
    severity: 'WARNING',
    paragraph: PARAGRAPH,
    detail: 'This factory symbol is known as that of another maker or country than the description names.',
    hint: 'Check the details of the symbol: similar ones were struck in several countries.',
  },
  DATE_CODE_DIFFERS: {
    severity: 'INFO',
    detail: 'By the table of its State, this code stands for another year than the description.',
    hint: 'Check both; a second proof is REPROOF, and a part may be older. The table is in `/v1/code-lists/date-codes`, with how sure it is.',
  },
  SELECTOR_DIFFERS: {
    severity: 'INFO',
    detail: 'These selector letters are known of weapons of another State than the description names.',
    hint: 'Check maker and State; export arms may have the letters of the buyer. See `/v1/code-lists/selector-letters`, with how sure they are.',
  },
} as const satisfies RuleTable
type Code = keyof typeof CONTRADICTION_RULES
type Field = 'make' | 'model' | 'calibre' | 'countryOfManufacture' | 'yearOfManufacture'

/** What a mark contradicts, and where each side of it stands: in the mark, and in the description. */
interface Contradiction {
  readonly code: Code
  readonly of: 'text' | 'country' | 'year'
  readonly field: Field
}

function ofMaker({ text }: Mark, { make }: MarkedWeapon): Contradiction[] {
  const marked = resolveMake(text).entry
  if (marked === undefined) return []
  if (!marked.roles.includes('MANUFACTURER')) return [{ code: 'MAKER_MARK_IS_IMPORTER', of: 'text', field: 'make' }]
  const differs = resolveMake(make).known && compareMaker(text, make) === 'contradicted'
  return differs ? [{ code: 'MAKER_MARK_DIFFERS', of: 'text', field: 'make' }] : []
}

function ofModel({ text }: Mark, { make, model }: MarkedWeapon): Contradiction[] {
  const makerKey = resolveMake(make).key
  const bothKnown = resolveModel(text, makerKey).known && resolveModel(model, makerKey).known
  const differs = bothKnown && compareModel(text, model, makerKey) === 'contradicted'
  return differs ? [{ code: 'MODEL_MARK_DIFFERS', of: 'text', field: 'model' }] : []
}

function ofCalibre({ text }: Mark, { calibre }: MarkedWeapon): Contradiction[] {
  const bothKnown = resolveCalibre(text).known && resolveCalibre(calibre).known
  const differs = bothKnown && compareCalibre(text, calibre) === 'contradicted'
  return differs ? [{ code: 'CALIBRE_MARK_DIFFERS', of: 'text', field: 'calibre' }] : []
}

function isElsewhere(countries: readonly string[], told: string | undefined): boolean {
  return countries.length > 0 && countries.every((country) => compareCountry(country, told) === 'contradicted')
}

function ofCountry(mark: Mark, { countryOfManufacture }: MarkedWeapon): Contradiction[] {
  if (!isElsewhere(countriesMarked(mark), countryOfManufacture)) return []
  const of = mark.country === undefined ? 'text' : 'country'
  return [{ code: 'COUNTRY_MARK_DIFFERS', of, field: 'countryOfManufacture' }]
}

function ofYear(mark: Mark, { yearOfManufacture: made }: MarkedWeapon): Contradiction[] {
  const year = yearOfMark(mark)
  if (typeof made !== 'number' || year === undefined || year === made) return []
  return [{ code: 'YEAR_MARK_DIFFERS', of: mark.year === undefined ? 'text' : 'year', field: 'yearOfManufacture' }]
}

function ofSymbol(mark: Mark, { make, countryOfManufacture }: MarkedWeapon): Contradiction[] {
  const makers = readFactorySymbol(mark.text)?.makers ?? []
  const maker = resolveMake(make).entry
  if (maker !== undefined && makers.length > 0 && !makers.includes(maker.id))
    return [{ code: 'SYMBOL_DIFFERS', of: 'text', field: 'make' }]
  const differs = isElsewhere(countriesMarked(mark), countryOfManufacture)
  return differs ? [{ code: 'SYMBOL_DIFFERS', of: 'text', field: 'countryOfManufacture' }] : []
}

// Barrels are proofed before the weapon is put together, and weapons early in the next year.
const PROOF_APART_YEARS = 1

function ofDateCode(mark: Mark, { make, yearOfManufacture: made }: MarkedWeapon): Contradiction[] {
  if (typeof made !== 'number' || (mark.component !== undefined && !isOnFrame(mark))) return []
  const readings = readYears({ ...mark, maker: make })
  const apart = mark.kind === 'PROOF' ? PROOF_APART_YEARS : 0
  const differs = readings.length > 0 && readings.every(({ year }) => Math.abs(year - made) > apart)
  return differs ? [{ code: 'DATE_CODE_DIFFERS', of: 'text', field: 'yearOfManufacture' }] : []
}

function ofSelector({ text }: Mark, { countryOfManufacture: told }: MarkedWeapon): Contradiction[] {
  const countries = countriesOfSelector(readSelector(text))
  return isElsewhere(countries, told) ? [{ code: 'SELECTOR_DIFFERS', of: 'text', field: 'countryOfManufacture' }] : []
}

function contradictionsOf(mark: Mark, weapon: MarkedWeapon): Contradiction[] {
  if (mark.kind === 'FACTORY_SYMBOL') return isThere(mark) ? ofSymbol(mark, weapon) : []
  if (mark.kind === 'SELECTOR') return isThere(mark) ? ofSelector(mark, weapon) : []
  if (!isReadable(mark)) return []
  if (mark.kind === 'PROOF' || mark.kind === 'YEAR_CODE') return ofDateCode(mark, weapon)
  if (mark.kind === 'MANUFACTURER_NAME') return ofMaker(mark, weapon)
  if (mark.kind === 'MODEL') return ofModel(mark, weapon)
  if (mark.kind === 'CALIBRE') return ofCalibre(mark, weapon)
  if (mark.kind === 'COUNTRY_OF_ORIGIN') return ofCountry(mark, weapon)
  return mark.kind === 'YEAR' ? ofYear(mark, weapon) : []
}

/** What the marks that a body brings contradict, each told at the mark. */
export function assessContradictions(weapon: MarkedWeapon, placed: readonly PlacedMark[]): Finding[] {
  return placed.flatMap(({ mark, at }) =>
    contradictionsOf(mark, weapon).map(({ code, of }) => finding(CONTRADICTION_RULES, code, `${at}/${of}`)),
  )
}

/**
 * What a new description contradicts of the marks on record, each told once at its field. A change of the weapon (`isChange`) leaves the old marks
 * of calibre and model standing on it.
 */
export function assessNewDescription(weapon: MarkedWeapon, base: string, isChange: boolean): Finding[] {
  const changed: readonly Field[] = isChange ? ['calibre', 'model'] : []
  const found = weapon.markings.flatMap((mark) => contradictionsOf(mark, weapon))
  const told = new Map(
    found
      // That a mark names an importer says nothing of the description.
      .filter(({ code, field }) => code !== 'MAKER_MARK_IS_IMPORTER' && !changed.includes(field))
      .map(({ code, field }) => [`${code} ${field}`, finding(CONTRADICTION_RULES, code, `${base}/${field}`)]),
  )
  return [...told.values()]
}

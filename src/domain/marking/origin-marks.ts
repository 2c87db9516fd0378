import type { Finding } from '../findings.ts'
import { countriesOfSymbol, readFactorySymbol } from '../identification/factory-symbol.ts'
import { resolveMake } from '../identification/maker.ts'
import type { Assessment } from './assessment.ts'
import { isThere, type MarkedWeapon } from './marked-weapon.ts'
import { finding, type RuleTable } from './rule.ts'
import { nameMarks, schemeOf, tellsCountry } from './scheme.ts'

/** The two schemes of ITI 8(a): name, country and serial, or symbols with a code that tell the country. */
export const ORIGIN_MARK_RULES = {
  MAKER_NOT_TOLD: {
    severity: 'WARNING',
    paragraph: 'ITI 8(a)',
    detail: 'Neither a mark nor the description tells the maker, and no symbol stands in its place.',
    hint: 'Record MANUFACTURER_NAME, or FACTORY_SYMBOL where the weapon has no name.',
  },
  MAKER_MARK_NOT_RECORDED: {
    severity: 'INFO',
    paragraph: 'ITI 8(a)',
    detail: 'The description names the maker, and no mark does.',
    hint: 'Record the name or logo on the weapon as MANUFACTURER_NAME or MANUFACTURER_LOGO.',
  },
  MAKER_NOT_MARKED: {
    severity: 'WARNING',
    paragraph: 'ITI 8(a)',
    detail: 'The list of marks is said to be complete, and none tells the maker.',
    hint: 'Record MANUFACTURER_NAME, or FACTORY_SYMBOL where the weapon has no name.',
  },
  COUNTRY_NOT_MARKED: {
    severity: 'WARNING',
    paragraph: 'ITI 8(a)',
    detail: 'The list of marks is said to be complete, and none tells the country of manufacture.',
    hint: 'Record COUNTRY_OF_ORIGIN, or the whole legend of the maker.',
  },
  COUNTRY_NOT_TOLD: {
    severity: 'WARNING',
    paragraph: 'ITI 8(a)',
    detail: 'Neither a mark nor the description tells the country of manufacture.',
    hint: 'Record COUNTRY_OF_ORIGIN, or give `countryOfManufacture`.',
  },
  COUNTRY_MARK_NOT_RECORDED: {
    severity: 'INFO',
    paragraph: 'ITI 8(a)',
    detail: 'The description tells the country of manufacture, and no mark does.',
    hint: 'Record it as COUNTRY_OF_ORIGIN, or give the whole legend of the maker.',
  },
  SYMBOL_NOT_LISTED: {
    severity: 'INFO',
    paragraph: 'ITI 8(a)(ii)',
    detail: 'No list knows this factory symbol.',
    hint: 'Describe its shape and number in words, such as “66 in a triangle”, and add a photo.',
  },
  SYMBOL_OF_SEVERAL_COUNTRIES: {
    severity: 'INFO',
    paragraph: 'ITI 8(a)(ii)',
    detail: 'Factories of several countries strike this symbol:',
    hint: 'Other marks tell them apart: selector letters, proof marks, the shape of the serial.',
  },
} as const satisfies RuleTable
type Code = keyof typeof ORIGIN_MARK_RULES

function assessSymbols({ placed }: Assessment): Finding[] {
  return placed.flatMap(({ mark, at }) => {
    if (mark.kind !== 'FACTORY_SYMBOL' || !isThere(mark)) return []
    const symbol = readFactorySymbol(mark.text)
    if (symbol === undefined) return [finding(ORIGIN_MARK_RULES, 'SYMBOL_NOT_LISTED', `${at}/text`)]
    const countries = countriesOfSymbol(symbol)
    if (countries.length <= 1 || mark.country !== undefined) return []
    const told = ` ${countries.join(', ')}.`
    return [finding(ORIGIN_MARK_RULES, 'SYMBOL_OF_SEVERAL_COUNTRIES', `${at}/text`, told)]
  })
}

function codeOfMaker({ type, make, markings }: MarkedWeapon, isComplete: boolean): Code | null {
  const { status } = resolveMake(make)
  if (nameMarks(markings).length > 0 || schemeOf(markings) === 'SYMBOL_CODE') return null
  // Who made a weapon in a workshop is not on it, and no rule can make it so.
  if (type === 'CRAFT_OR_PRIVATELY_MADE' || status === 'NONE') return null
  if (isComplete) return 'MAKER_NOT_MARKED'
  return status === 'NAMED' ? 'MAKER_MARK_NOT_RECORDED' : 'MAKER_NOT_TOLD'
}

function codeOfCountry(weapon: MarkedWeapon, isComplete: boolean, mayBePlace: boolean): Code | null {
  const { type, make, countryOfManufacture: told, markings } = weapon
  if (tellsCountry(markings) || type === 'CRAFT_OR_PRIVATELY_MADE') return null
  // A legend that is more than a listed name has a place in it, most often.
  if (mayBePlace && nameMarks(markings).some(({ text }) => !resolveMake(text).known)) return null
  if (isComplete) return 'COUNTRY_NOT_MARKED'
  const isTold = told !== undefined && told !== 'UNKNOWN' && told !== 'NOT_APPLICABLE'
  // A listed maker of one State tells it as well as a description does.
  return isTold || resolveMake(make).entry !== undefined ? 'COUNTRY_MARK_NOT_RECORDED' : 'COUNTRY_NOT_TOLD'
}

/**
 * What is said of the marks of origin; `whole` is null where the body is one mark only. ITI 8(d) asks none of a State's forces, the European Union takes
 * the place for the country, and the United States ask for the licensee instead (27 CFR 478.92), which `technical-figures.ts` does.
 */
export function assessOriginMarks(assessment: Assessment, whole: string | null): Finding[] {
  const { weapon, profile } = assessment
  const symbols = assessSymbols(assessment)
  if (whole === null || profile.code === 'STATE_FORCES') return symbols
  const isComplete = profile.isChosen && profile.code !== 'US'
  const codes = [
    codeOfMaker(weapon, isComplete),
    codeOfCountry(weapon, isComplete, isComplete && profile.code === 'EU'),
  ]
  return [...codes.flatMap((code) => (code === null ? [] : [finding(ORIGIN_MARK_RULES, code, whole)])), ...symbols]
}

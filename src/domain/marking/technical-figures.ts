import type { Finding } from '../findings.ts'
import type { MarkingKind } from '../vocabulary/markings.ts'
import type { Assessment } from './assessment.ts'
import { isOnFrame, isReadable, type Mark } from './marked-weapon.ts'
import { finding, type RuleTable } from './rule.ts'

const EU_FIGURES = 'Implementing Directive (EU) 2019/68'
const EU_DEPTH = 'Implementing Directive (EU) 2019/68 as amended by (EU) 2024/325'
const US_FIGURES = '27 CFR 478.92'

/** Height, depth and script, as measured: what was not measured is not judged. */
export const TECHNICAL_RULES = {
  EU_MARK_TOO_SMALL: {
    severity: 'WARNING',
    paragraph: EU_FIGURES,
    detail: 'Letters and digits of this mark must be 1.6 mm high or more.',
  },
  EU_MARK_SMALL_ON_PART: {
    severity: 'INFO',
    paragraph: EU_FIGURES,
    detail: 'The mark is less than 1.6 mm high, which is allowed only where the component is too small for more.',
  },
  EU_MARK_TOO_SHALLOW: {
    severity: 'WARNING',
    paragraph: EU_DEPTH,
    detail: 'This mark must be 0.0762 mm deep or more on what is first placed on the market from August 2025.',
  },
  EU_MARK_MAY_BE_TOO_SHALLOW: {
    severity: 'INFO',
    paragraph: EU_DEPTH,
    detail:
      'The mark is less than 0.0762 mm deep, which is allowed only on what was first placed on the market before August 2025.',
    hint: 'Tell when the mark was put on (`appliedAt`).',
  },
  EU_SCRIPT_NOT_ALLOWED: {
    severity: 'WARNING',
    paragraph: EU_FIGURES,
    detail: 'The letters of this mark must be Latin, Cyrillic or Greek.',
  },
  EU_NUMERALS_NOT_ALLOWED: {
    severity: 'WARNING',
    paragraph: EU_FIGURES,
    detail: 'The numerals of this mark must be Arabic (0 to 9) or Roman.',
  },
  US_SERIAL_TOO_SMALL: {
    severity: 'WARNING',
    paragraph: US_FIGURES,
    detail: 'The serial must be 1.5875 mm (1/16 inch) high or more, measured at the base of the impression.',
  },
  US_MARK_TOO_SHALLOW: {
    severity: 'WARNING',
    paragraph: US_FIGURES,
    detail: 'This mark must be 0.0762 mm (0.003 inch) deep or more.',
  },
  US_LICENSEE_NOT_MARKED: {
    severity: 'WARNING',
    paragraph: US_FIGURES,
    detail: 'The maker’s name and place must be marked, or the serial must begin with the licence number (12345678-…).',
    hint: 'Record the legend as MANUFACTURER_NAME.',
  },
  US_IMPORTER_NOT_MARKED: {
    severity: 'WARNING',
    paragraph: US_FIGURES,
    detail: 'A weapon made abroad must bear the importer’s name and place.',
    hint: 'Record it as IMPORTER_NAME.',
  },
} as const satisfies RuleTable

const EU_MIN_HEIGHT_MM = 1.6
const US_MIN_HEIGHT_MM = 1.5875
const MIN_DEPTH_MM = 0.0762
// The eighteenth month after the publication of (EU) 2024/325 on 22 January 2024 was July 2025.
const EU_DEPTH_FROM = '2025-08-01'
// First three and last five digits of the licence number, a hyphen, and the number itself.
const LICENSEE_PREFIX = /^\s*[0-9]{8}-\S/

/** The marks that art. 4(2) of Directive (EU) 2021/555 and 27 CFR 478.92 ask for; a proof or property mark has no such figures. */
const DEMANDED: readonly MarkingKind[] = [
  'SERIAL_PRIMARY',
  'SERIAL_COMPONENT',
  'SERIAL_IMPORT_ASSIGNED',
  'MANUFACTURER_NAME',
  'COUNTRY_OF_ORIGIN',
  'YEAR',
  'MODEL',
]
const US_ALSO: readonly MarkingKind[] = ['CALIBRE', 'IMPORTER_NAME']

/** Whether the rule of depth binds a mark: by the days on which it was put on, else by the year of manufacture; `MAYBE` where these straddle its first day. */
function isUnderDepthRule({ applied }: Mark, made: number | string | undefined): 'YES' | 'NO' | 'MAYBE' {
  const from = applied?.from ?? (typeof made === 'number' ? `${made}-01-01` : undefined)
  const to = applied?.to ?? (typeof made === 'number' ? `${made}-12-31` : undefined)
  if (from === undefined || to === undefined) return 'MAYBE'
  if (from >= EU_DEPTH_FROM) return 'YES'
  return to < EU_DEPTH_FROM ? 'NO' : 'MAYBE'
}

function ofUnion(mark: Mark, at: string, made: number | string | undefined): Finding[] {
  const { heightMm, depthMm, text, component } = mark
  const found: Finding[] = []
  if (heightMm !== undefined && heightMm < EU_MIN_HEIGHT_MM) {
    const isPart = component !== undefined && !isOnFrame(mark)
    found.push(finding(TECHNICAL_RULES, isPart ? 'EU_MARK_SMALL_ON_PART' : 'EU_MARK_TOO_SMALL', `${at}/heightMm`))
  }
  const rule = isUnderDepthRule(mark, made)
  if (depthMm !== undefined && depthMm < MIN_DEPTH_MM && rule !== 'NO') {
    const code = rule === 'YES' ? 'EU_MARK_TOO_SHALLOW' : 'EU_MARK_MAY_BE_TOO_SHALLOW'
    found.push(finding(TECHNICAL_RULES, code, `${at}/depthMm`))
  }
  if (!isReadable(mark)) return found
  if (/[^\P{L}\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u.test(text))
    found.push(finding(TECHNICAL_RULES, 'EU_SCRIPT_NOT_ALLOWED', `${at}/text`))
  if (/[^\P{Nd}0-9]/u.test(text)) found.push(finding(TECHNICAL_RULES, 'EU_NUMERALS_NOT_ALLOWED', `${at}/text`))
  return found
}

function ofUnitedStates({ kind, heightMm, depthMm }: Mark, at: string): Finding[] {
  const isTooSmall = kind === 'SERIAL_PRIMARY' && heightMm !== undefined && heightMm < US_MIN_HEIGHT_MM
  const isTooShallow = depthMm !== undefined && depthMm < MIN_DEPTH_MM
  return [
    ...(isTooSmall ? [finding(TECHNICAL_RULES, 'US_SERIAL_TOO_SMALL', `${at}/heightMm`)] : []),
    ...(isTooShallow ? [finding(TECHNICAL_RULES, 'US_MARK_TOO_SHALLOW', `${at}/depthMm`)] : []),
  ]
}

/** What 27 CFR 478.92 demands of the whole weapon; only where the caller holds his list of marks for complete. */
function ofLicensee({ weapon, profile }: Assessment, whole: string | null): Finding[] {
  if (whole === null || profile.code !== 'US' || !profile.isChosen) return []
  const { markings, countryOfManufacture } = weapon
  const hasName = markings.some(({ kind }) => kind === 'MANUFACTURER_NAME')
  const hasPrefix = markings.some(({ kind, text }) => kind === 'SERIAL_PRIMARY' && LICENSEE_PREFIX.test(text))
  const hasImporter = markings.some(({ kind }) => kind === 'IMPORTER_NAME')
  const isForeign = !['US', 'UNKNOWN', 'NOT_APPLICABLE', undefined].includes(countryOfManufacture)
  return [
    ...(hasName || hasPrefix ? [] : [finding(TECHNICAL_RULES, 'US_LICENSEE_NOT_MARKED', whole)]),
    ...(isForeign && !hasImporter ? [finding(TECHNICAL_RULES, 'US_IMPORTER_NOT_MARKED', whole)] : []),
  ]
}

/** The technical figures of the profile, for each mark that the body brings. The ITI leaves them to the States. */
export function assessFigures(assessment: Assessment, whole: string | null): Finding[] {
  const { weapon, placed, profile } = assessment
  const demanded = profile.code === 'US' ? [...DEMANDED, ...US_ALSO] : DEMANDED
  const found = placed.flatMap(({ mark, at }) => {
    if (!demanded.includes(mark.kind)) return []
    if (profile.code === 'EU') return ofUnion(mark, at, weapon.yearOfManufacture)
    return profile.code === 'US' ? ofUnitedStates(mark, at) : []
  })
  return [...found, ...ofLicensee(assessment, whole)]
}

import { resolveCalibre } from '../domain/identification/calibre.ts'
import { resolveMake } from '../domain/identification/maker.ts'
import { resolveModel } from '../domain/identification/model.ts'
import { registeredKeys } from '../domain/identification/search-keys.ts'
import type { WeaponCategory } from '../domain/vocabulary/weapons.ts'
import { PRIMARY_SERIAL_KINDS, SECONDARY_SERIAL_KINDS } from '../domain/vocabulary/markings.ts'
import { referenceInUse } from '../domain/reference/in-use.ts'
import type { MarkingKeyRow } from '../store/marking-keys.ts'
import type { marking, weaponDescription } from '../store/tables/weapons.ts'
import { readMoment } from './read-report.ts'
import type { NewDescription, NewMarking } from './weapon-schemas.ts'

type DescriptionRow = typeof weaponDescription.$inferInsert
type MarkingRow = typeof marking.$inferInsert

/** Who records what, when: the same for every row of one write. */
export interface Recording {
  readonly weaponId: string
  readonly agencyId: string
  readonly recordedAt: string
  /** The declaration that brings the row as a replacement, if one does. */
  readonly declarationId?: string
  /** Where the mark or description stands in the body; the body itself unless told. */
  readonly base?: string
}

/** Related items of resolution 2370 have no calibre and no action: what is not given there does not exist, rather than being unknown. */
const WITHOUT_CALIBRE: readonly WeaponCategory[] = ['UAS', 'UAS_COMPONENT', 'IED_COMPONENT']

/** One version of a description, with the keys by which makes, models and calibres are compared and the version of the lists they came from. */
export function descriptionRow(
  { base = '#', ...recording }: Recording,
  id: string,
  version: number,
  wanted: Omit<NewDescription, 'id'> & { readonly category: WeaponCategory },
): DescriptionRow {
  const { type, make, model, yearOfManufacture: year } = wanted
  const absent = WITHOUT_CALIBRE.includes(wanted.category) ? 'NOT_APPLICABLE' : 'UNKNOWN'
  const calibre = wanted.calibre ?? absent
  return {
    ...recording,
    id,
    version,
    type,
    make,
    makeKey: resolveMake(make).key,
    model,
    modelKey: resolveModel(model, resolveMake(make).key).key,
    calibre,
    calibreKey: resolveCalibre(calibre).key,
    action: wanted.action ?? absent,
    countryOfManufacture: wanted.countryOfManufacture ?? 'UNKNOWN',
    yearOfManufacture: typeof year === 'number' ? year : null,
    yearUnknown: typeof year === 'number' ? null : (year ?? 'UNKNOWN'),
    listVersion: referenceInUse().lists.version,
    occurred: readMoment(wanted.validFrom, `${base}/validFrom`, recording.recordedAt),
  }
}

export function markingRow(
  { base = '#', ...recording }: Recording,
  id: string,
  n: number,
  wanted: Omit<NewMarking, 'id'>,
): MarkingRow {
  const { kind, text, component, side, method, condition, country, year, heightMm, depthMm } = wanted
  return {
    ...recording,
    id,
    n,
    kind,
    text,
    component: component ?? null,
    side: side ?? null,
    method: method ?? null,
    condition: condition ?? 'INTACT',
    country: country ?? null,
    year: year ?? null,
    heightMm: heightMm?.toString() ?? null,
    depthMm: depthMm?.toString() ?? null,
    occurred: readMoment(wanted.appliedAt, `${base}/appliedAt`, recording.recordedAt),
  }
}

const SEARCHED: readonly string[] = [...PRIMARY_SERIAL_KINDS, ...SECONDARY_SERIAL_KINDS]

/**
 * The search keys of a mark that may be the serial (`domain vocabulary` 8.3); a patent, rack or lot number has none, so it is never found as one.
 * Equal exact, visual or skeleton keys mean equal noZero keys, so that one key finds all four.
 */
export function markingKeyRows(
  row: Pick<MarkingRow, 'weaponId' | 'n' | 'kind' | 'text' | 'condition'>,
  makeKeys: readonly string[],
): MarkingKeyRow[] {
  if (!SEARCHED.includes(row.kind)) return []
  const keys = registeredKeys(row.text, row.condition)
  if (keys === null) return []
  const found = [
    ['NO_ZERO', keys.noZero] as const,
    ...keys.phonetic.map((key) => ['PHONETIC', key] as const),
    ['NCIC', keys.ncic] as const,
    ['CORE', keys.core] as const,
  ].filter(([, key]) => key !== '')
  return makeKeys.flatMap((makeKey) =>
    found.map(([kind, key]) => ({ kind, key, makeKey, weaponId: row.weaponId, n: row.n })),
  )
}

import type { Occurred } from '../../domain/time/occurred-at.ts'
import type { marking, weaponDescription } from '../../store/tables/weapons.ts'
import type { Marking, RecordedWeapon } from './schemas.ts'

type DescriptionRow = typeof weaponDescription.$inferInsert
type MarkingRow = typeof marking.$inferInsert

function without<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], null | undefined> } {
  const kept = Object.entries(fields).filter(([, value]) => value !== null && value !== undefined)
  return Object.fromEntries(kept) as { [K in keyof T]?: Exclude<T[K], null | undefined> }
}

function millimetres(value: string | null | undefined): number | null {
  return value === null || value === undefined ? null : Number(value)
}

function reported(occurred: Occurred | null | undefined): { value: string; precision: string } | null {
  return occurred === null || occurred === undefined ? null : { value: occurred.value, precision: occurred.precision }
}

/** A mark as it is read back: absent fields are absent, never null. */
export function renderMarking(row: MarkingRow, evidenceIds: readonly string[]): Marking {
  const { id, kind, text, condition, recordedAt, component, side, method, country, year } = row
  const optional = without({
    component,
    side,
    method,
    country,
    year,
    heightMm: millimetres(row.heightMm),
    depthMm: millimetres(row.depthMm),
    appliedAt: reported(row.occurred),
    evidenceIds: evidenceIds.length === 0 ? undefined : [...evidenceIds],
  })
  return { id, kind, text, condition, recordedAt, ...optional }
}

/** The descriptors of one version; what is not known says so (`UNKNOWN` or `NOT_APPLICABLE`). */
export function renderDescription(
  row: DescriptionRow,
): Omit<RecordedWeapon, 'id' | 'category' | 'descriptionId' | 'descriptionVersion' | 'markings' | 'recordedAt'> {
  const { type, make, model, calibre, action, countryOfManufacture } = row
  const yearOfManufacture = row.yearOfManufacture ?? row.yearUnknown ?? 'UNKNOWN'
  const validFrom = reported(row.occurred)
  const described = { type, make, model, calibre, action, countryOfManufacture, yearOfManufacture }
  return validFrom === null ? described : { ...described, validFrom }
}

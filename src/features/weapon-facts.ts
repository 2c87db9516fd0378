import type { JsonValue } from '../domain/ledger/canonical-json.ts'
import type { Occurred } from '../domain/time/occurred-at.ts'
import type { NewFact } from '../store/append-fact.ts'
import type { EvidenceNaming } from '../store/evidence-uses.ts'
import type { weaponLot } from '../store/tables/components.ts'
import type { marking, weaponDescription } from '../store/tables/weapons.ts'

/** A replacement says under which declaration it stands. */
function declared({ declarationId }: { declarationId?: string | null | undefined }): { declarationId?: string } {
  return declarationId === null || declarationId === undefined ? {} : { declarationId }
}

/** Dates as they were reported, with the range that was read from them. */
function dated({ occurred }: { occurred?: Occurred | null | undefined }): { occurred?: JsonValue } {
  return occurred === null || occurred === undefined ? {} : { occurred: { ...occurred } }
}

/** The facts of a mark and a description. Measures are text, so that a proved decimal keeps its digits. */
export function markingFact(row: typeof marking.$inferInsert, evidenceIds: readonly string[]): NewFact {
  const { id, weaponId, n, kind, text, condition } = row
  return {
    id,
    kind: 'marking',
    body: {
      weaponId,
      n,
      markingKind: kind,
      text,
      condition,
      component: row.component ?? null,
      side: row.side ?? null,
      method: row.method ?? null,
      country: row.country ?? null,
      year: row.year ?? null,
      heightMm: row.heightMm ?? null,
      depthMm: row.depthMm ?? null,
      ...dated(row),
      ...(evidenceIds.length === 0 ? {} : { evidenceIds: [...evidenceIds] }),
      ...declared(row),
    },
  }
}

export function descriptionFact(row: typeof weaponDescription.$inferInsert): NewFact {
  const { id, weaponId, version, type, make, model, calibre, action, countryOfManufacture, listVersion } = row
  return {
    id,
    kind: 'description',
    body: {
      weaponId,
      version,
      type,
      make,
      model,
      calibre,
      action,
      countryOfManufacture,
      yearOfManufacture: row.yearOfManufacture ?? row.yearUnknown ?? 'UNKNOWN',
      listVersion,
      ...dated(row),
      ...declared(row),
    },
  }
}

/** Which files a mark names, for the record of their uses. */
export function markingNaming(
  { id, weaponId }: typeof marking.$inferInsert,
  evidenceIds: readonly string[],
): EvidenceNaming {
  return { subjectKind: 'MARKING', subjectId: id, weaponId, evidenceIds }
}

/** What stands of a lot in the fact of its record: the amount is text, as it is decimal and must be proved digit by digit. */
export function lotFact({ number, amount, unit, lotId, splitId }: typeof weaponLot.$inferInsert): JsonValue {
  const part = lotId === null || lotId === undefined ? {} : { lotId, splitId: splitId ?? null }
  return { number: number ?? null, amount, unit, ...part }
}

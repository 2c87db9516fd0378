import type { Tx } from './db.ts'

/** A weapon whose marks could be what was read: description and marks only, no holder and no agency. */
export interface CandidateRow {
  readonly weaponId: string
  readonly category: string
  /** The same for records that an identity link in effect joins; null where it stands alone. */
  readonly groupId: string | null
  readonly description: {
    readonly type: string
    readonly make: string
    readonly model: string
    readonly calibre: string
    readonly countryOfManufacture: string
    readonly yearOfManufacture: number | null
  }
  readonly marks: readonly {
    readonly markingId: string
    readonly kind: string
    readonly text: string
    readonly component: string | null
    readonly condition: string
  }[]
}

const DESCRIBED = {
  name: 'registry_described',
  // The indexes stand with the function.
  text: `select weapon_id as "weaponId", category, group_id as "groupId", type, make, model, calibre, country, year, marking_id as "markingId", kind, text,
    component, condition from registry_described($1::uuid[])`,
}

/** One mark of a weapon with what the weapon is. */
export interface DescribedRow {
  readonly weaponId: string
  readonly category: string
  readonly groupId: string | null
  readonly type: string
  readonly make: string
  readonly model: string
  readonly calibre: string
  readonly country: string
  readonly year: number | null
  /** Null, with all that follows, for a weapon without a mark that stands. */
  readonly markingId: string | null
  readonly kind: string
  readonly text: string
  readonly component: string | null
  readonly condition: string
}

/** What these weapons are, registry-wide, in one statement. */
export async function findDescribed(tx: Tx, weaponIds: readonly string[]): Promise<Map<string, CandidateRow>> {
  if (weaponIds.length === 0) return new Map()
  return gatherDescribed(await tx.rows<DescribedRow>(DESCRIBED, [Array.from(new Set(weaponIds))]))
}

/** Weapons from their rows, by id. */
export function gatherDescribed(rows: readonly DescribedRow[]): Map<string, CandidateRow> {
  const described = new Map<string, CandidateRow & { readonly marks: CandidateRow['marks'][number][] }>()
  for (const row of rows) {
    const { weaponId, category, groupId, markingId, kind, text, component, condition } = row
    const own = described.get(weaponId) ?? { weaponId, category, groupId, description: descriptionOf(row), marks: [] }
    described.set(weaponId, own)
    if (markingId !== null) own.marks.push({ markingId, kind, text, component, condition })
  }
  return described
}

function descriptionOf({ type, make, model, calibre, country, year }: DescribedRow): CandidateRow['description'] {
  return { type, make, model, calibre, countryOfManufacture: country, yearOfManufacture: year }
}

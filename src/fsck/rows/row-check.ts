import type { FactKind } from '../../store/append-fact.ts'

/** How the rows of a table are told from the facts that they stand for. Pieces of SQL call a row `r`, its fact `f`, and what is left of that `x`. */
export interface RowCheck {
  readonly table: string
  readonly factKinds: readonly FactKind[]
  /** Those of these facts that have rows; all where absent. */
  readonly facts?: string
  /** The rows, where they are not those of the table as they lie: a part of them, grouped, or with what is joined to them. */
  readonly rows?: string
  /** The column with the id of the fact, and the column by which a row is named; `id` and the same where absent. */
  readonly factId?: string
  readonly name?: string
  /** The column with the agency that reported; `agency_id` where absent. */
  readonly agencyId?: string
  /** Where one fact has several rows: a set of texts that it holds, and the column in which each row has one of them. */
  readonly each?: { readonly of: string; readonly column: string }
  /** Columns that have the name of their fields, with a space between them. */
  readonly columns: string
  /** Fields of another name or form. */
  readonly named?: Readonly<Record<string, string>>
  /** Fields that are left out where they are null. */
  readonly optional?: Readonly<Record<string, string>>
  /** Fields that some writers leave out where they are null, and some do not. */
  readonly nullable?: Readonly<Record<string, string>>
  /** Fields of the fact that lie in other tables, or in none. */
  readonly elsewhere?: readonly string[]
  /** True where the row repeats only those fields of the fact that are named here. */
  readonly isPart?: true
  /** What must hold besides, by the columns that it is about. */
  readonly holds?: Readonly<Record<string, string>>
  /** True where not each such fact has a row: one that was deleted cannot be told then. */
  readonly isPartial?: true
}

/** Coordinates are numbers in a row and text in its fact, which says of each that is not there that it is null. */
export const PLACE = `r.place || jsonb_build_object('locality', r.place -> 'locality', 'latitude', r.place ->> 'latitude', 'longitude', r.place ->> 'longitude')`

/** The instants of a date, which stand in columns of their own so that they can be searched. */
export function spanOf(column: string): Readonly<Record<string, string>> {
  return {
    [`${column}_from`]: `(r.${column} ->> 'from')::timestamptz = r.${column}_from`,
    [`${column}_to`]: `(r.${column} ->> 'to')::timestamptz = r.${column}_to`,
  }
}

import { integer, type PgTable, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { type LearnedCharacter, learnedFrom, learnedKey } from '../../src/domain/identification/alphabet.ts'
import type { MarkingKeyRow } from '../../src/store/marking-keys.ts'
import { custodyEvent, eventLocator, transfer } from '../../src/store/tables/custody.ts'
import { fact, leafQueue, outbox, personalRecord } from '../../src/store/tables/facts.ts'
import { agency, party, partyLicence, representation } from '../../src/store/tables/parties.ts'
import { marking, weapon, weaponDescription, weaponReader, weaponState } from '../../src/store/tables/weapons.ts'
import { type CopyTable, copyTable, type CopyWriter } from './copy-text.ts'

// The service writes search keys by a statement of their own, so no table of drizzle's names them.
const markingKey = pgTable('marking_key', {
  kind: text('kind').notNull(),
  key: text('key').notNull(),
  makeKey: text('make_key').notNull(),
  weaponId: uuid('weapon_id').notNull(),
  n: integer('n').notNull(),
})

const LOADED = {
  agency,
  party,
  partyLicence,
  representation,
  personalRecord,
  weapon,
  weaponDescription,
  marking,
  markingKey,
  weaponState,
  weaponReader,
  custodyEvent,
  eventLocator,
  transfer,
  fact,
  leafQueue,
  outbox,
} satisfies Readonly<Record<string, PgTable>>

export type LoadedTable = keyof typeof LOADED
export const LOADED_TABLES = Object.keys(LOADED) as LoadedTable[]

export const COPY_TABLES = Object.fromEntries(
  Object.entries(LOADED).map(([key, table]) => [key, copyTable(table)]),
) as Readonly<Record<LoadedTable, CopyTable>>

type RowOf<Key extends LoadedTable> = (typeof LOADED)[Key]['$inferInsert']

/** Rows on their way into the database, as text for COPY, table by table. */
export class RowBatch {
  readonly #tables = new Map<LoadedTable, { readonly writer: CopyWriter; readonly lines: string[] }>()
  readonly #toLearn: MarkingKeyRow[] = []
  rows = 0

  add<Key extends LoadedTable>(table: Key, row: RowOf<Key>): void {
    let into = this.#tables.get(table)
    if (into === undefined) this.#tables.set(table, (into = { writer: COPY_TABLES[table].writerLike(row), lines: [] }))
    into.lines.push(into.writer.line(row))
    this.rows++
  }

  /** Search keys, which also teach the makes' alphabets. */
  addKeys(rows: readonly MarkingKeyRow[]): void {
    for (const row of rows) {
      this.add('markingKey', row)
      if (row.kind === 'NO_ZERO') this.#toLearn.push(row)
    }
  }

  /** Adds what the keys of this batch teach to what is known already. */
  learnInto(known: Map<string, LearnedCharacter>): void {
    for (const one of learnedFrom(this.#toLearn)) known.set(learnedKey(one), one)
  }

  /** What is to be copied: each table's statement with its text. */
  copies(): (readonly [copy: string, text: string])[] {
    return [...this.#tables.values()].map(({ writer, lines }) => [writer.copy, lines.join('')] as const)
  }
}

import { bigint, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { bytea, recordedAt } from './columns.ts'

export const ledgerCosignature = pgTable(
  'ledger_cosignature',
  {
    size: bigint('size', { mode: 'number' }).notNull(),
    vkey: text('vkey').notNull(),
    line: text('line').notNull(),
    recordedAt: recordedAt(),
  },
  (table) => [primaryKey({ columns: [table.size, table.vkey] })],
)

export const witnessedCheckpoint = pgTable(
  'witnessed_checkpoint',
  {
    origin: text('origin').notNull(),
    size: bigint('size', { mode: 'number' }).notNull(),
    oldSize: bigint('old_size', { mode: 'number' }),
    root: bytea('root').notNull(),
    note: text('note').notNull(),
    recordedAt: recordedAt(),
  },
  (table) => [primaryKey({ columns: [table.origin, table.size] })],
)

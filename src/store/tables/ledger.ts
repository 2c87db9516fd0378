import { bigint, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core'
import { bytea, recordedAt } from './columns.ts'

export const ledgerLog = pgTable('ledger_log', {
  origin: text('origin').notNull(),
  vkey: text('vkey').primaryKey(),
  recordedAt: recordedAt(),
})

export const ledgerEntry = pgTable('ledger_entry', {
  idx: bigint('idx', { mode: 'number' }).primaryKey(),
  factId: uuid('fact_id').notNull(),
  entry: bytea('entry').notNull(),
  leaf: bytea('leaf').notNull(),
})

export const ledgerTile = pgTable(
  'ledger_tile',
  {
    level: smallint('level').notNull(),
    n: bigint('n', { mode: 'number' }).notNull(),
    hashes: bytea('hashes').notNull(),
    root: bytea('root').notNull(),
  },
  (table) => [primaryKey({ columns: [table.level, table.n] })],
)

export const ledgerCheckpoint = pgTable('ledger_checkpoint', {
  size: bigint('size', { mode: 'number' }).primaryKey(),
  root: bytea('root').notNull(),
  note: text('note').notNull(),
  recordedAt: recordedAt(),
})

export const ledgerSigned = pgTable('ledger_signed', {
  size: bigint('size', { mode: 'number' }).primaryKey(),
  recordedAt: recordedAt(),
})

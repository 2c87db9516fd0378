import type { Statement, Tx } from './db.ts'

/** A leaf with its number. */
export interface NumberedLeaf {
  readonly index: number
  /** 32 bytes. */
  readonly hash: Buffer
}

/** A full tile, as it is stored. */
export interface StoredTile {
  readonly level: number
  readonly index: number
  /** 256 times 32 bytes. */
  readonly hashes: Buffer
  /** Of its subtree: one hash of the tile above. */
  readonly root: Buffer
}

/** A checkpoint as it was published, with the lines of witnesses that were asked for. */
export interface StoredCheckpoint {
  readonly size: number
  readonly root: Buffer
  /** The signed note. */
  readonly note: string
}

/** Where the ledger stands, for health and metrics. */
export interface LedgerFigures {
  /** Entries that have a number. */
  readonly size: number
  /** Of the last checkpoint; 0 before the first. */
  readonly publishedSize: number
  /** Since the last checkpoint was published; undefined before the first. */
  readonly publishedAgoSeconds: number | undefined
  /** Leaves that wait for a number, counted up to `WAITING_COUNTED`. */
  readonly waiting: number
}

/** Counting more would cost more than knowing it is worth. */
export const WAITING_COUNTED = 10_000

const SEQUENCE: Statement = {
  name: 'ledger_sequence',
  // The indexes stand with the function.
  text: 'select idx::float8 as index, leaf as hash from sequence_leaves($1::integer)',
}

/** Takes up to `most` leaves from the queue and gives them their numbers, in the caller's transaction, which must be of the session that holds the lock. */
export async function sequenceLeaves(tx: Tx, most: number): Promise<NumberedLeaf[]> {
  return tx.rows<NumberedLeaf>(SEQUENCE, [most])
}

const KEEP_TILES: Statement = {
  name: 'ledger_tiles_keep',
  text: `
    insert into ledger_tile (level, n, hashes, root)
    select * from unnest($1::smallint[], $2::bigint[], $3::bytea[], $4::bytea[]) returning 1`,
}

/** Stores full tiles; each once, since its key refuses it a second time. */
export async function keepTiles(tx: Tx, tiles: readonly StoredTile[]): Promise<void> {
  await tx.rows(KEEP_TILES, [
    tiles.map(({ level }) => level),
    tiles.map(({ index }) => index),
    tiles.map(({ hashes }) => hashes),
    tiles.map(({ root }) => root),
  ])
}

const SIZE: Statement = {
  name: 'ledger_size',
  // Served by ledger_entry_pk, read backwards.
  text: 'select (coalesce(max(idx), -1) + 1)::float8 as size from ledger_entry',
}

/** How many entries have a number. */
export async function readLedgerSize(tx: Tx): Promise<number> {
  const [row] = await tx.rows<{ size: number }>(SIZE, [])
  return row?.size ?? 0
}

const KEEP_CHECKPOINT: Statement = {
  name: 'ledger_checkpoint_keep',
  text: `
    insert into ledger_checkpoint (size, root, note, recorded_at)
    values ($1::bigint, $2::bytea, $3::text, clock_timestamp()) returning 1`,
}

/** Publishes: with the commit the checkpoint is there for everybody. A second one of a size is an error. */
export async function keepCheckpoint(tx: Tx, { size, root, note }: StoredCheckpoint): Promise<void> {
  await tx.rows(KEEP_CHECKPOINT, [size, root, note])
}

const LOG_KEYS: Statement = {
  name: 'ledger_log_keys',
  // A row for each key that the log ever signed with.
  text: 'select origin, vkey from ledger_log order by recorded_at, vkey',
}

/** The names and keys of this log, the oldest first. */
export async function readLogKeys(tx: Tx): Promise<{ readonly origin: string; readonly vkey: string }[]> {
  return tx.rows(LOG_KEYS, [])
}

const KEEP_LOG_KEYS: Statement = {
  name: 'ledger_log_keys_keep',
  // Later than those that are there, also where the clock was set back: the newest row has the log's name.
  text: `
    insert into ledger_log (origin, vkey, recorded_at)
    select $1, k.vkey, greatest($3::timestamptz, (select max(l.recorded_at) + interval '1 microsecond' from ledger_log l))
    from unnest($2::text[]) as k (vkey) returning 1`,
}

/** Records keys under a name before they sign anything. */
export async function keepLogKeys(tx: Tx, recordedAt: string, origin: string, vkeys: readonly string[]): Promise<void> {
  await tx.rows(KEEP_LOG_KEYS, [origin, vkeys, recordedAt])
}

const KEEP_SIGNED: Statement = {
  name: 'ledger_signed_keep',
  // A size is signed again where too few witnesses have signed it, or by who takes over.
  text: 'insert into ledger_signed (size, recorded_at) values ($1::bigint, clock_timestamp()) on conflict do nothing returning 1',
}

/** That a checkpoint of this size was signed, before any witness has it. */
export async function keepSignedSize(tx: Tx, size: number): Promise<void> {
  await tx.rows(KEEP_SIGNED, [size])
}

const FIGURES: Statement = {
  name: 'ledger_figures',
  // Served by ledger_entry_pk and ledger_checkpoint_pk, read backwards, and leaf_queue_pk.
  text: `
    select (select coalesce(max(e.idx), -1) + 1 from ledger_entry e)::float8 as size, coalesce(c.size, 0)::float8 as "publishedSize",
      extract(epoch from clock_timestamp() - c.recorded_at)::float8 as "publishedAgoSeconds", ledger_waiting($1::integer) as waiting
    from (values (1)) as one left join lateral (select l.size, l.recorded_at from ledger_checkpoint l order by l.size desc limit 1) c on true`,
}

/** Where the ledger stands. */
export async function readLedgerFigures(tx: Tx): Promise<LedgerFigures> {
  const [row] = await tx.rows<LedgerFigures & { publishedAgoSeconds: number | null }>(FIGURES, [WAITING_COUNTED])
  if (row === undefined) throw new Error('the database gave no figures')
  return { ...row, publishedAgoSeconds: row.publishedAgoSeconds ?? undefined }
}

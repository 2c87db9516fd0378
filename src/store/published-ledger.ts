import type { Tx } from './db.ts'

/** A checkpoint as published, with the lines of witnesses that came since. */
export interface Published {
  readonly size: number
  readonly root: Buffer
  /** The signed note. */
  readonly note: string
  /** ISO 8601, UTC. */
  readonly recordedAt: string
}

// A witness's line can be in the note already, where the policy asked for it; what was kept besides follows. In the order of their keys, so that the same lines are the same bytes.
const PUBLISHED = `
  c.size::float8 as size, c.root, to_char(c.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "recordedAt",
  c.note || coalesce((
    select string_agg(s.line, '' order by s.vkey) from ledger_cosignature s where s.size = c.size and strpos(c.note, s.line) = 0), '') as note`

const LATEST = {
  name: 'ledger_checkpoint_latest',
  // Served by ledger_checkpoint_pk, read backwards, and ledger_cosignature_pk (size, vkey).
  text: `select ${PUBLISHED} from (select * from ledger_checkpoint order by size desc limit 1) c`,
}

/** The checkpoint that was published last; undefined before the first. */
export async function findLatestCheckpoint(tx: Tx): Promise<Published | undefined> {
  const [row] = await tx.rows<Published>(LATEST, [])
  return row
}

const OF_SIZE = {
  name: 'ledger_checkpoint_of_size',
  // Served by ledger_checkpoint_pk and ledger_cosignature_pk (size, vkey).
  text: `select ${PUBLISHED} from ledger_checkpoint c where c.size = $1::bigint`,
}

/** The checkpoint of a size; undefined where none was published of it. */
export async function findCheckpoint(tx: Tx, size: number): Promise<Published | undefined> {
  const [row] = await tx.rows<Published>(OF_SIZE, [size])
  return row
}

const SIGNED = {
  name: 'ledger_signed_latest',
  // Served by ledger_signed_pk, read backwards.
  text: 'select coalesce(max(s.size), 0)::float8 as size from ledger_signed s',
}

/** The largest size that was shown to witnesses; 0 for none. Its checkpoint may not be published yet. */
export async function findSignedSize(tx: Tx): Promise<number> {
  const [row] = await tx.rows<{ size: number }>(SIGNED, [])
  return row?.size ?? 0
}

const ENTRIES = {
  name: 'ledger_entries_between',
  // Served by ledger_entry_pk.
  text: `select e.entry from ledger_entry e where e.idx >= $1::bigint and e.idx < $2::bigint order by e.idx`,
}

/** Entries `start` to `end - 1`, in their order. */
export async function listEntries(tx: Tx, start: number, end: number): Promise<Buffer[]> {
  const rows = await tx.rows<{ entry: Buffer }>(ENTRIES, [start, end])
  return rows.map(({ entry }) => entry)
}

const PROVABLE = {
  name: 'fact_provable',
  // Served by fact_pk and ledger_entry_fact_once.
  text: `
    select fact_provable($1::uuid) as "isProvable", (select e.idx::float8 from ledger_entry e where e.fact_id = $1::uuid) as index`,
}

/** Whether the asker may have the proof of a fact, and its index in the log; null while it waits for the sequencer. */
export async function findProvable(tx: Tx, factId: string): Promise<{ isProvable: boolean; index: number | null }> {
  const [row] = await tx.rows<{ isProvable: boolean; index: number | null }>(PROVABLE, [factId])
  return row ?? { isProvable: false, index: null }
}

import type { Tx } from './db.ts'

/** A head of another log that was cosigned here. */
export interface WitnessedHead {
  readonly size: number
  readonly root: Buffer
  /** With the lines of the log and ours. */
  readonly note: string
}

const LATEST = {
  name: 'witnessed_checkpoint_latest',
  // Served by witnessed_checkpoint_pk (origin, size), read backwards.
  text: `
    select w.size::float8 as size, w.root, w.note from witnessed_checkpoint w where w.origin = $1 order by w.size desc limit 1`,
}

/** The head of this log that was cosigned last; undefined for none. */
export async function findWitnessedHead(tx: Tx, origin: string): Promise<WitnessedHead | undefined> {
  const [row] = await tx.rows<WitnessedHead>(LATEST, [origin])
  return row
}

const KEEP = {
  name: 'witnessed_checkpoint_keep',
  // Two that continue one head meet at witnessed_checkpoint_continued_once: the second waits for the first to commit, and then does nothing.
  text: `
    insert into witnessed_checkpoint (origin, old_size, size, root, note, recorded_at)
      values ($1, $2::bigint, $3::bigint, $4, $5, clock_timestamp()) on conflict do nothing returning 1 as kept`,
}

/**
 * Stores a head that continues the one of `oldSize`, or, for null, the first of its log.
 *
 * @returns false where another was stored first
 */
export async function keepWitnessedHead(
  tx: Tx,
  origin: string,
  oldSize: number | null,
  { size, root, note }: WitnessedHead,
): Promise<boolean> {
  const kept = await tx.rows(KEEP, [origin, oldSize, size, root, note])
  return kept.length > 0
}

import type { Tx } from './db.ts'

const KEEP = {
  name: 'ledger_cosignatures_keep',
  // What comes before its checkpoint is published is dropped: it belongs to none. Served by ledger_checkpoint_pk.
  text: `
    insert into ledger_cosignature (size, vkey, line, recorded_at)
      select c.size, l.vkey, l.line, clock_timestamp() from ledger_checkpoint c, unnest($2::text[], $3::text[]) as l (vkey, line) where c.size = $1::bigint
      on conflict do nothing`,
}

/** Lines of witnesses below a published checkpoint, verified by the caller. A second line of one key for one size is left out. */
export async function keepCosignatures(
  tx: Tx,
  size: number,
  lines: readonly { readonly vkey: string; readonly line: string }[],
): Promise<void> {
  await tx.rows(KEEP, [size, lines.map(({ vkey }) => vkey), lines.map(({ line }) => line)])
}

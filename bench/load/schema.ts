import type pg from 'pg'

/** What is taken from the tables before the load and given back after it: to keep indexes up to date row by row costs five times the load. */
export interface TakenAway {
  readonly table: string
  readonly name: string
  readonly kind: 'KEY' | 'INDEX' | 'REFERENCE'
  readonly create: string
}

const CONSTRAINTS = `
  select c.conrelid::regclass::text as "table", c.conname as name, c.contype as type, pg_get_constraintdef(c.oid) as definition
  from pg_constraint c
  where c.contype in ('p', 'u', 'f') and c.connamespace = 'public'::regnamespace
    and (c.conrelid::regclass::text = any ($1) or (c.contype = 'f' and c.confrelid::regclass::text = any ($1)))
  order by c.contype = 'p', c.conname`

const INDEXES = `
  select i.indrelid::regclass::text as "table", i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
  from pg_index i
  where i.indrelid::regclass::text = any ($1) and not exists (select from pg_constraint c where c.conindid = i.indexrelid and c.contype in ('p', 'u'))
  order by 2`

/** Keys, indexes and references of these tables, and references of others to them. */
async function listParts(owner: pg.Client, tables: readonly string[]): Promise<TakenAway[]> {
  const constraints = await owner.query<{ table: string; name: string; type: string; definition: string }>(
    CONSTRAINTS,
    [tables],
  )
  const indexes = await owner.query<{ table: string; name: string; definition: string }>(INDEXES, [tables])
  return [
    ...constraints.rows.map(({ table, name, type, definition }) => ({
      table,
      name,
      kind: type === 'f' ? ('REFERENCE' as const) : ('KEY' as const),
      create: `alter table ${table} add constraint ${name} ${definition}`,
    })),
    ...indexes.rows.map(({ table, name, definition }) => ({ table, name, kind: 'INDEX' as const, create: definition })),
  ]
}

function dropOf({ table, name, kind }: TakenAway): string {
  return kind === 'INDEX' ? `drop index ${name}` : `alter table ${table} drop constraint ${name}`
}

/** Takes away what can be taken; what something else hangs on (a function that names a constraint) stays and is kept up to date by the load itself. */
export async function takeAway(owner: pg.Client, tables: readonly string[]): Promise<TakenAway[]> {
  const parts = await listParts(owner, tables)
  const taken: TakenAway[] = []
  const order = ['REFERENCE', 'INDEX', 'KEY'] as const
  await owner.query('begin')
  for (const part of order.flatMap((kind) => parts.filter((one) => one.kind === kind))) {
    await owner.query('savepoint part')
    try {
      await owner.query(dropOf(part))
      taken.push(part)
    } catch {
      await owner.query('rollback to savepoint part')
    }
  }
  await owner.query('commit')
  return taken
}

/** COPY is refused on a table with forced row security; the owner lifts it for the load and forces it again. */
export async function forceRowSecurity(owner: pg.Client, tables: readonly string[], force: boolean): Promise<void> {
  for (const table of tables) await owner.query(`alter table ${table} ${force ? '' : 'no '}force row level security`)
}

/** Gives everything back, a table at a time on each connection, references last. */
export async function giveBack(
  clients: readonly pg.Client[],
  taken: readonly TakenAway[],
  tell: (line: string) => void,
): Promise<void> {
  const tables = [...new Set(taken.filter(({ kind }) => kind !== 'REFERENCE').map(({ table }) => table))]
  const queue = tables.map((table) => taken.filter((part) => part.table === table && part.kind !== 'REFERENCE'))
  // The tables with most to build first, so that no connection is left with a long one at the end.
  queue.sort((a, b) => b.length - a.length)
  const work = async (client: pg.Client): Promise<void> => {
    for (let parts = queue.shift(); parts !== undefined; parts = queue.shift()) {
      for (const { name, create } of parts.sort((a, b) => (a.kind === 'KEY' ? 0 : 1) - (b.kind === 'KEY' ? 0 : 1))) {
        const startedAt = performance.now()
        await client.query(create)
        tell(`  ${name} ${((performance.now() - startedAt) / 1000).toFixed(1)} s`)
      }
    }
  }
  await Promise.all(clients.map(work))
  const [first] = clients
  for (const { kind, create } of taken) if (kind === 'REFERENCE') await first?.query(create)
}

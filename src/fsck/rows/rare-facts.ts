import type { FactKind } from '../../store/append-fact.ts'
import type { DatabaseClient } from '../../store/connect.ts'
import { rowsOf } from '../cursor.ts'

const FREQUENT = 'select kind from fact group by kind having count(*) > $1::bigint'
const OTHERS = 'select id, kind from fact where kind <> all ($1::text[])'

/** Gives the ids of all facts of some kinds; undefined where there are too many. */
export type RareFacts = (kinds: readonly FactKind[]) => readonly string[] | undefined

/**
 * Facts have no index by kind, and most kinds are rare beside those of which a registry is full: two readings of all facts tell where the rare ones lie, in the place of
 * one for each table.
 *
 * @param most of how many facts of a kind the ids are kept
 */
export async function findRareFacts(client: DatabaseClient, most: number): Promise<RareFacts> {
  const { rows } = await client.query<{ kind: string }>(FREQUENT, [most])
  const frequent = new Set(rows.map(({ kind }) => kind))
  const ids = new Map<string, string[]>()
  for await (const { id, kind } of rowsOf<{ id: string; kind: string }>(client, OTHERS, [[...frequent]])) {
    const known = ids.get(kind)
    if (known === undefined) ids.set(kind, [id])
    else known.push(id)
  }
  return (kinds) =>
    kinds.some((kind) => frequent.has(kind)) ? undefined : kinds.flatMap((kind) => ids.get(kind) ?? [])
}

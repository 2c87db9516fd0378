import type pg from 'pg'
import { planOf } from './plan-of.ts'

/** The one statement of a function, with its parameters by number: a function of the owner's rights is never inlined, so its call explains nothing. */
export async function bodyOf(owner: pg.Client, name: string): Promise<string> {
  const { rows } = await owner.query<{ body: string; names: string[] }>(
    'select pg_get_function_sqlbody(p.oid) as body, p.proargnames as names from pg_proc p where p.proname = $1',
    [name],
  )
  const [found] = rows
  if (found === undefined) throw new Error(`no function ${name}`)
  const statement = found.body.replace(/^\s*BEGIN ATOMIC/, '').replace(/;\s*END\s*$/, '')
  return found.names.reduce(
    (text, parameter, n) =>
      text.replaceAll(
        new RegExp(`\\b(?:${name}\\.)?${parameter}\\b`, 'g'),
        parameter.startsWith('p_') ? `$${n + 1}` : parameter,
      ),
    statement,
  )
}

/** Indexes and tables of all that a function with a body of steps returns, by the ids that it was asked for. */
export async function stepsOf(
  owner: pg.Client,
  name: string,
  wanted: string,
): Promise<{ indexes: string[]; scanned: string[] }> {
  const { rows } = await owner.query<{ body: string }>('select prosrc as body from pg_proc where proname = $1', [name])
  const steps = [...(rows[0]?.body ?? '').matchAll(/return query\s([^;]*);/g)].map(([, text = '']) => text)
  if (steps.length === 0) throw new Error(`${name} has no steps`)
  const plans = []
  for (const text of steps)
    plans.push(await planOf(owner, text.replaceAll(/\b(?:p_weapons|v_ids|v_roots)\b/g, '$1'), wanted, '(uuid[])'))
  return {
    // Both begin with the weapon; which of the two is taken is a toss-up.
    indexes: [
      ...new Set(plans.flatMap(({ indexes }) => indexes).map((index) => index.replace('event_id_once', 'event_pk'))),
    ].toSorted(),
    scanned: plans.flatMap(({ scanned }) => scanned),
  }
}

/** The pages that a statement reads, from memory or not. */
export async function pagesOf(owner: pg.Client, text: string): Promise<number> {
  const { rows } = await owner.query<{
    'QUERY PLAN': { Plan: { 'Shared Hit Blocks': number; 'Shared Read Blocks': number } }[]
  }>(`explain (analyze, buffers, format json) ${text}`)
  const [plan] = rows.flatMap((row) => row['QUERY PLAN']).map(({ Plan }) => Plan)
  return (plan?.['Shared Hit Blocks'] ?? 1e9) + (plan?.['Shared Read Blocks'] ?? 0)
}

import type pg from 'pg'

interface Node {
  readonly 'Node Type': string
  readonly 'Index Name'?: string
  readonly 'Relation Name'?: string
  readonly Plans?: readonly Node[]
}

function flatten(node: Node): Node[] {
  return [node, ...(node.Plans ?? []).flatMap(flatten)]
}

/** The indexes of a plan, and the tables that it reads from end to end. */
export async function planOf(
  client: pg.Client,
  text: string,
  values: string,
  types = '',
): Promise<{ indexes: string[]; scanned: string[] }> {
  await client.query(`prepare hot ${types} as ${text}`)
  try {
    const { rows } = await client.query<{ 'QUERY PLAN': { Plan: Node }[] }>(
      `explain (format json) execute hot(${values})`,
    )
    const nodes = rows.flatMap((row) => row['QUERY PLAN']).flatMap(({ Plan }) => flatten(Plan))
    return {
      indexes: [...new Set(nodes.flatMap((node) => node['Index Name'] ?? []))].toSorted(),
      scanned: nodes.filter((node) => node['Node Type'] === 'Seq Scan').map((node) => node['Relation Name'] ?? ''),
    }
  } finally {
    await client.query('deallocate hot')
  }
}

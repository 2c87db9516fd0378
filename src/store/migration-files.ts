import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** One file `NNNN_name.sql`. */
export interface Migration {
  readonly version: number
  readonly name: string
  readonly sha256: string
  readonly sql: string
  /** False for a file whose first line is `-- no-transaction`: it holds one statement that can be run twice. */
  readonly transactional: boolean
}

export interface MigrationFiles {
  readonly numbered: readonly Migration[]
  /** `repeatable/*.sql`, in the order of their names: grants and the like, run after the numbered ones each time. */
  readonly repeatable: readonly { readonly name: string; readonly sql: string }[]
}

/**
 * Reads a folder of migrations.
 *
 * @throws Error naming every file whose name is no `NNNN_name.sql`, and every number that is missing or given twice
 */
export function readMigrationFiles(dir: string): MigrationFiles {
  const names = listSql(dir)
  const malformed = names.filter((name) => !/^\d{4}_[a-z0-9_]+\.sql$/.test(name))
  if (malformed.length > 0)
    throw new Error(`Migrations are named NNNN_name.sql; these are not: ${malformed.join(', ')}`)
  const misnumbered = names.filter((name, at) => Number(name.slice(0, 4)) !== at + 1)
  if (misnumbered.length > 0) {
    throw new Error(`Migrations are numbered 0001, 0002 and so on, each once; out of place from: ${misnumbered[0]}`)
  }
  const numbered = names.map((name) => readMigration(dir, name))
  const aside = path.join(dir, 'repeatable')
  const repeatable = existsSync(aside)
    ? listSql(aside).map((name) => ({ name: `repeatable/${name}`, sql: readFileSync(path.join(aside, name), 'utf8') }))
    : []
  return { numbered, repeatable }
}

function readMigration(dir: string, name: string): Migration {
  const sql = readFileSync(path.join(dir, name), 'utf8')
  return {
    version: Number(name.slice(0, 4)),
    name,
    sha256: createHash('sha256').update(sql).digest('hex'),
    sql,
    transactional: !/^-- no-transaction\s*$/.test(sql.split('\n', 1)[0] ?? ''),
  }
}

function listSql(dir: string): string[] {
  return readdirSync(dir)
    .filter((name) => name.endsWith('.sql'))
    .toSorted()
}

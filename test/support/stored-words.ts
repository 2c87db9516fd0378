import { createDecipheriv } from 'node:crypto'
import type pg from 'pg'

const [IV_BYTES, TAG_BYTES] = [12, 16]

interface Column {
  readonly name: string
  readonly column: string
  readonly isBytes: boolean
}

const COLUMNS = `
  select c.relname::text as name, a.attname::text as column, a.atttypid = 'bytea'::regtype as "isBytes"
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'm') order by 1, a.attnum`

/** Every column of every table as text: what a dump would hold. Bytes are read as text too. */
async function findPlain(admin: pg.Client, words: readonly string[]): Promise<string[]> {
  const { rows } = await admin.query<Column>(COLUMNS)
  const found: string[] = []
  for (const { name, column, isBytes } of rows) {
    const text = isBytes ? `encode("${column}", 'escape')` : `"${column}"::text`
    const values = isBytes ? words.map((word) => Buffer.from(word).toString('latin1')) : words
    const { rows: places } = await admin.query<{ word: string }>(
      `select w.word from unnest($1::text[]) as w (word) where exists (select from ${name} where strpos(${text}, w.word) > 0)`,
      [values],
    )
    found.push(...places.map(({ word }) => `${name}.${column}: ${word}`))
  }
  return found
}

/** What is sealed and still has its key, whichever table it lies in. */
async function findSealed(admin: pg.Client, words: readonly string[]): Promise<string[]> {
  const { rows: tables } = await admin.query<{ name: string }>(
    `select name from (${COLUMNS}) c group by name having array_agg("column") @> array['key_id', 'sealed']`,
  )
  const found: string[] = []
  for (const { name } of tables) {
    const { rows } = await admin.query<{ key: Buffer; sealed: Buffer }>(
      `select k.key, t.sealed from ${name} t join content_key k on k.id = t.key_id`,
    )
    for (const { key, sealed } of rows) {
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV_BYTES))
      decipher.setAuthTag(sealed.subarray(-TAG_BYTES))
      const text = Buffer.concat([decipher.update(sealed.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]).toString()
      found.push(...words.filter((word) => text.includes(word)).map((word) => `${name}.sealed: ${word}`))
    }
  }
  return found
}

/** Where in a database these words stand, sealed or not; each place once. Found by the catalog, so that a new table is searched too. */
export async function findStored(admin: pg.Client, words: readonly string[]): Promise<string[]> {
  return [...new Set([...(await findPlain(admin, words)), ...(await findSealed(admin, words))])]
}

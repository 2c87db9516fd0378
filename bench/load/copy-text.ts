import { getTableColumns, getTableName } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'

type Write = (value: unknown) => string

/** How rows of a table are written as COPY's text format. */
export interface CopyTable {
  readonly name: string
  /** For rows that say what this one says: a column that it does not name keeps the default that the database gives it. */
  writerLike(row: object): CopyWriter
}

export interface CopyWriter {
  /** The statement. */
  readonly copy: string
  line(row: object): string
}

const NEEDS_ESCAPE = /[\\\t\n\r]/
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

function escapeText(text: string): string {
  return NEEDS_ESCAPE.test(text) ? text.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? character) : text
}

function arrayText(values: readonly unknown[]): string {
  const written = values.map((value) => `"${String(value).replace(/["\\]/g, '\\$&')}"`)
  return escapeText(`{${written.join(',')}}`)
}

function writerFor(sqlType: string): Write {
  const write = plainWriter(sqlType)
  return (value) => (value === null || value === undefined ? '\\N' : write(value))
}

function plainWriter(sqlType: string): Write {
  if (sqlType.endsWith('[]')) return (value) => arrayText(value as readonly unknown[])
  if (sqlType === 'jsonb') return (value) => escapeText(JSON.stringify(value))
  if (sqlType === 'bytea') return (value) => `\\\\x${(value as Buffer).toString('hex')}`
  if (sqlType === 'boolean') return (value) => (value === true ? 't' : 'f')
  return (value) => (typeof value === 'string' ? escapeText(value) : String(value))
}

interface Column {
  readonly property: string
  readonly name: string
  readonly write: Write
}

function makeWriter(table: string, columns: readonly Column[]): CopyWriter {
  return {
    copy: `copy ${table} (${columns.map((column) => column.name).join(', ')}) from stdin`,
    line: (row) => {
      const values = row as Readonly<Record<string, unknown>>
      let line = ''
      for (const { property, write } of columns) line += (line === '' ? '' : '\t') + write(values[property])
      return `${line}\n`
    },
  }
}

/** The columns as the service's own table definitions name them, so that a new column is loaded as soon as the service writes it. */
export function copyTable(table: PgTable): CopyTable {
  const columns = Object.entries(getTableColumns(table)).map(([property, column]) => ({
    property,
    name: column.name,
    write: writerFor(column.getSQLType()),
  }))
  const name = getTableName(table)
  return {
    name,
    writerLike: (row) => {
      const values = row as Readonly<Record<string, unknown>>
      return makeWriter(
        name,
        columns.filter(({ property }) => values[property] !== undefined),
      )
    },
  }
}

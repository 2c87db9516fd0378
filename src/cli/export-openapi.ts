import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildApp } from '../app.ts'
import { readConfig } from '../config.ts'
import { renderOpenApi } from '../http/openapi.ts'
import { createLifecycle } from '../process/lifecycle.ts'
import { openDatabase } from '../store/db.ts'

const COMMITTED = fileURLToPath(new URL('../../openapi/registry.v1.json', import.meta.url))

/** The document of the application as it is built, with no database and nobody's settings: the pool never connects, the folder is thrown away. */
async function renderDocument(): Promise<string> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'marktrace-openapi-'))
  const config = readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' })
  const db = openDatabase('postgres://nobody@127.0.0.1:1/none', 1)
  const app = await buildApp({ config, db, lifecycle: createLifecycle() })
  try {
    await app.ready()
    return `${JSON.stringify(renderOpenApi(app), null, 2)}\n`
  } finally {
    await app.close()
    await db.pool.end()
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** The first line at which two texts differ, counted from 1. */
function firstDifference(one: string, other: string): number {
  const [a, b] = [one.split('\n'), other.split('\n')]
  const at = a.findIndex((line, n) => line !== b[n])
  return (at < 0 ? a.length : at) + 1
}

async function check(document: string, file: string): Promise<void> {
  const committed = await readFile(file, 'utf8').catch(() => '')
  if (committed === document) return
  process.stderr.write(
    `${path.relative('.', file)} is not what the routes say; it differs from line ${firstDifference(committed, document)} on.\n` +
      'Run "npm run openapi", read the difference as a change of the contract, and commit it.\n',
  )
  process.exitCode = 1
}

const args = process.argv.slice(2)
const [file = COMMITTED] = args.filter((arg) => arg !== '--check')
const document = await renderDocument()
if (args.includes('--check')) await check(document, file)
else await writeFile(file, document)

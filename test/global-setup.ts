import path from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { migrate } from '../src/store/migrate.ts'
import { buildPrograms } from './support/build.ts'
import { chooseDatabaseServer } from './support/database-server.ts'
import { ensureTestRoles, OWNER_ROLE, SERVICE_ROLE, urlFor } from './support/test-roles.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A login that may create databases, on the server of this run. */
    adminUrl: string
    /** The migrated database that each test file clones. */
    templateDatabase: string
  }
}

const migrations = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', 'migrations')

/** Makes one migrated template per run, and one build. Nobody may connect to it afterwards: a clone is refused while its template has a session. */
// Vitest takes a global setup from the default export.
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // First: a program that does not build leaves no database behind.
  await buildPrograms()
  const startedAt = performance.now()
  const server = await chooseDatabaseServer()
  const template = `marktrace_template_${process.pid}_${Date.now()}`
  try {
    await makeTemplate(server.adminUrl, template)
  } catch (error) {
    await server.stop()
    throw error
  }
  project.provide('adminUrl', server.adminUrl)
  project.provide('templateDatabase', template)
  console.log(`[database] ${server.description} (ready in ${Math.round(performance.now() - startedAt)} ms)`)
  return async () => {
    await dropTemplate(server.adminUrl, template)
    await server.stop()
  }
}

async function makeTemplate(adminUrl: string, template: string): Promise<void> {
  const admin = new pg.Client(adminUrl)
  await admin.connect()
  try {
    await ensureTestRoles(admin, adminUrl)
    await admin.query(`create database ${template} owner ${OWNER_ROLE}`)
    await migrate(urlFor(adminUrl, OWNER_ROLE, template), { dir: migrations, serviceRole: SERVICE_ROLE })
    await admin.query(`alter database ${template} is_template true allow_connections false`)
  } finally {
    await admin.end()
  }
}

async function dropTemplate(adminUrl: string, template: string): Promise<void> {
  const admin = new pg.Client(adminUrl)
  await admin.connect()
  try {
    await admin.query(`alter database ${template} is_template false`)
    await admin.query(`drop database ${template}`)
  } finally {
    await admin.end()
  }
}

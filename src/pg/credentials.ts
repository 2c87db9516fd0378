import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

export const DATABASE_NAME = 'marktrace'
export const SUPERUSER_ROLE = 'postgres'
export const OWNER_ROLE = 'marktrace_owner'
export const SERVICE_ROLE = 'marktrace_service'

const Credentials = z.strictObject({
  superuserPassword: z.string().min(20),
  ownerPassword: z.string().min(20),
  servicePassword: z.string().min(20),
})
export type Credentials = Readonly<z.infer<typeof Credentials>>

export interface DatabaseUrls {
  /** The superuser, connected to the database `marktrace`. */
  readonly adminUrl: string
  readonly ownerUrl: string
  readonly serviceUrl: string
}

/** The passwords of the embedded PostgreSQL's roles, kept in the data folder, readable by its owner only; made with the cluster. */
export function credentialsFile(dataDir: string): string {
  return path.join(dataDir, 'credentials.json')
}

/** @throws Error when the file is missing or damaged: without it nobody can log in to the cluster beside it */
export function readCredentials(dataDir: string): Credentials {
  const file = credentialsFile(dataDir)
  if (!existsSync(file)) {
    throw new Error(
      `The passwords of the database are missing (${file}). Restore that file from a backup of the data folder.`,
    )
  }
  const parsed = Credentials.safeParse(parseJson(readFileSync(file, 'utf8')))
  if (!parsed.success)
    throw new Error(`The passwords of the database cannot be read (${file}). Restore that file from a backup.`)
  return parsed.data
}

/** Draws passwords of 192 bits and writes them with one rename, so that a crash leaves the old file or the new one. */
export function createCredentials(dataDir: string): Credentials {
  const created = { superuserPassword: draw(), ownerPassword: draw(), servicePassword: draw() }
  const file = credentialsFile(dataDir)
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  writeFileSync(draft, `${JSON.stringify(created, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
  renameSync(draft, file)
  return created
}

export function databaseUrls(credentials: Credentials, port: number): DatabaseUrls {
  const url = (role: string, password: string): string =>
    `postgres://${role}:${password}@127.0.0.1:${port}/${DATABASE_NAME}`
  return {
    adminUrl: url(SUPERUSER_ROLE, credentials.superuserPassword),
    ownerUrl: url(OWNER_ROLE, credentials.ownerPassword),
    serviceUrl: url(SERVICE_ROLE, credentials.servicePassword),
  }
}

/** base64url needs no quoting in SQL or in a URL. */
function draw(): string {
  return randomBytes(24).toString('base64url')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

import { parseArgs } from 'node:util'
import { loadOrCreateDemoIssuer, MAX_TTL_SECONDS } from '../auth/demo-issuer.ts'
import { type Config, ConfigError, readConfig } from '../config.ts'
import { agencyOfRole, DEMO_AGENCIES, findDemoAgency } from '../demo/agencies.ts'
import { type Role, ROLES, SCOPES_OF_ROLE } from '../domain/vocabulary/scopes.ts'
import { type Command, UsageError } from './command.ts'

const DEFAULT_TTL_SECONDS = 3600
// RFC 7519 4.1.2 bounds no subject; what a person types for a demo is short.
const MAX_SUBJECT_CHARS = 200
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

function readRole(positionals: readonly string[]): Role {
  const [word, ...more] = positionals
  if (word === undefined) throw new UsageError('Name a role.')
  if (more.length > 0) throw new UsageError(`Too many arguments: ${more.join(' ')}`)
  const role = ROLES.find((known) => known === word)
  if (role === undefined) throw new UsageError(`There is no role "${word}".`)
  return role
}

function readAgencyId(role: Role, given: string | undefined): string {
  if (given === undefined) return agencyOfRole(role).id
  const known = findDemoAgency(given)
  if (known !== undefined) return known.id
  if (!UUID.test(given)) throw new UsageError(`--agency "${given}" is neither a code of a demo agency nor an id.`)
  return given.toLowerCase()
}

function readTtlSeconds(given: string | undefined): number {
  if (given === undefined) return DEFAULT_TTL_SECONDS
  const ttlSeconds = /^\d{1,6}$/.test(given) ? Number(given) : 0
  if (ttlSeconds < 1 || ttlSeconds > MAX_TTL_SECONDS) {
    throw new UsageError(`--ttl takes whole seconds from 1 to ${MAX_TTL_SECONDS}.`)
  }
  return ttlSeconds
}

function readSubject(role: Role, given: string | undefined): string {
  const subject = given ?? `demo-${role}`
  if (subject.trim() === '' || subject.length > MAX_SUBJECT_CHARS || /\p{Cc}/u.test(subject)) {
    throw new UsageError(`--subject takes one line of 1 to ${MAX_SUBJECT_CHARS} characters.`)
  }
  return subject
}

/** The same settings as the service's, so that a token is made only where it is good. */
function readDemoConfig(): { dataDir: string; audience: string } {
  const { auth, dataDir } = readConfigOfDemo()
  if (auth.kind === 'DEMO') return { dataDir, audience: auth.audience }
  throw new Error(
    `Tokens come from the issuer that AUTH_ISSUER names (${auth.issuer}). This command makes them for the demo only.`,
  )
}

function readConfigOfDemo(): Config {
  try {
    return readConfig()
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    throw new Error(
      `${error.message}\nThis command makes tokens for the demo only, in which the service runs without AUTH_ISSUER.`,
      {
        cause: error,
      },
    )
  }
}

export const tokenCommand: Command = {
  summary: 'Prints a bearer token for the demo',
  help: `Usage: marktrace token <role> [--agency <code or id>] [--ttl <seconds>] [--subject <text>]

Prints a bearer token on one line. For the demo only: it is signed with the key in DATA_DIR, which the demo trusts.

  role       ${ROLES.join(', ')}
  --agency   the agency it speaks for; each role has one of its own. By code:
${DEMO_AGENCIES.map(({ code, name }) => `               ${code.padEnd(15)} ${name}`).join('\n')}
  --ttl      how long it is good, in seconds, up to ${MAX_TTL_SECONDS}; ${DEFAULT_TTL_SECONDS} unless told
  --subject  who it speaks for; demo-<role> unless told

Example:
  curl -H "Authorization: Bearer $(npm run -s token -- officer)" http://127.0.0.1:8080/v1/me`,
  run: async (args) => {
    const options = { agency: { type: 'string' }, ttl: { type: 'string' }, subject: { type: 'string' } } as const
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const role = readRole(positionals)
    const request = {
      subject: readSubject(role, values.subject),
      agencyId: readAgencyId(role, values.agency),
      scopes: SCOPES_OF_ROLE[role],
      ttlSeconds: readTtlSeconds(values.ttl),
    }
    const { dataDir, audience } = readDemoConfig()
    const issuer = await loadOrCreateDemoIssuer(dataDir, audience)
    process.stdout.write(`${await issuer.sign(request)}\n`)
  },
}

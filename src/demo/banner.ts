import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { loadOrCreateDemoIssuer } from '../auth/demo-issuer.ts'
import type { Config } from '../config.ts'
import { SCOPES_OF_ROLE } from '../domain/vocabulary/scopes.ts'
import type { AppOptions } from '../process/app-options.ts'
import { agencyOfRole } from './agencies.ts'
import { GLOCK_TRACE } from './traces.ts'

export interface BannerInput extends AppOptions {
  /** What the server listens on, as Fastify tells it. */
  readonly address: string
}

/** Long enough to read the terminal and try it; a token in a scroll-back or a log must not live long. */
const TOKEN_TTL_SECONDS = 900

/** For `sh`: within single quotes everything is itself but the quote. */
function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}

/** With the folder named where it is not the usual one: a key of another folder signs tokens that this service refuses. */
function tokenCommandFor({ dataDir }: Config): string {
  const command = 'npm run -s token --'
  return dataDir === path.resolve('.data') ? command : `DATA_DIR=${quote(dataDir)} ${command}`
}

/** The token itself on the terminal of the one who started it; elsewhere what is printed goes to a log, where no token may stand. */
async function renderToken(config: Config): Promise<string> {
  const { database, dataDir, auth } = config
  if (database.kind === 'SERVER') return `"Authorization: Bearer $(${tokenCommandFor(config)} officer)"`
  const issuer = await loadOrCreateDemoIssuer(dataDir, auth.audience)
  const token = await issuer.sign({
    subject: 'demo-officer',
    agencyId: agencyOfRole('officer').id,
    scopes: SCOPES_OF_ROLE.officer,
    ttlSeconds: TOKEN_TTL_SECONDS,
  })
  return quote(`Authorization: Bearer ${token}`)
}

/** One line for `sh` that asks for a trace which is answered at once. Its key is new at each start, so that the answer is one and not a replay. */
async function renderTraceLine(config: Config): Promise<string> {
  const { publicBaseUrl } = config
  const headers = ['Content-Type: application/json', `Idempotency-Key: ${randomUUID()}`].map(quote)
  const given = [await renderToken(config), ...headers].map((header) => `-H ${header}`).join(' ')
  return `curl -s ${given} -d ${quote(JSON.stringify(GLOCK_TRACE))} ${quote(`${publicBaseUrl}/v1/trace-requests`)}`
}

/** What the terminal shows once the service is ready. */
export async function renderBanner({ config }: BannerInput): Promise<string> {
  const lines = [`Marktrace is ready on ${config.publicBaseUrl}`, `  documentation  ${config.publicBaseUrl}/docs`]
  if (config.database.kind === 'EMBEDDED') {
    lines.push(`  data           ${config.dataDir} (embedded PostgreSQL: for evaluation and a single desk)`)
  }
  if (config.auth.kind === 'DEMO') {
    lines.push(`  a token        ${tokenCommandFor(config)} officer   (or customs, registrar, integrator, auditor)`)
  }
  if (config.auth.kind === 'DEMO' && config.demo) {
    const line = await renderTraceLine(config)
    lines.push('', 'A trace of a stolen pistol, answered at once:', '', line)
  }
  return `\n${lines.join('\n')}\n`
}

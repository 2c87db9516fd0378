import pg from 'pg'

/** A connection outside the pool. */
export type DatabaseClient = pg.Client

const CONNECT_TIMEOUT_MS = 5_000
const CANNOT_CONNECT_NOW = '57P03'
const AWAY_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', CANNOT_CONNECT_NOW])

/**
 * One connection outside the pool, for work at the start and for commands. The caller ends it. With `pipeline` it takes questions while others run.
 *
 * @throws Error that names the login and the server, never the password
 */
export async function connectClient(
  url: string,
  { pipeline = false }: { readonly pipeline?: boolean } = {},
): Promise<DatabaseClient> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'marktrace-start',
    pipeline,
  })
  // A connection that breaks while idle reports here; the next query reports it too. Without a listener it would end the process.
  client.on('error', () => undefined)
  try {
    await client.connect()
    return client
  } catch (cause) {
    const reason = reasonOf(cause)
    throw new Error(`The database at ${client.host}:${client.port} cannot be reached as "${client.user}": ${reason}`, {
      cause,
    })
  }
}

/** True where the server is not there (yet), as against one that refuses the login. */
export function isDatabaseAway(error: unknown): boolean {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string' && AWAY_CODES.has(cause.code)) return true
  }
  return false
}

/** A refused connection to a name with several addresses is an AggregateError with an empty message. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name
  return error.message || code
}

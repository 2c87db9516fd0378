import pg from 'pg'
import { DomainError } from '../domain/errors.ts'

// SQLSTATE classes and codes that say "not now" rather than "never" (PostgreSQL appendix A).
const BUSY_CODES = ['55P03', '57014', '53300', '53400', '40001', '40P01']
const AWAY_CODES = ['57P01', '57P02', '57P03', '08000', '08003', '08006', '08001', '08004']
const AWAY_SYSTEM_CODES = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH']
// pg reports these without a code.
const AWAY_MESSAGES =
  /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error|connection timeout/i

const RETRY_BUSY_SECONDS = 1
const RETRY_AWAY_SECONDS = 5

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined
}

/** The error of the database behind whatever a library wrapped around it. */
export function databaseErrorOf(error: unknown): unknown {
  let cause: unknown = error
  while (cause instanceof Error && !(cause instanceof pg.DatabaseError) && cause.cause !== undefined)
    cause = cause.cause
  return cause
}

/**
 * A database that is busy or away is a 503 that a client may try again with the same Idempotency-Key, never a 500: what was not acknowledged is either
 * not stored or replayed. Every other error goes on as it is.
 */
export function translateDatabaseError(error: unknown): unknown {
  const cause = databaseErrorOf(error)
  const code = codeOf(cause)
  if (code !== undefined && BUSY_CODES.includes(code)) {
    return new DomainError('overloaded', 'The database is busy at this moment.', {
      retryAfterSeconds: RETRY_BUSY_SECONDS,
      cause: error,
    })
  }
  const isAway =
    code === undefined
      ? cause instanceof Error && AWAY_MESSAGES.test(cause.message)
      : [...AWAY_CODES, ...AWAY_SYSTEM_CODES].includes(code)
  if (!isAway) return error
  return new DomainError('not-ready', 'The database cannot be reached at this moment.', {
    retryAfterSeconds: RETRY_AWAY_SECONDS,
    cause: error,
  })
}

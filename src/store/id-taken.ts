import { DomainError } from '../domain/errors.ts'
import { databaseErrorOf } from './database-errors.ts'

/** Says nothing of whose the id is, nor of what. */
export function idTaken(cause?: unknown): DomainError {
  return new DomainError('conflict', 'This id is taken. Make a new one.', {
    errors: [{ pointer: '#/id', code: 'id-taken', detail: 'This id is taken.', hint: 'Make a new UUIDv7.' }],
    cause,
  })
}

const UNIQUE_VIOLATION = '23505'

/** True where a write failed because the caller chose an id that the registry itself gave to something, or that a dry run did not claim first. */
export function isIdTaken(clientId: string | undefined, error: unknown): boolean {
  const cause = databaseErrorOf(error)
  return clientId !== undefined && cause instanceof Error && 'code' in cause && cause.code === UNIQUE_VIOLATION
}

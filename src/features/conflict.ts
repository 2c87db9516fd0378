import { DomainError } from '../domain/errors.ts'

/** The record stands in a way that does not allow this now: nothing is wrong with the call's form, so no part of the body is pointed at. */
export function conflict(code: string, detail: string): DomainError {
  return new DomainError('conflict', detail, { errors: [{ pointer: '', code, detail }] })
}

import { DomainError, type ErrorEntry } from '../domain/errors.ts'

type Check<T> = () => T | Promise<T>

/**
 * Runs two checks and refuses once, with everything that is wrong in both (RFC 9457: every finding at once). Only `unprocessable` is gathered: that a caller may
 * not do something, or that something does not exist for him, is said by itself.
 */
export async function refuseTogether<A, B>(first: Check<A>, second: Check<B>): Promise<readonly [A, B]> {
  const errors: ErrorEntry[] = []
  let refusal: DomainError | undefined
  const attempt = async <T>(check: Check<T>): Promise<T | undefined> => {
    try {
      return await check()
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'unprocessable') throw error
      errors.push(...error.errors)
      refusal ??= error
      return undefined
    }
  }
  const results = [await attempt(first), await attempt(second)] as const
  if (refusal !== undefined) throw new DomainError('unprocessable', refusal.message, { errors, cause: refusal })
  return results as readonly [A, B]
}

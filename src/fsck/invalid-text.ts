const INVALID_TEXT = /^22/

/** SQLSTATE class 22: a text that is not of the type it should be. */
export function isInvalidText(error: unknown): boolean {
  return error instanceof Error && 'code' in error && INVALID_TEXT.test(String(error.code))
}

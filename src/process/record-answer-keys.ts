import { loadAnswerKeys } from '../auth/answer-keys.ts'
import type { Config } from '../config.ts'
import { DomainError } from '../domain/errors.ts'
import type { Database } from '../store/db.ts'
import { recordAnswerKeys } from '../store/key-events.ts'

/** Puts the keys of signed answers on record before the first answer is signed. While nothing may be recorded that waits, as all else does: the first certificate does it then. */
export async function recordKeysOf({ answerKeys }: Config, db: Database): Promise<void> {
  const keys = (await loadAnswerKeys(answerKeys))?.keys ?? []
  try {
    await recordAnswerKeys(db, keys)
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'ledger-behind') throw error
  }
}

import { encodeBase64 } from '../domain/ledger/base64.ts'
import { EMPTY_ROOT } from '../domain/ledger/merkle.ts'
import { readLogKeys } from '../store/ledger-log.ts'
import type { LedgerSession } from '../store/ledger-session.ts'
import { admitKeys, type Continuation } from './log-keys.ts'
import { type GuardOptions, judgeLog, type KnownLog } from './restore-guard.ts'
import type { LedgerSigner } from './signer.ts'

export interface ResumeOptions extends GuardOptions {
  /** As it stands in this database, or as the settings name it where this database has none. */
  readonly log: KnownLog
  readonly newOrigin: string
  /** Stands in a fact for ever: no person's name. */
  readonly reason: string
  readonly signer: LedgerSigner
}

/**
 * Lets the log go on under a new name where no database is left that holds all that the old name has signed. The old name never signs again, so that it has one
 * history; the first thing that the new one signs says which log it continues, and from where.
 *
 * @throws Error where the old name may go on, since that is always better, or where the new one was used before
 */
export async function resumeLog(session: LedgerSession, options: ResumeOptions): Promise<Continuation> {
  const { log, newOrigin, reason, signer } = options
  if (!(await session.tryLock())) {
    throw new Error('A service is at work on this ledger, so it lacks nothing; or stop the services first.')
  }
  const { trouble, largest } = await judgeLog(session, log, options)
  if (trouble === undefined) {
    throw new Error(`The log ${log.origin} holds all that it has published, and goes on under its own name.`)
  }
  const used = await session.transact(readLogKeys)
  if (newOrigin === log.origin || used.some(({ origin }) => origin === newOrigin)) {
    throw new Error(`The name ${newOrigin} was used before. Give another, such as ${log.origin}-2.`)
  }
  const continuation = {
    previousOrigin: log.origin,
    previousSize: largest?.size ?? 0,
    previousRoot: encodeBase64(largest?.root ?? EMPTY_ROOT),
    reason,
  }
  const vkeys = await signer.vkeys(newOrigin)
  await session.transact((tx) => admitKeys(tx, newOrigin, vkeys, continuation))
  return continuation
}

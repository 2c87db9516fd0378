import { encodeBase64 } from '../domain/ledger/base64.ts'
import { EMPTY_ROOT } from '../domain/ledger/merkle.ts'
import { readLogKeys } from '../store/ledger-log.ts'
import type { LedgerSession } from '../store/ledger-session.ts'
import { markFormer, readFormerNames } from './former-names.ts'
import { admitKeys, type Continuation, KeyOfAnotherNameError } from './log-keys.ts'
import { originOf, readKeptNotes, readNoteFiles } from './published-note.ts'
import { forgetRestored } from './restored-mark.ts'
import { type GuardOptions, judgeLog, type KnownLog, type Trouble } from './restore-guard.ts'
import type { LedgerSigner } from './signer.ts'

export interface ResumeOptions extends GuardOptions {
  /** As it stands in this database, or as the settings name it where this database has none. */
  readonly log: KnownLog
  readonly newOrigin: string
  /** Stands in a fact for ever: no person's name. */
  readonly reason: string
  readonly signer: LedgerSigner
}

const KEY_IS_MISSING =
  'How far it had come must stand in the ledger. Give the key that signed it (--key-file), or put an unchanged copy of the note in its place.'

/** A new name is the answer where the tree is not what was published, and where nobody knows what was. */
function refuseUnless(trouble: Trouble | undefined, origin: string): void {
  if (trouble === undefined) {
    throw new Error(`The log ${origin} holds all that it has published, and goes on under its own name.`)
  }
  if (trouble.kind === 'NOTE') throw new Error(`${trouble.text} ${KEY_IS_MISSING}`)
  if (trouble.kind === 'NAME') {
    throw new Error(
      `${trouble.text} Where it was given that name on another machine, say so here with --new-origin ${origin}; else look who has written into the database.`,
    )
  }
}

/** A database that is older than the old name's last change of keys does not have the key that signed its last note. */
async function refuseKeysOfNotes(signer: LedgerSigner, folder: string, oldOrigin: string): Promise<void> {
  for (const key of await signer.vkeys(oldOrigin)) {
    const hasSigned = await readKeptNotes(folder, oldOrigin, [key]).then(
      ({ own }) => own.length > 0,
      () => false,
    )
    if (hasSigned) throw new KeyOfAnotherNameError(oldOrigin)
  }
}

/**
 * Lets the log go on under a new name where no database is left that holds all that the old name has signed. The old name never signs again, so that it has one
 * history; the first thing that the new one signs says which log it continues, and from where. The mark in the folder comes last: without it, the guard refuses the
 * new name, and the command is given again.
 *
 * @throws Error where the old name may go on, since that is always better; where nobody can say how far it had come; or where the new name or its key was used before
 */
export async function resumeLog(session: LedgerSession, options: ResumeOptions): Promise<Continuation> {
  const { log, newOrigin, reason, signer, folder } = options
  if (!(await session.tryLock())) {
    throw new Error('A service is at work on this ledger, so it lacks nothing; or stop the services first.')
  }
  const { trouble, largest } = await judgeLog(session, log, options)
  const used = await session.transact(readLogKeys)
  // A database of before the log had its present name is older, whatever else is remembered.
  const isFromBefore = used.length > 0 && used.every(({ origin }) => origin !== log.origin)
  if (trouble !== undefined || !isFromBefore) refuseUnless(trouble, log.origin)
  const marks = await readFormerNames(folder)
  const isUsed = [log.origin, ...marks.successors, ...used.map(({ origin }) => origin)].includes(newOrigin)
  if (isUsed || marks.successorOf(newOrigin) !== undefined) {
    throw new Error(`The name ${newOrigin} was used before. Give another, such as ${log.origin}-2.`)
  }
  const continuation = {
    previousOrigin: log.origin,
    previousSize: largest?.size ?? 0,
    previousRoot: encodeBase64(largest?.root ?? EMPTY_ROOT),
    reason,
  }
  await refuseKeysOfNotes(signer, folder, log.origin)
  const vkeys = await signer.vkeys(newOrigin)
  await session.transact((tx) => admitKeys(tx, newOrigin, vkeys, continuation))
  await markFormer(folder, log.origin, newOrigin)
  await forgetRestored(folder)
  return continuation
}

/**
 * The same on another machine of the registry, whose folder remembers the old name still: marks that its log has the name that the database says. Nothing is written
 * into the database, and services may run.
 *
 * @returns the names that ended; none where this folder remembers no other
 */
export async function confirmName(folder: string, names: readonly string[], name: string): Promise<readonly string[]> {
  const remembered = new Set((await readNoteFiles(folder)).map(({ note }) => originOf(note)))
  remembered.delete(name)
  for (const other of remembered) {
    if (!names.includes(other))
      throw new Error(
        `The folder ${folder} holds a checkpoint of ${other}, which by the database is no name of this log.`,
      )
  }
  for (const former of remembered) await markFormer(folder, former, name)
  return [...remembered]
}

import type { RecordingGate } from '../store/recording-gate.ts'
import { readLedgerFigures } from '../store/ledger-log.ts'
import { type LedgerSession, openLedgerSession } from '../store/ledger-session.ts'
import { findLatestCheckpoint } from '../store/published-ledger.ts'
import { createClock, type Clock } from './clock.ts'
import type { Cosigner } from './cosigner.ts'
import { createReport, type LeaderTools, leadLedger } from './lead-ledger.ts'
import { createLedgerRecord, type LedgerRecord, type LedgerStatus } from './ledger-status.ts'
import { keepNote, originOf } from './published-note.ts'
import { remedyOf } from './remedy.ts'
import { forgetRestored } from './restored-mark.ts'
import { judgeHere, judgeLog, type KnownLog, readKnownLog, type Trouble } from './restore-guard.ts'
import type { LedgerSigner } from './signer.ts'

export interface LedgerOptions {
  /** Of the service's login. */
  readonly url: string
  /** Closed while nothing may be recorded. */
  readonly gate: RecordingGate
  /** The log's name where it has none yet; `isGiven` where the operator named it, who is then told if it has another. */
  readonly origin: { readonly name: string; readonly isGiven: boolean }
  /** Outside the database: where the last checkpoint is kept. */
  readonly folder: string
  readonly signer: LedgerSigner | undefined
  readonly witnesses: Cosigner | undefined
  readonly intervalMs: number
  readonly tell: (line: string) => void
}

export interface Ledger {
  readonly status: () => LedgerStatus
  /** Compares with what was published, and then runs until it is closed. Throws where the database is not there, or the log has another name than the settings say. */
  readonly start: () => Promise<void>
  /** Ends the connection and with it the lock. What waits in the queue is taken by the next start, or by another process. */
  readonly close: () => Promise<void>
}

interface Run extends LedgerOptions {
  readonly clock: Clock
  readonly record: LedgerRecord
  readonly report: LeaderTools['report']
}

/** The ledger's part of one process: it takes the lock when nobody holds it, and until then looks each second whether it can. */
export function createLedger(options: LedgerOptions): Ledger {
  const record = createLedgerRecord(options.signer !== undefined)
  const run: Run = { ...options, clock: createClock(options.intervalMs), record, report: createReport(options.tell) }
  let running: Promise<void> | undefined
  return {
    status: record.read,
    start: async () => {
      const session = await openLedgerSession(options.url)
      try {
        await guard(run, session)
      } catch (error) {
        await session.close()
        throw error
      }
      running = keepRunning(run, session)
    },
    close: async () => {
      run.clock.stop()
      // Together: what is asked of a witness at this moment is given up, and so the loop ends.
      await Promise.all([running, options.witnesses?.close()])
    },
  }
}

/** How long it takes to notice that the operator has put it right; witnesses are asked each time. */
const BEHIND_LOOK_MS = 5_000

/** A session after another, whatever goes wrong with one: the ledger stands still no longer than the database does. */
async function keepRunning(run: Run, first: LedgerSession): Promise<void> {
  const { clock, record, tell, intervalMs } = run
  let told = ''
  let session: LedgerSession | undefined = first
  while (clock.isRunning()) {
    try {
      session ??= await openLedgerSession(run.url)
      await useSession(run, session)
      told = ''
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      const { role } = record.read()
      // A second loss in the same words is news where the ledger was at work in between.
      const wasAtWork = role === 'LEADS' || role === 'FOLLOWS'
      if ((reason !== told || wasAtWork) && clock.isRunning()) tell(`ledger: ${reason}; trying again each second`)
      told = reason
      if (role !== 'BEHIND') record.say({ role: 'AWAY' })
    }
    await session?.close()
    session = undefined
    await clock.pause(record.read().role === 'BEHIND' ? BEHIND_LOOK_MS : intervalMs)
  }
}

/** Until it is lost, or the service ends, or nothing may be signed: then the lock is let go, so that the operator's command can have it. */
async function useSession(run: Run, session: LedgerSession): Promise<void> {
  const { clock, record } = run
  let log = await guard(run, session)
  const copyNote = createCopying(run, session)
  while (clock.isRunning() && record.read().behindBecause === undefined) {
    if (!(await session.tryLock())) {
      record.say({ role: 'FOLLOWS', ...(await session.transact(readLedgerFigures)) })
      const trouble = await copyNote(log.origin)
      if (trouble !== undefined) say(run, trouble)
      await clock.pause(run.intervalMs)
      continue
    }
    // Once more: what another process published between the look and the lock counts too.
    log = await guard(run, session)
    if (record.read().behindBecause !== undefined) return
    record.say({ role: 'LEADS' })
    const trouble = await leadLedger({ ...run, session, origin: log.origin })
    if (trouble !== undefined) say(run, { kind: 'TREE', text: trouble })
  }
}

/** Closes the gate or opens it, by what `judgeLog` finds. */
async function guard(run: Run, session: LedgerSession): Promise<KnownLog> {
  const known = await readKnownLog(session)
  const { name, isGiven } = run.origin
  if (isGiven && known !== undefined && known.origin !== name) {
    throw new Error(
      `LEDGER_ORIGIN is ${name}, and this log has the name ${known.origin}, which it keeps. Leave LEDGER_ORIGIN out, or give it the log's name`,
    )
  }
  const origin = known?.origin ?? name
  const vkeys = [...new Set([...(known?.vkeys ?? []), ...(await signingKeys(run, origin))])]
  // Also for who looks while nothing may be signed: a ledger of thousands is not empty.
  run.record.say({ origin, vkeys, ...(await session.transact(readLedgerFigures)) })
  const { trouble } = await judgeLog(session, { origin, vkeys, amiss: known?.amiss }, run)
  if (trouble === undefined) await forgetRestored(run.folder)
  say(run, trouble)
  return { origin, vkeys }
}

/** A signer that is away stops nobody from looking: its keys are on record, unless it has never signed. */
async function signingKeys({ signer }: Run, origin: string): Promise<readonly string[]> {
  return (await signer?.vkeys(origin).catch(() => undefined)) ?? []
}

function say({ record, gate, tell }: Run, trouble: Trouble | undefined): void {
  const before = record.read().behindBecause
  gate.closedBecause =
    trouble === undefined ? undefined : 'The registry records nothing until its operator has put its ledger right.'
  if (trouble?.text === before) return
  if (trouble === undefined) tell('ledger: it holds all that was published; the registry records again')
  else tell(`ledger: ALARM: ${trouble.text} Nothing is recorded or signed. ${remedyOf(trouble)}`)
  record.say({ behindBecause: trouble?.text, role: trouble === undefined ? 'STARTING' : 'BEHIND' })
}

/**
 * Whoever waits to take over keeps the note too: his machine may be the one that is left. What the database says is kept only where a key of the log has signed it and
 * the tree holds both it and what was kept here before: else his memory would be that of the database, which it is there to check.
 */
function createCopying({ folder }: Run, session: LedgerSession) {
  let copied = ''
  return async (origin: string): Promise<Trouble | undefined> => {
    const last = await session.transact(findLatestCheckpoint)
    if (last === undefined || originOf(last.note) !== origin || last.note === copied) return undefined
    // Read anew: the one who leads may have begun to sign with another key.
    const log = (await readKnownLog(session, origin)) ?? { origin, vkeys: [] }
    const { trouble, published, keptSize } = await judgeHere(session, log, folder)
    if (trouble !== undefined || published === undefined) return trouble
    if (keptSize < published.size) await keepNote(folder, origin, published.note)
    copied = published.note
    return undefined
  }
}

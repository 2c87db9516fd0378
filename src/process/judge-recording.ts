import type { Config } from '../config.ts'
import { remedyOf } from '../ledger/remedy.ts'
import { judgeLog, readKnownLog } from '../ledger/restore-guard.ts'
import { openDatabase } from '../store/db.ts'
import { openLedgerSession } from '../store/ledger-session.ts'
import type { RecordingGate } from '../store/recording-gate.ts'
import { openCosigner } from './open-ledger.ts'

/**
 * The gate of a command that records, set once: closed where this database holds less than its ledger has published, by all who remember. The service has its own
 * guard, and it may not be running.
 *
 * @param url of a login that reads the ledger
 */
export async function judgeRecording(
  config: Pick<Config, 'ledger' | 'witness'>,
  { url, tell }: { readonly url: string; readonly tell: (line: string) => void },
): Promise<RecordingGate> {
  const session = await openLedgerSession(url)
  const db = openDatabase(url, 1)
  try {
    // A note that none of the keys on record has signed proves nothing, and closes the gate too.
    const log = (await readKnownLog(session)) ?? { origin: config.ledger.origin.name, vkeys: [] }
    const witnesses = openCosigner(config, { db, tell, logs: () => log.vkeys })
    const { trouble } = await judgeLog(session, log, { folder: config.ledger.folder, witnesses, tell })
    await witnesses?.close()
    return { closedBecause: trouble === undefined ? undefined : `${trouble.text} ${remedyOf(trouble)}` }
  } finally {
    await session.close()
    await db.pool.end()
  }
}

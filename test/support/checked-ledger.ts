import pg from 'pg'
import { loadDemoData } from '../../src/demo/load-demo-data.ts'
import type { Report, VerifySettings } from '../../src/fsck/verify-ledger.ts'
import { verifyLedger } from '../../src/fsck/verify-ledger.ts'
import { openDatabase } from '../../src/store/db.ts'
import { type LogKey, makeLogKey, sequenceAll } from './kept-ledger.ts'
import { startTestService, type TestService } from './service.ts'

/** A registry whose ledger can be harmed, looked at and put right again. */
export interface CheckedLedger {
  readonly service: TestService
  /** A superuser who has switched off what would refuse him. */
  readonly admin: pg.Client
  readonly key: LogKey
  verify(settings?: Partial<VerifySettings>): Promise<Report>
  /** The column `one` of the first row. */
  one(text: string): Promise<string>
  /** Does something that the registry would refuse, looks, and undoes it. */
  withHarm<T>(harm: string, undo: string, look: () => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** Facts whose leaves are left in the queue. */
export const WAITING = 5

/** The cases of the demo without its stock, and what `fill` adds: full tiles, and a check takes a tenth of a second. */
export async function openCheckedLedger(
  fill: (service: TestService) => Promise<void> = () => Promise.resolve(),
): Promise<CheckedLedger> {
  const key = makeLogKey()
  const service = await startTestService()
  const db = openDatabase(service.database.serviceUrl, 4)
  await loadDemoData({ db, config: { demoStock: false } }, () => undefined)
  await db.pool.end()
  await fill(service)
  const admin = new pg.Client(service.database.adminUrl)
  await admin.connect()
  await admin.query('set session_replication_role = replica')
  await sequenceAll(admin, key, WAITING)
  return {
    service,
    admin,
    key,
    verify: (settings = {}) => {
      const usual = { notes: [], kept: [], trusted: undefined, chains: 0, tell: () => undefined }
      return verifyLedger({ url: service.database.ownerUrl, ...usual, ...settings })
    },
    one: async (text) => (await admin.query<{ one: string }>(text)).rows[0]?.one ?? '',
    withHarm: async (harm, undo, look) => {
      await admin.query(harm)
      try {
        return await look()
      } finally {
        await admin.query(undo)
      }
    },
    close: async () => {
      await admin.end()
      await service.close()
    },
  }
}

export function codesAt({ problems }: Report, place: string): string[] {
  return problems.filter((problem) => problem.place === place).map(({ code }) => code)
}

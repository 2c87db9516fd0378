import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Cosigner } from '../../src/ledger/cosigner.ts'
import { type Database, openDatabase } from '../../src/store/db.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import {
  expectOneHistory,
  expectOneTree,
  makeFolder,
  readLedger,
  runLedger,
  writeFacts,
} from '../support/run-ledger.ts'
import { waitUntil } from '../support/service-process.ts'

let database: TestDatabase
let db: Database
let kept: ReturnType<typeof makeFolder>

beforeEach(async () => {
  database = await openTestDatabase()
  db = openDatabase(database.serviceUrl, 2)
  kept = makeFolder()
})

afterEach(async () => {
  await db.pool.end()
  await database.drop()
  kept.remove()
})

const witness = (cosign: Cosigner['cosign']): Cosigner => ({
  isRequired: true,
  cosign,
  follow: () => undefined,
  readWitnessed: async () => [],
  report: () => [],
  close: async () => undefined,
})

describe('a leader whose witnesses are slow', () => {
  it('gives leaves their numbers by the clock while a witness keeps it waiting, and publishes by the policy', async () => {
    const answers: (() => void)[] = []
    const cosign: Cosigner['cosign'] = async () => {
      await new Promise<void>((resolve) => answers.push(resolve))
      return { lines: [], isQuorumMet: true, dissenting: [] }
    }
    await writeFacts(db, 2)
    const ledger = await runLedger({ url: database.serviceUrl, folder: kept.folder, witnesses: witness(cosign) })
    await waitUntil(() => answers.length === 1)
    for (const more of [1, 2, 3]) {
      await writeFacts(db, 4)
      // Nobody has answered: only the numbers are waited for.
      await waitUntil(() => ledger.status().size >= 2 + 4 * more, 5_000)
    }
    expect({ asked: answers.length, publishedSize: ledger.status().publishedSize }).toEqual({
      asked: 1,
      publishedSize: 0,
    })
    answers[0]?.()
    await waitUntil(() => answers.length === 2)
    answers[1]?.()
    await waitUntil(() => ledger.status().publishedSize === 14 + 1)
    await ledger.close()
    const stored = await readLedger(database.ownerUrl)
    expectOneTree(stored)
    expectOneHistory(stored.notes, stored)
  })
})

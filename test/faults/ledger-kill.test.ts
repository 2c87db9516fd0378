import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LedgerServices, openLedgerServices } from '../support/ledger-services.ts'
import { expectOneHistory, expectOneTree, readLedger } from '../support/run-ledger.ts'
import { waitUntil } from '../support/service-process.ts'

const isLong = process.env['LONG'] === '1'
const KILLS = isLong ? 200 : 4
const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000)
/** From one checkpoint to several after the first answer. */
const LATEST_KILL_MS = 1_500

let services: LedgerServices

beforeAll(async () => {
  services = await openLedgerServices(1)
})

afterAll(() => services.close())

/** Mulberry32: small, seeded, good enough to choose when to kill. */
function makeRandom(state: number): () => number {
  let a = state
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** One life of the service: writes until it is killed, so many milliseconds after its first answer; every checkpoint that was seen is kept. */
async function liveAndDie(afterMs: number, acknowledged: Set<string>, notes: Set<string>): Promise<void> {
  const service = await services.start(0)
  const over = new AbortController()
  const look = async (): Promise<void> => {
    while (!over.signal.aborted) {
      for (const note of [await services.checkpoint(0), ...services.keptNotes()])
        if (note !== undefined) notes.add(note)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  let isKilling = false
  const onAcknowledged = (id: string): void => {
    acknowledged.add(id)
    if (isKilling) return
    isKilling = true
    setTimeout(() => {
      over.abort()
      service.child.kill('SIGKILL')
    }, afterMs)
  }
  await Promise.all([services.write(0, () => over.signal.aborted, onAcknowledged), look()])
  expect(await service.exited).toBe('SIGKILL')
  for (const note of services.keptNotes()) notes.add(note)
}

async function unknown(ids: Iterable<string>): Promise<string[]> {
  const owner = new pg.Client(services.ownerUrl)
  await owner.connect()
  const { rows } = await owner.query<{ id: string }>(
    'select id from unnest($1::uuid[]) as id where not exists (select from fact f join ledger_entry e on e.fact_id = f.id where f.id = id)',
    [[...ids]],
  )
  await owner.end()
  return rows.map(({ id }) => id)
}

describe('a service that is killed while it writes, numbers and signs', () => {
  it(`leaves no gap, no fact without a leaf and no second history, killed ${KILLS} times (seed ${seed})`, async () => {
    console.log(`[ledger-kill] seed ${seed}; SEED=${seed} repeats the moments`)
    const random = makeRandom(seed)
    const acknowledged = new Set<string>()
    const notes = new Set<string>()
    for (let n = 0; n < KILLS; n++) {
      await liveAndDie(Math.floor(random() * LATEST_KILL_MS), acknowledged, notes)
      const stored = await readLedger(services.ownerUrl)
      expectOneTree(stored)
    }
    const service = await services.start(0)
    await waitUntil(async () => (await readLedger(services.ownerUrl)).waiting === 0)
    service.child.kill('SIGTERM')
    expect(await service.exited).toBe(0)
    const stored = await readLedger(services.ownerUrl)
    expectOneTree(stored)
    expectOneHistory([...stored.notes, ...notes, ...services.keptNotes()], stored)
    expect(await unknown(acknowledged)).toEqual([])
    console.log(
      `[ledger-kill] ${acknowledged.size} acknowledged, ${stored.entries.length} entries, ${new Set([...notes, ...stored.notes]).size} checkpoints`,
    )
    expect(acknowledged.size).toBeGreaterThan(KILLS)
    expect(notes.size).toBeGreaterThan(0)
  }, 3_600_000)
})

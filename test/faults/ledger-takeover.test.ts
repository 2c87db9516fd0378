import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LedgerServices, openLedgerServices } from '../support/ledger-services.ts'
import { expectOneHistory, expectOneTree, readLedger } from '../support/run-ledger.ts'
import { type RunningProgram, waitUntil } from '../support/service-process.ts'

/** A busy machine included; the lock is tried ten times a second here, and each second by default. */
const TAKEN_OVER_MS = 8_000
/** `SILENCE_ALLOWED_MS`, and what it takes to notice. */
const STOPPED_TAKEN_OVER_MS = 30_000

let services: LedgerServices
let first: RunningProgram
let second: RunningProgram
const notes = new Set<string>()

beforeAll(async () => {
  services = await openLedgerServices(2)
  first = await services.start(0)
  second = await services.start(1)
}, 120_000)

afterAll(async () => {
  for (const service of [first, second]) service.child.kill('SIGKILL')
  await services.close()
})

async function sizeOf(number: number): Promise<number> {
  const note = await services.checkpoint(number)
  if (note !== undefined) notes.add(note)
  return Number(note?.split('\n')[1] ?? 0)
}

/** Registers some weapons through a process and waits until a checkpoint has them; returns after how long. */
async function publishThrough(number: number, timeoutMs: number): Promise<number> {
  const before = await sizeOf(number)
  let count = 0
  await services.write(
    number,
    () => count >= 10,
    () => (count += 1),
  )
  const begun = performance.now()
  await waitUntil(async () => (await sizeOf(number)) > before, timeoutMs)
  for (const note of services.keptNotes()) notes.add(note)
  return performance.now() - begun
}

describe('two service processes on one database', () => {
  it('have one sequencer at a time: facts of both stand in one ledger, published by one', async () => {
    await publishThrough(0, TAKEN_OVER_MS)
    await publishThrough(1, TAKEN_OVER_MS)
    expect((await services.holders()).length).toBe(1)
  }, 60_000)

  it('go on within seconds when the one that leads is killed', async () => {
    const [before] = await services.holders()
    first.child.kill('SIGKILL')
    await first.exited
    const took = await publishThrough(1, TAKEN_OVER_MS)
    console.log(`[ledger-takeover] published ${Math.round(took)} ms after the kill and ten registrations`)
    const [after] = await services.holders()
    expect(after).not.toBe(before)
  }, 60_000)

  it('go on when the one that leads is stopped without dying: the server ends its silent session, and woken up it follows and signs nothing', async () => {
    first = await services.start(0)
    const [before] = await services.holders()
    second.child.kill('SIGSTOP')
    const took = await publishThrough(0, STOPPED_TAKEN_OVER_MS)
    console.log(`[ledger-takeover] published ${Math.round(took)} ms after the stop`)
    const [after] = await services.holders()
    expect(after).not.toBe(before)
    second.child.kill('SIGCONT')
    await publishThrough(0, TAKEN_OVER_MS)
    await publishThrough(1, TAKEN_OVER_MS)
    expect(await services.holders()).toEqual([after])
    expect(second.output().stderr).toMatch(/ledger: .*trying again each second/)
  }, 120_000)

  it('had one history all the time, in the database, in the folders of both and in all that they served', async () => {
    for (const service of [first, second]) service.child.kill('SIGTERM')
    expect([await first.exited, await second.exited]).toEqual([0, 0])
    const stored = await readLedger(services.ownerUrl)
    expectOneTree(stored)
    expectOneHistory([...stored.notes, ...notes, ...services.keptNotes()], stored)
    expect(services.keptNotes().length).toBe(2)
  }, 60_000)
})

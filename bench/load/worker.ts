import pg from 'pg'
import type { LearnedCharacter } from '../../src/domain/identification/alphabet.ts'
import { countParties, FIRM_COUNT } from '../generate/parties.ts'
import { BLOCK_SIZE } from '../generate/weapons.ts'
import { addBlock, countBlocks, type LoadPlan } from './blocks.ts'
import { copyIn } from './copy-in.ts'
import { addAgencies, addParty } from './party-rows.ts'
import { RowBatch } from './tables.ts'

/** What one of several loading processes does: each nth chunk of the parties, then of the blocks. */
export interface LoadJob {
  readonly url: string
  readonly plan: LoadPlan
  readonly worker: number
  readonly workers: number
}

export type LoadMessage =
  | { readonly kind: 'progress'; readonly weapons: number; readonly parties: number; readonly rows: number }
  | { readonly kind: 'done'; readonly learned: readonly LearnedCharacter[] }

const BLOCKS_PER_CHUNK = 20
const PARTIES_PER_CHUNK = 2000

interface Chunk {
  readonly batch: RowBatch
  readonly weapons: number
  readonly parties: number
}

function* partyChunks({ plan, worker, workers }: LoadJob): Generator<Chunk> {
  const toLoad = { ...plan, waiting: plan.waitingWeapons >= plan.weapons }
  if (worker === 0) {
    const batch = new RowBatch()
    addAgencies(batch, toLoad)
    yield { batch, weapons: 0, parties: 0 }
  }
  // A search names nobody: without custody the firms are enough.
  const count = plan.profile === 'full' ? countParties(plan) : FIRM_COUNT
  for (let first = worker * PARTIES_PER_CHUNK; first < count; first += workers * PARTIES_PER_CHUNK) {
    const batch = new RowBatch()
    const end = Math.min(count, first + PARTIES_PER_CHUNK)
    for (let number = first; number < end; number++) addParty(batch, toLoad, number)
    yield { batch, weapons: 0, parties: end - first }
  }
}

function* blockChunks({ plan, worker, workers }: LoadJob): Generator<Chunk> {
  const count = countBlocks(plan)
  for (let first = worker * BLOCKS_PER_CHUNK; first < count; first += workers * BLOCKS_PER_CHUNK) {
    const batch = new RowBatch()
    const end = Math.min(count, first + BLOCKS_PER_CHUNK)
    for (let number = first; number < end; number++) addBlock(plan, number, batch)
    yield { batch, weapons: Math.min(plan.weapons, end * BLOCK_SIZE) - first * BLOCK_SIZE, parties: 0 }
  }
}

async function sendChunk(client: pg.Client, { batch }: Chunk): Promise<void> {
  for (const [copy, text] of batch.copies()) await copyIn(client, copy, text)
}

/** Makes a chunk while the server takes the one before, so memory holds two of them whatever the number of weapons. */
export async function runLoadJob(job: LoadJob, tell: (message: LoadMessage) => void): Promise<void> {
  const client = new pg.Client({ connectionString: job.url, application_name: 'marktrace-bench-load' })
  await client.connect()
  try {
    await client.query('set synchronous_commit = off')
    const learned = new Map<string, LearnedCharacter>()
    let sending: Promise<void> = Promise.resolve()
    for (const chunks of [partyChunks(job), blockChunks(job)]) {
      for (const chunk of chunks) {
        await sending
        const { weapons, parties, batch } = chunk
        batch.learnInto(learned)
        sending = sendChunk(client, chunk).then(() => tell({ kind: 'progress', weapons, parties, rows: batch.rows }))
        // Lets a failure surface at the next await, and the socket be written before the next chunk is made.
        sending.catch(() => undefined)
        await new Promise(setImmediate)
      }
    }
    await sending
    tell({ kind: 'done', learned: [...learned.values()] })
  } finally {
    await client.end()
  }
}

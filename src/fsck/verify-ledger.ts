import { connectClient, type DatabaseClient } from '../store/connect.ts'
import { type ChainAmount, checkChains } from './check-chains.ts'
import { checkCheckpoints, type CheckpointSettings } from './check-checkpoints.ts'
import { checkEntries } from './check-entries.ts'
import { checkCosignatures } from './check-cosignatures.ts'
import { checkErasures } from './check-erasures.ts'
import { checkQueue } from './check-queue.ts'
import { checkRows } from './check-rows.ts'
import { checkTexts } from './check-texts.ts'
import { checkTiles } from './check-tiles.ts'
import { growTree } from './growing-tree.ts'
import { collectProblems, type Problem } from './problem.ts'
import { AMOUNT } from './queries.ts'
import { tellWhile } from './tell-while.ts'

export interface VerifySettings extends CheckpointSettings {
  /** The owner's login, or an administrator's: secrets are read. */
  readonly url: string
  readonly chains: ChainAmount
  readonly tell: (line: string) => void
}

/** What was checked, how much of it, and what is wrong. */
export interface Report {
  readonly entries: number
  /** Facts whose leaves wait for the sequencer. */
  readonly waiting: number
  readonly tiles: number
  readonly checkpoints: number
  readonly cosignatures: number
  readonly tables: number
  /** Names and free texts that are bound to the facts which hold their ids. */
  readonly texts: number
  readonly chains: number
  /** What is there and was not compared: lines of witnesses whom no policy names, and chains that another version of the program kept. */
  readonly passedOver: { readonly cosignatures: number; readonly chains: number }
  readonly seconds: number
  readonly count: number
  /** The first thousand. */
  readonly problems: readonly Problem[]
}

const TELL_MS = 3_000
/** Nobody's agency: all that is asked of it is to be one. */
const OPENING = `
  begin isolation level repeatable read read only;
  set local timezone = 'UTC';
  set local statement_timeout = 0;
  set local idle_in_transaction_session_timeout = 0;
  set local app.agency = '00000000-0000-4000-8000-000000000000';
  set local app.reach = 'registry-names'`

function progressOf(tell: VerifySettings['tell'], total: number): (done: number) => void {
  const began = performance.now()
  let told = began
  return (done) => {
    // The clock is read for each 512th: it costs as much as a hash.
    if (done % 512 !== 0 || performance.now() - told < TELL_MS) return
    told = performance.now()
    const rate = Math.round((done / (told - began)) * 1_000)
    tell(`${done} of ${total} entries, ${rate} a second, ${Math.round((total - done) / rate)} s to go`)
  }
}

async function checkAll(client: DatabaseClient, settings: VerifySettings): Promise<Report> {
  const { trusted, chains, tell } = settings
  const began = performance.now()
  const problems = collectProblems()
  const { rows } = await client.query<{ entries: string }>(AMOUNT)
  const tree = growTree()
  const tiles = await checkTiles(client, problems)
  const checkpoints = await checkCheckpoints(client, settings, problems)
  const onEntry = progressOf(tell, Number(rows[0]?.entries ?? 0))
  await checkEntries(client, { tree, tiles, checkpoints, onEntry }, problems)
  const compared = { tiles: await tiles.end(), checkpoints: await checkpoints.end(tree) }
  tell(`${tree.size()} entries read; now witnesses, and facts that wait or are not there`)
  const cosignatures = await checkCosignatures(client, trusted, problems)
  const waiting = await checkQueue(client, problems)
  await checkErasures(client, problems)
  const tables = await tellWhile(tell, 'the tables that facts stand for', (onTable) =>
    checkRows(client, problems, { onTable }),
  )
  const texts = await tellWhile(tell, 'names and texts', () => checkTexts(client, problems))
  const kept = await tellWhile(tell, 'the chains that are kept', () => checkChains(client, chains, problems))
  const seconds = (performance.now() - began) / 1_000
  const rest = {
    cosignatures: cosignatures.verified,
    waiting,
    tables,
    texts,
    chains: kept.compared,
    passedOver: { cosignatures: cosignatures.passedOver, chains: kept.passedOver },
    seconds,
    count: problems.count(),
    problems: problems.listed,
  }
  return { entries: tree.size(), ...compared, ...rest }
}

/**
 * Checks the whole ledger: every fact against its entry, every entry against tiles, checkpoints and notes from elsewhere, the tables and texts against the facts, and chains
 * that are kept against chains built anew. One snapshot and one connection; the service may run meanwhile. Memory is the same whatever the size.
 */
export async function verifyLedger(settings: VerifySettings): Promise<Report> {
  const client = await connectClient(settings.url, { pipeline: true })
  try {
    await client.query(OPENING)
    return await checkAll(client, settings)
  } finally {
    await client.end()
  }
}

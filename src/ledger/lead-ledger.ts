import type { LedgerSession } from '../store/ledger-session.ts'
import { readLedgerFigures } from '../store/ledger-log.ts'
import type { Clock } from './clock.ts'
import type { LedgerRecord } from './ledger-status.ts'
import { admitKeys, KeyOfAnotherNameError } from './log-keys.ts'
import { createPublisher, type Publication, type PublisherTools } from './publish-checkpoint.ts'
import type { LedgerSigner } from './signer.ts'
import { SignerAwayError } from './signer-socket.ts'
import { BATCH, takeLeaves } from './sequence-leaves.ts'

export interface LeaderTools extends Omit<PublisherTools, 'signer' | 'log' | 'meanwhile'> {
  readonly origin: string
  readonly signer: LedgerSigner | undefined
  readonly record: LedgerRecord
  readonly clock: Clock
  readonly tell: (line: string) => void
  readonly report: Report
}

/** How often leaves are taken between two checkpoints, so that little is left to take when the next is due. */
const TAKES_PER_CHECKPOINT = 4

/**
 * Numbers leaves and publishes checkpoints, for as long as this session holds the lock and the service runs.
 *
 * @returns why it may not go on; undefined when the service ends
 */
export async function leadLedger(tools: LeaderTools): Promise<string | undefined> {
  const { session, record, clock, report } = tools
  const publish = createTurn(tools)
  while (clock.isRunning()) {
    await takeUntilDue(session, clock)
    const publication = await publish()
    report(publication)
    record.say(await session.transact(readLedgerFigures))
    if (publication.state === 'REFUSED') return publication.trouble
    if (publication.state === 'UNWITNESSED' && publication.dissenting.length > 0) return undefined
  }
  return undefined
}

type Turn = () => Promise<Publication | { readonly state: 'UNSIGNED'; readonly reason: string }>

/** Leaves get their numbers also while there is no key, or its process is away: what signs next signs them too. */
function createTurn(tools: LeaderTools): Turn {
  const { signer, tell } = tools
  if (signer === undefined) {
    tell('ledger: entries get their numbers, and no checkpoint is signed: give LEDGER_KEY_FILE or LEDGER_SIGNER_SOCKET')
    return async () => ({ state: 'UNCHANGED' })
  }
  let publish: ReturnType<typeof createPublisher> | undefined
  return async () => {
    try {
      publish ??= await preparePublisher({ ...tools, signer })
      return await publish()
    } catch (error) {
      if (error instanceof SignerAwayError || error instanceof KeyOfAnotherNameError)
        return { state: 'UNSIGNED', reason: error.message }
      throw error
    }
  }
}

async function preparePublisher(tools: LeaderTools & { readonly signer: LedgerSigner }) {
  const { session, origin, signer, tell } = tools
  const vkeys = await signer.vkeys(origin)
  const fresh = await session.transact((tx) => admitKeys(tx, origin, vkeys))
  for (const key of fresh) tell(`ledger: the log signs with a new key from now on: ${key}`)
  return createPublisher({ ...tools, log: { origin, vkeys }, meanwhile: (answered) => takeMeanwhile(tools, answered) })
}

async function takeUntilDue(session: LedgerSession, clock: Clock): Promise<void> {
  const due = clock.nextTick()
  while (clock.isRunning()) {
    const taken = await session.transact(takeLeaves)
    if (performance.now() >= due) return
    if (taken < BATCH) await clock.pause(Math.min(clock.intervalMs / TAKES_PER_CHECKPOINT, due - performance.now()))
  }
}

/** As often as between two checkpoints, for as long as witnesses keep the publisher waiting. */
async function takeMeanwhile({ session, clock, record }: LeaderTools, answered: Promise<unknown>): Promise<void> {
  let isOver = false
  const over = answered.then(() => {
    isOver = true
  })
  while (clock.isRunning()) {
    await Promise.race([over, clock.pause(clock.intervalMs / TAKES_PER_CHECKPOINT)])
    if (isOver) return
    await session.transact(takeLeaves)
    record.say(await session.transact(readLedgerFigures))
  }
}

type Report = (publication: Awaited<ReturnType<Turn>>) => void

/** Tells what changed, and not with each tick. One for the life of a process, which may begin to lead each second while a witness dissents. */
export function createReport(tell: (line: string) => void): Report {
  let told = ''
  return (publication) => {
    const { state } = publication
    if (state === 'UNCHANGED') return
    if (state === 'UNWITNESSED' && told !== state)
      tell(`ledger: size ${publication.size} is signed and not published: too few witnesses have signed it`)
    if (state === 'UNSIGNED' && told !== state) tell(`ledger: no checkpoint is signed: ${publication.reason}`)
    if (state === 'PUBLISHED' && ['UNWITNESSED', 'UNSIGNED'].includes(told))
      tell('ledger: checkpoints are published again')
    if (state === 'LATE') tell('ledger: this process stood still, and signs nothing of what it knew before')
    told = state
  }
}

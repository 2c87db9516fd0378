import { CUSTODY_STATUSES } from '../../src/domain/custody/event-kind-rules.ts'
import { ruleOf } from '../../src/domain/custody/event-kinds.ts'
import { type BlockLife, blockLife, type LifeStep, ownSteps, recordedMs } from '../generate/lives.ts'
import { agencyOf, homeOf, type Population } from '../generate/parties.ts'
import { idAt } from '../generate/random.ts'
import { BLOCK_SIZE, type Block, blockAt, weaponOfBlock } from '../generate/weapons.ts'
import { addEvent, addTransfer, occurredOf, PartyMemory, stepId } from './life-rows.ts'
import type { RowBatch } from './tables.ts'
import { addWeapon, momentOf } from './weapon-rows.ts'

/** What is loaded: everything, or only what a search reads. */
export type Profile = 'full' | 'search-only'

export interface LoadPlan extends Population {
  readonly profile: Profile
  /** Facts of the newest weapons are in the ledger's queue and the outbox too, as those that no sequencer has taken yet. */
  readonly waitingWeapons: number
  readonly withFacts: boolean
}

/** The id of the nth weapon; the same for every profile. */
export function weaponIdAt(population: Population, index: number): string {
  const block = Math.floor(index / BLOCK_SIZE)
  return idAt(population.seed, 'weapon', index, recordedMs(population, block, index % BLOCK_SIZE, 0))
}

/** How many weapons a block has: the last may have fewer. */
export function sizeOfBlock({ weapons }: Population, number: number): number {
  return Math.max(0, Math.min(BLOCK_SIZE, weapons - number * BLOCK_SIZE))
}

export function countBlocks({ weapons }: Population): number {
  return Math.ceil(weapons / BLOCK_SIZE)
}

interface Laid {
  readonly plan: LoadPlan
  readonly block: Block
  readonly life: BlockLife
  readonly batch: RowBatch
  readonly parties: PartyMemory
}

function factsFor({ plan }: Laid, index: number): { readonly waiting: boolean } | null {
  return plan.withFacts ? { waiting: index >= plan.weapons - plan.waitingWeapons } : null
}

/** Steps that one report tells of the whole block: a transfer each. */
function addSharedTransfers(laid: Laid): void {
  const { plan, block, life, batch, parties } = laid
  for (const [n, step] of life.steps.entries()) {
    if (!step.together) continue
    const ms = recordedMs(plan, block.number, 0, n)
    const id = stepId(plan.seed, 'lot', block.number, n, ms)
    const toLoad = { id, step, weaponCount: sizeOfBlock(plan, block.number), recordedMs: ms }
    addTransfer(batch, { ...toLoad, facts: factsFor(laid, block.number * BLOCK_SIZE) }, occurredOf(plan, step), parties)
  }
}

function isKnownStatus(text: string): boolean {
  return CUSTODY_STATUSES.some((status) => status === text)
}

/** Where a weapon stands after these steps, none of which contradicts another: as `project_custody` is told. */
function stateAfter(steps: readonly LifeStep[], parties: PartyMemory) {
  const last = steps.at(-1)
  if (last === undefined) return { status: 'NOT_RECORDED', holderPartyId: null, chainIntact: true }
  const { status } = ruleOf(last.kind)
  if (!isKnownStatus(status)) throw new Error(`${last.kind} leaves the state open`)
  const isLost = last.channel === 'EVENT'
  return { status, holderPartyId: isLost ? null : (parties.at(last.to)?.id ?? null), chainIntact: !isLost }
}

function addOne(laid: Laid, at: number): void {
  const { plan, block, life, batch, parties } = laid
  const { seed } = plan
  const weapon = weaponOfBlock(seed, block, at)
  const { index } = weapon
  const id = weaponIdAt(plan, index)
  const registeredMs = recordedMs(plan, block.number, at, 0)
  const facts = factsFor(laid, index)
  const agencyId = agencyOf(seed, homeOf(seed, block.maker)).id
  addWeapon(batch, { seed, weapon, id, agencyId, recordedMs: registeredMs, facts })
  const steps = plan.profile === 'full' ? [...life.steps, ...ownSteps(plan, block, life, index)] : []
  for (const [n, step] of steps.entries()) {
    const ms = step.together ? recordedMs(plan, block.number, 0, n) : recordedMs(plan, block.number, at, n)
    const eventId = stepId(seed, 'event', index, n, ms)
    const shared = step.together ? stepId(seed, 'lot', block.number, n, ms) : undefined
    const reportId = shared ?? (step.channel === 'EVENT' ? eventId : stepId(seed, 'fact', index, n, ms))
    const occurred = occurredOf(plan, step)
    const toLoad = { population: plan, step, weaponId: id, eventId, reportId, seq: n + 1, recordedMs: ms, facts }
    addEvent(batch, toLoad, occurred, parties)
    if (step.channel !== 'TRANSFER' || step.together) continue
    addTransfer(batch, { id: reportId, step, weaponCount: 1, recordedMs: ms, facts }, occurred, parties)
  }
  const marks = weapon.markings.length
  batch.add('weaponState', {
    weaponId: id,
    lastSeq: steps.length,
    lastMark: marks,
    lastDescription: 1,
    ...stateAfter(steps, parties),
    consigneePartyId: null,
    groupId: null,
    ownStatus: null,
    registeredAt: momentOf(registeredMs),
  })
}

/** Adds all rows of one block to a batch. */
export function addBlock(plan: LoadPlan, number: number, batch: RowBatch): void {
  const block = blockAt(plan.seed, number)
  const laid: Laid = { plan, block, life: blockLife(plan, block), batch, parties: new PartyMemory(plan) }
  if (plan.profile === 'full') addSharedTransfers(laid)
  for (let at = 0; at < sizeOfBlock(plan, number); at++) addOne(laid, at)
}

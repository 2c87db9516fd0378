import { type EventKind, ruleOf } from '../domain/custody/event-kinds.ts'
import { recordCustodyEvent } from '../features/custody/record-custody-event.ts'
import { recordTransfer } from '../features/custody/record-transfer.ts'
import type { NewCustodyEvent, NewTransfer } from '../features/custody/schemas.ts'
import type { VerbWrite } from '../features/storing.ts'
import { registerWeapon } from '../features/weapons/register-weapon.ts'
import type { NewWeapon } from '../features/weapons/schemas.ts'

/** One thing that happened to one or more weapons; parties by id, the place by its country or in full. */
export interface DemoStep {
  readonly id?: string
  readonly kind: EventKind
  readonly from?: string
  readonly to?: string
  readonly on: NewTransfer['occurredAt']
  readonly place?: NonNullable<NewTransfer['place']>
  readonly destination?: string
  readonly documents?: NonNullable<NewTransfer['documents']>
}

/** One weapon and what is recorded of it, in the order of its life. */
export interface DemoLife {
  readonly weapon: NewWeapon & { readonly id: string }
  readonly steps: readonly DemoStep[]
  /** Its recovery, where another agency than the demo's own contact point reports it: a flag then names that agency's desk. */
  readonly recovery?: { readonly byAgencyId: string; readonly step: DemoStep }
}

function transferOf(weaponIds: string[], step: DemoStep): NewTransfer {
  return {
    kind: step.kind,
    weaponIds,
    occurredAt: step.on,
    ...(step.id === undefined ? {} : { id: step.id }),
    ...(step.from === undefined ? {} : { fromPartyId: step.from }),
    ...(step.to === undefined ? {} : { toPartyId: step.to }),
    ...(step.place === undefined ? {} : { place: step.place }),
    ...(step.destination === undefined ? {} : { destinationCountry: step.destination }),
    ...(step.documents === undefined ? {} : { documents: step.documents }),
  }
}

function eventOf(weaponIds: string[], step: DemoStep): NewCustodyEvent {
  const partyId = ruleOf(step.kind).partyIs === 'FROM' ? step.from : step.to
  return {
    kind: step.kind,
    weaponIds,
    occurredAt: step.on,
    ...(step.id === undefined ? {} : { id: step.id }),
    ...(partyId === undefined ? {} : { partyId }),
    ...(step.place === undefined ? {} : { place: step.place }),
    ...(step.documents === undefined ? {} : { documents: step.documents }),
  }
}

/** Records a step for up to 500 weapons, as a hand-over where its kind is one. */
export async function recordStep(write: VerbWrite, weaponIds: readonly string[], step: DemoStep): Promise<void> {
  const isTransfer = ruleOf(step.kind).channels.includes('TRANSFER')
  if (isTransfer) await recordTransfer(write, transferOf([...weaponIds], step))
  else await recordCustodyEvent(write, eventOf([...weaponIds], step))
}

/** Registers the weapon and records its life. */
export async function recordLife(write: VerbWrite, { weapon, steps }: DemoLife): Promise<void> {
  await registerWeapon(write, weapon)
  for (const step of steps) await recordStep(write, [weapon.id], step)
}

import type { CustodyEvent, PartyRef } from '../../src/domain/custody/types.ts'
import type { Occurred } from '../../src/domain/time/occurred-at.ts'
import { resolveOccurredAt } from '../../src/domain/time/occurred-at.ts'
import { zonesOf } from '../../src/domain/time/zones.ts'
import { factOf, rowOf } from '../../src/store/insert-events.ts'
import type { LifeStep } from '../generate/lives.ts'
import { type GeneratedParty, partyAt, type Population } from '../generate/parties.ts'
import { idAt } from '../generate/random.ts'
import { addFacts } from './facts.ts'
import type { RowBatch } from './tables.ts'
import { momentOf } from './weapon-rows.ts'

/** One step of one weapon's life, with the ids and the moment under which it is recorded. */
export interface StepToLoad {
  readonly population: Population
  readonly step: LifeStep
  readonly weaponId: string
  readonly eventId: string
  readonly reportId: string
  readonly seq: number
  readonly recordedMs: number
  readonly facts: { readonly waiting: boolean } | null
}

const readSteps = new WeakMap<LifeStep, Occurred>()

/** The date as the service reads it: an origin in the zones of its holder's State, the rest where the report names a place. A block shares its steps. */
export function occurredOf(population: Population, step: LifeStep): Occurred {
  const known = readSteps.get(step)
  if (known !== undefined) return known
  const origin = step.channel === 'ORIGIN' && step.to !== null ? partyAt(population, step.to).country : null
  const country = step.place ?? origin
  const read = resolveOccurredAt(step.day, { zones: country === null ? [] : zonesOf(country) })
  if (!read.ok) throw new Error(`a day that cannot be read: ${step.day}`)
  readSteps.set(step, read.occurred)
  return read.occurred
}

function refOf(party: GeneratedParty | null): PartyRef | null {
  return party === null ? null : { id: party.id, kind: party.kind, country: party.country }
}

/** Parties come again and again within a block. */
export class PartyMemory {
  readonly #population: Population
  readonly #known = new Map<number, GeneratedParty>()

  constructor(population: Population) {
    this.#population = population
  }

  at(number: number | null): GeneratedParty | null {
    if (number === null) return null
    const known = this.#known.get(number)
    if (known !== undefined) return known
    const party = partyAt(this.#population, number)
    this.#known.set(number, party)
    return party
  }
}

/** The rows of one event, made by the service's own functions; `occurred` is read once for a block. */
export function addEvent(batch: RowBatch, toLoad: StepToLoad, occurred: Occurred, parties: PartyMemory): void {
  const { step, weaponId, eventId, reportId, seq, recordedMs, facts } = toLoad
  const recordedAt = momentOf(recordedMs)
  const { agencyId } = step
  const event: CustodyEvent = {
    id: eventId,
    weaponId,
    seq,
    kind: step.kind,
    from: refOf(parties.at(step.from)),
    to: refOf(parties.at(step.to)),
    carrier: null,
    occurred,
    knownSince: null,
    recordedAt,
    place: step.place === null ? null : { country: step.place },
    destinationCountry: step.destinationCountry,
    transitCountries: [],
    documents: step.documents,
    reporterAgencyId: agencyId,
    declarationId: null,
  }
  const stored = { event, reportId, noteId: null }
  batch.add('custodyEvent', rowOf(stored))
  batch.add('eventLocator', { eventId, weaponId })
  batch.add('weaponReader', { weaponId, sourceId: eventId, agencyId, basis: 'REPORTED', names: false, recordedAt })
  if (facts !== null) addFacts(batch, { agencyId, recordedAt, ...facts }, [factOf(stored)])
}

/** What a transfer is beside the events it does to each weapon. */
export interface TransferToLoad {
  readonly id: string
  readonly step: LifeStep
  readonly weaponCount: number
  readonly recordedMs: number
  readonly facts: { readonly waiting: boolean } | null
}

/** The row of a transfer and its fact, as `features/custody/record-transfer.ts` stores them. */
export function addTransfer(batch: RowBatch, toLoad: TransferToLoad, occurred: Occurred, parties: PartyMemory): void {
  const { id, step, weaponCount, recordedMs, facts } = toLoad
  const recordedAt = momentOf(recordedMs)
  const { kind, agencyId, place, destinationCountry, documents } = step
  const named = {
    fromPartyId: parties.at(step.from)?.id ?? null,
    toPartyId: parties.at(step.to)?.id ?? null,
    carrierPartyId: null,
  }
  batch.add('transfer', {
    id,
    kind,
    ...named,
    weaponCount,
    occurred,
    place: place === null ? null : { country: place },
    destinationCountry,
    transitCountries: [],
    documents,
    noteId: null,
    consignmentId: null,
    agencyId,
    recordedAt,
  })
  if (facts === null) return
  const body = { transferKind: kind, weaponCount, noteId: null, ...named }
  addFacts(batch, { agencyId, recordedAt, ...facts }, [{ id, kind: 'transfer', body }])
}

/** The id of a report or an event, from the place of its weapon or block and of the step in its life. */
export function stepId(
  seed: number,
  stream: 'event' | 'lot' | 'fact',
  index: number,
  step: number,
  ms: number,
): string {
  return idAt(seed, stream, index * 16 + step, ms)
}

import type { JsonValue } from '../../domain/ledger/canonical-json.ts'
import type { DisclosedFact } from '../../domain/ledger/disclosed-fields.ts'
import { isErasable, remainingOf } from '../../domain/retention/erased-fields.ts'
import { floorOf, longest, type Retained, retainedKindOf, type RetentionRegime } from '../../domain/retention/floors.ts'
import type { Floors } from '../../domain/retention/grounds.ts'
import type { Tx } from '../../store/db.ts'
import {
  findAnswersTelling,
  findEventsCiting,
  findEventsOfParty,
  findEventsToErase,
  findEvidenceToErase,
  findLastAct,
  findLicenceDays,
  findMovesWith,
  findPermits,
  findPersonal,
  findTextsNaming,
  type PersonalToErase,
  type RetainedEvent,
  sealedBodies,
  type WholeFact,
} from '../../store/erasure.ts'
import { unseal } from '../../store/seal.ts'

/** What is to be erased: all that is known of a person (a party, or a user of the registry), what an event says beyond custody, the bytes of a file. */
export interface ErasureSubject {
  readonly kind: 'PERSON' | 'CUSTODY_EVENT' | 'EVIDENCE_FILE'
  readonly id: string
}

/** The rules by which the time is counted. */
export interface Regimes {
  /** Those that bind the registry. */
  readonly binding: readonly RetentionRegime[]
  /** Fewer, for this order alone; undefined where all of them count. */
  readonly narrowed?: readonly RetentionRegime[] | undefined
}

/** What would go, and until when it must be kept. */
export interface ErasurePlan {
  readonly subject: ErasureSubject
  readonly floors: Floors
  readonly personal: readonly PersonalToErase[]
  readonly sealed: readonly { readonly keyId: string; readonly source: string }[]
  readonly facts: readonly {
    readonly factId: string
    readonly weaponId: string | null
    readonly remaining: DisclosedFact
  }[]
}

/** A shorter one stands by chance in too many texts. */
const SHORTEST_NAME = 5

/** Replies and answers in which all of these stand. Each is opened: nothing outside says what is in it. */
async function findSealed(tx: Tx, needles: readonly (readonly string[])[]): Promise<ErasurePlan['sealed']> {
  const found: { keyId: string; source: string }[] = []
  for await (const { keyId, source, sealed } of sealedBodies(tx)) {
    const text = await unseal(tx, { keyId, sealed })
    if (text !== null && needles.some((all) => all.every((needle) => text.includes(needle)))) {
      found.push({ keyId, source })
    }
  }
  return found
}

const within = (text: string): string => JSON.stringify(text).slice(1, -1)

function namesIn(personal: readonly PersonalToErase[]): readonly string[] {
  const said = personal.flatMap(({ kind, body }) => (kind === 'PARTY_NAME' ? [body['name']] : [body['subject']]))
  return [...new Set(said.filter((name) => typeof name === 'string'))]
}

function floorsOf(records: readonly Retained[], { binding, narrowed }: Regimes): Floors {
  const by = (regimes: readonly RetentionRegime[]) => longest(records.map((record) => floorOf(record, regimes)))
  return {
    binding: by(binding),
    ...(narrowed === undefined ? {} : { narrowed: { regimes: narrowed, ...by(narrowed) } }),
  }
}

const retainedOf = ({ kind, happenedOn, destroyedOn }: RetainedEvent): Retained => ({
  kind: retainedKindOf(kind),
  happenedOn,
  destroyedOn,
})

function erased({ factId, weaponId, kind, canonical, secret }: WholeFact): ErasurePlan['facts'][number] {
  if (!isErasable(kind)) throw new Error(`nothing can be erased of a fact of kind ${kind}`)
  return { factId, weaponId, remaining: remainingOf(kind, secret, JSON.parse(canonical) as JsonValue) }
}

/** The facts of events that were not erased before, of parts that their reports moved, and of answers that told of them. */
async function factsOfEvents(tx: Tx, eventIds: readonly string[]): Promise<ErasurePlan['facts']> {
  if (eventIds.length === 0) return []
  const events = (await findEventsToErase(tx, eventIds)).flatMap(({ eventId, weaponId, canonical, secret }) =>
    canonical === null || secret === null
      ? []
      : [{ factId: eventId, weaponId, kind: 'custody-event' as const, canonical, secret }],
  )
  const moves = await findMovesWith(tx, eventIds)
  return [...events, ...moves, ...(await findAnswersTelling(tx, eventIds))].map(erased)
}

async function planPerson(tx: Tx, subject: ErasureSubject, regimes: Regimes): Promise<ErasurePlan> {
  const own = await findPersonal(tx, subject.id)
  const names = namesIn(own)
  const texts = await findTextsNaming(
    tx,
    subject.id,
    names.filter((name) => name.length >= SHORTEST_NAME),
  )
  const events = await findEventsOfParty(tx, subject.id)
  const licences = await findLicenceDays(tx, subject.id)
  const act = await findLastAct(tx, subject.id)
  const records = [
    ...events.map(retainedOf),
    ...licences.map((happenedOn) => ({ kind: 'LICENCE' as const, happenedOn })),
    ...(act === null ? [] : [{ kind: 'TRACE' as const, happenedOn: act }]),
  ]
  const permits = await findPermits(tx, subject.id)
  const numbers = [...new Set(permits.flatMap(({ number }) => number ?? []))]
  const citing = await findEventsCiting(tx, subject.id, numbers)
  const needles = [...names, ...numbers].map((word) => [subject.id, within(word)])
  const sealed = await findSealed(tx, [...needles, ...citing.map((id) => [id])])
  const facts = [...permits.map(erased), ...(await factsOfEvents(tx, citing))]
  return { subject, floors: floorsOf(records, regimes), personal: [...own, ...texts], sealed, facts }
}

async function planEvent(tx: Tx, subject: ErasureSubject, regimes: Regimes): Promise<ErasurePlan> {
  const [event] = await findEventsToErase(tx, [subject.id])
  if (event === undefined) throw new Error('The registry knows no event of this id.')
  if (event.canonical === null) throw new Error('This event was erased before.')
  const floors = floorsOf([retainedOf(event)], regimes)
  const sealed = await findSealed(tx, [[subject.id]])
  return { subject, floors, personal: [], sealed, facts: await factsOfEvents(tx, [subject.id]) }
}

async function planEvidence(tx: Tx, subject: ErasureSubject, regimes: Regimes): Promise<ErasurePlan> {
  const file = await findEvidenceToErase(tx, subject.id)
  if (file === undefined) throw new Error('The registry knows no evidence file of this id.')
  if (!file.isThere) throw new Error('The content of this file was erased before.')
  const floors = floorsOf([{ kind: 'TRACE', happenedOn: file.day }], regimes)
  return { subject, floors, personal: [], sealed: [{ keyId: file.keyId, source: 'EVIDENCE' }], facts: [] }
}

/** Says what an order would erase, and until when it must be kept. Throws an Error where there is nothing of this id, or nothing any more. */
export async function planErasure(tx: Tx, subject: ErasureSubject, regimes: Regimes): Promise<ErasurePlan> {
  if (subject.kind === 'CUSTODY_EVENT') return planEvent(tx, subject, regimes)
  if (subject.kind === 'EVIDENCE_FILE') return planEvidence(tx, subject, regimes)
  const plan = await planPerson(tx, subject, regimes)
  if (plan.personal.length + plan.facts.length === 0) {
    throw new Error('The registry has no personal record of this subject.')
  }
  return plan
}

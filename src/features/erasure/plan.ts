import type { JsonValue } from '../../domain/ledger/canonical-json.ts'
import type { DisclosedFact } from '../../domain/ledger/disclosed-fields.ts'
import { remainingOf } from '../../domain/retention/erased-fields.ts'
import { floorOf, longest, retainedKindOf, type RetentionRegime } from '../../domain/retention/floors.ts'
import type { Floor } from '../../domain/retention/grounds.ts'
import type { Tx } from '../../store/db.ts'
import {
  findAnswersTelling,
  findEventsOfParty,
  findEventToErase,
  findEvidenceToErase,
  findLastAct,
  findLicenceDays,
  findPersonal,
  findTextsNaming,
  type PersonalToErase,
  sealedBodies,
} from '../../store/erasure.ts'
import { unseal } from '../../store/seal.ts'

/** What is to be erased: all that is known of a person (a party, or a user of the registry), what an event says beyond custody, the bytes of a file. */
export interface ErasureSubject {
  readonly kind: 'PERSON' | 'CUSTODY_EVENT' | 'EVIDENCE_FILE'
  readonly id: string
}

/** What would go, and until when it must be kept. */
export interface ErasurePlan {
  readonly subject: ErasureSubject
  readonly floor: Floor
  readonly personal: readonly PersonalToErase[]
  readonly sealed: readonly { readonly keyId: string; readonly source: string }[]
  readonly facts: readonly { readonly factId: string; readonly weaponId: string; readonly remaining: DisclosedFact }[]
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

async function planPerson(tx: Tx, subject: ErasureSubject, regimes: readonly RetentionRegime[]): Promise<ErasurePlan> {
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
  const floors = [
    ...events.map(({ kind, happenedOn, destroyedOn }) => ({ kind: retainedKindOf(kind), happenedOn, destroyedOn })),
    ...licences.map((happenedOn) => ({ kind: 'LICENCE' as const, happenedOn })),
    ...(act === null ? [] : [{ kind: 'TRACE' as const, happenedOn: act }]),
  ].map((record) => floorOf(record, regimes))
  const sealed = await findSealed(
    tx,
    names.map((name) => [subject.id, within(name)]),
  )
  return { subject, floor: longest(floors), personal: [...own, ...texts], sealed, facts: [] }
}

async function planEvent(tx: Tx, subject: ErasureSubject, regimes: readonly RetentionRegime[]): Promise<ErasurePlan> {
  const event = await findEventToErase(tx, subject.id)
  if (event === undefined) throw new Error('The registry knows no event of this id.')
  const { canonical, secret, weaponId, eventId, kind, happenedOn, destroyedOn } = event
  if (canonical === null || secret === null) throw new Error('This event was erased before.')
  const remaining = remainingOf('custody-event', secret, JSON.parse(canonical) as JsonValue)
  const floor = floorOf({ kind: retainedKindOf(kind), happenedOn, destroyedOn }, regimes)
  const sealed = await findSealed(tx, [[eventId]])
  const answers = (await findAnswersTelling(tx, eventId)).map((answer) => ({
    factId: answer.factId,
    weaponId: answer.weaponId,
    remaining: remainingOf('trace-answer', answer.secret, JSON.parse(answer.canonical) as JsonValue),
  }))
  return { subject, floor, personal: [], sealed, facts: [{ factId: eventId, weaponId, remaining }, ...answers] }
}

async function planEvidence(
  tx: Tx,
  subject: ErasureSubject,
  regimes: readonly RetentionRegime[],
): Promise<ErasurePlan> {
  const file = await findEvidenceToErase(tx, subject.id)
  if (file === undefined) throw new Error('The registry knows no evidence file of this id.')
  if (!file.isThere) throw new Error('The content of this file was erased before.')
  const floor = floorOf({ kind: 'TRACE', happenedOn: file.day }, regimes)
  return { subject, floor, personal: [], sealed: [{ keyId: file.keyId, source: 'EVIDENCE' }], facts: [] }
}

/** Says what an order would erase, and until when it must be kept. Throws an Error where there is nothing of this id, or nothing any more. */
export async function planErasure(
  tx: Tx,
  subject: ErasureSubject,
  regimes: readonly RetentionRegime[],
): Promise<ErasurePlan> {
  if (subject.kind === 'CUSTODY_EVENT') return planEvent(tx, subject, regimes)
  if (subject.kind === 'EVIDENCE_FILE') return planEvidence(tx, subject, regimes)
  const plan = await planPerson(tx, subject, regimes)
  if (plan.personal.length === 0) throw new Error('The registry has no personal record of this subject.')
  return plan
}

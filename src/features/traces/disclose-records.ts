import type { DisclosedFact } from '../../domain/ledger/disclosed-fields.ts'
import type { AnswerWeapon, ProvableAnswer } from '../../verify/answer.ts'
import { descriptionFields, firstDifference, linkFields, markFields } from '../../verify/backed-fields.ts'
import { discloseJoints } from './disclose-joints.ts'
import { discloseParties } from './disclose-parties.ts'
import { type Chosen, knownThen, ofKind, open, type Opened, type SecretRecord, text } from './opened-record.ts'

/** A fact as a certificate shows it. */
export interface Disclosure {
  readonly factId: string
  readonly fact: DisclosedFact
}

const ALWAYS = ['/factId', '/factKind']

function disclose({ record, shows }: Chosen): Disclosure {
  const exact = new Set([...ALWAYS, ...shows])
  const below = shows.filter((pointer) => pointer.endsWith('/'))
  const isShown = (pointer: string): boolean => exact.has(pointer) || below.some((start) => pointer.startsWith(start))
  return { factId: record.factId, fact: record.disclose(isShown) }
}

function keyAndAnswer(answer: ProvableAnswer, records: readonly Opened[]): Chosen[] {
  const key = ofKind(records, 'key-event').map((record) => {
    return { record, shows: ['/event', '/use', '/kid', '/publicKey', '/from'] }
  })
  const given = ofKind(records, 'trace-answer')
    .filter(({ factId }) => factId === answer.answerId)
    .map((record) => ({ record, shows: ['/requestId', '/answer/'] }))
  return [...key, ...given]
}

/** What superseded the answer first, as the answer tells it. */
function supersession({ superseded }: ProvableAnswer, records: readonly Opened[]): Chosen[] {
  const found = ofKind(records, 'answer-supersession').find(
    (record) => text(record, '/recordedAt') === superseded?.recordedAt,
  )
  if (found === undefined) return []
  return [{ record: found, shows: ['/requestId', '/answerId', '/recordedAt', '/differences', '/differences/'] }]
}

function described(answer: ProvableAnswer, weapon: AnswerWeapon, records: readonly Opened[]): Chosen[] {
  const expected = descriptionFields(weapon)
  const isYearKnown = weapon.yearOfManufacture !== null
  const found = knownThen(answer, ofKind(records, 'description')).find(
    ({ fields }) =>
      firstDifference(fields, expected) === undefined &&
      (typeof fields.get('/yearOfManufacture') === 'number') === isYearKnown,
  )
  return found === undefined ? [] : [{ record: found, shows: [...expected.keys(), '/yearOfManufacture'] }]
}

function marked(answer: ProvableAnswer, weapon: AnswerWeapon, records: readonly Opened[]): Chosen[] {
  const candidates = knownThen(answer, ofKind(records, 'marking'))
  const taken = new Set<Opened>()
  return weapon.markings.flatMap((mark) => {
    const expected = markFields(weapon.id, mark)
    const found = candidates.find(
      (record) => !taken.has(record) && firstDifference(record.fields, expected) === undefined,
    )
    if (found === undefined) return []
    taken.add(found)
    return [{ record: found, shows: [...expected.keys()] }]
  })
}

/** The events of the chain. Who reported them, in which report, and what the chain does not tell, stays hidden. */
function events({ chain }: ProvableAnswer, records: readonly Opened[]): Chosen[] {
  const byId = new Map(ofKind(records, 'custody-event').map((record) => [record.factId, record]))
  return chain.flatMap((link) => {
    const record = link.type === 'EVENT' ? byId.get(link.eventId ?? '') : undefined
    return record === undefined ? [] : [{ record, shows: ['/weaponId', ...linkFields(link).keys()] }]
  })
}

/** Erasures of a part of these events: what is a digest in them was erased, and not withheld. Of other records of the same order nothing is shown. */
function erasures(shown: readonly Chosen[], records: readonly Opened[]): Chosen[] {
  const ids = new Set<unknown>(shown.map(({ record }) => record.factId))
  return ofKind(records, 'erasure').flatMap((record) => {
    const named = [...record.fields].filter(([pointer, value]) => pointer.startsWith('/erased/') && ids.has(value))
    const shows = named.flatMap(([pointer]) => [pointer, pointer.replace(/factId$/, 'index')])
    return named.length === 0 ? [] : [{ record, shows: ['/ground', ...shows] }]
  })
}

function weapons(weapon: AnswerWeapon, wanted: ReadonlySet<string>, records: readonly Opened[]): Chosen[] {
  return ofKind(records, 'weapon').flatMap((record) => {
    const lot = wanted.has(text(record, '/lot/lotId')) ? ['/lot/lotId'] : []
    if (record.factId === weapon.id) return [{ record, shows: ['/category', ...lot] }]
    return lot.length > 0 ? [{ record, shows: lot }] : []
  })
}

/**
 * The records behind an answer, each with the fields that the answer shows and the digests of all others. Pure: the records are given.
 *
 * @param answer as its asker reads it
 * @param records all that stand behind it; those that it does not show are left out
 * @param nameIds of the names that are shown beside
 */
export function discloseRecords(
  answer: ProvableAnswer,
  records: readonly SecretRecord[],
  nameIds: readonly string[],
): Disclosure[] {
  const opened = records.flatMap(open)
  const { weapon } = answer
  const shown = events(answer, opened)
  const wanted = new Set(shown.map(({ record }) => text(record, '/weaponId')))
  const chosen: Chosen[] = [
    ...keyAndAnswer(answer, opened),
    ...supersession(answer, opened),
    ...(weapon === null
      ? []
      : [
          ...weapons(weapon, wanted, opened),
          ...described(answer, weapon, opened),
          ...marked(answer, weapon, opened),
          ...shown,
          ...erasures(shown, opened),
          ...discloseJoints(answer, weapon.id, wanted, opened),
        ]),
    ...discloseParties(answer, opened, nameIds),
  ]
  return chosen.map(disclose)
}

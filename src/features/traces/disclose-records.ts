import type { JsonValue } from '../../domain/ledger/canonical-json.ts'
import { type FactField, fieldsOf } from '../../domain/ledger/commitment.ts'
import { discloseFact, withholdFields } from '../../domain/ledger/disclosed-fact.ts'
import type { DisclosedFact } from '../../domain/ledger/disclosed-fields.ts'
import type { AnswerWeapon, ProvableAnswer } from '../../verify/answer.ts'
import {
  type Backed,
  descriptionFields,
  firstDifference,
  linkFields,
  markFields,
  partiesIn,
} from '../../verify/backed-fields.ts'

/** A fact with what opens it. */
export interface SecretRecord {
  readonly factId: string
  readonly kind: string
  /** Null, with the secret, of a fact that was lawfully erased. */
  readonly canonical: string | null
  readonly secret: Buffer | null
  /** What is left of an erased fact. */
  readonly remaining: DisclosedFact | null
}

/** A fact as a certificate shows it. */
export interface Disclosure {
  readonly factId: string
  readonly fact: DisclosedFact
}

interface Opened extends Pick<SecretRecord, 'factId' | 'kind'> {
  readonly fields: Backed
  readonly disclose: (shows: (pointer: string) => boolean) => DisclosedFact
}

/** What is shown of a record: these pointers, and all below those that end in a slash. */
interface Chosen {
  readonly record: Opened
  readonly shows: readonly string[]
}

const ALWAYS = ['/factId', '/factKind']

function open({ factId, kind, canonical, secret, remaining }: SecretRecord): Opened[] {
  const byPointer = (fields: readonly FactField[]): Backed =>
    new Map(fields.map(({ pointer, value }) => [pointer, value]))
  if (canonical !== null && secret !== null) {
    const json = JSON.parse(canonical) as JsonValue
    return [{ factId, kind, fields: byPointer(fieldsOf(json)), disclose: (shows) => discloseFact(secret, json, shows) }]
  }
  if (remaining === null) return []
  return [{ factId, kind, fields: byPointer(remaining.shown), disclose: (shows) => withholdFields(remaining, shows) }]
}

function disclose({ record, shows }: Chosen): Disclosure {
  const exact = new Set([...ALWAYS, ...shows])
  const below = shows.filter((pointer) => pointer.endsWith('/'))
  const isShown = (pointer: string): boolean => exact.has(pointer) || below.some((start) => pointer.startsWith(start))
  return { factId: record.factId, fact: record.disclose(isShown) }
}

const ofKind = (records: readonly Opened[], kind: string): readonly Opened[] =>
  records.filter((record) => record.kind === kind)

function text({ fields }: Opened, pointer: string): string {
  const value = fields.get(pointer)
  return typeof value === 'string' ? value : ''
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

/** What was recorded by the time of the answer, the newest first. */
function knownThen({ answeredAt }: ProvableAnswer, records: readonly Opened[]): readonly Opened[] {
  return records
    .filter((record) => text(record, '/recordedAt') <= answeredAt)
    .toSorted((a, b) => (text(a, '/recordedAt') < text(b, '/recordedAt') ? 1 : -1))
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

/** The links by which the records of these events are one with the answer's weapon: the shortest way to each, and no other link. */
function joints(weaponId: string, wanted: ReadonlySet<string>, records: readonly Opened[]): Chosen[] {
  const links = ofKind(records, 'identity-link')
  const ways = new Map<string, readonly Opened[]>([[weaponId, []]])
  // A map may grow while it is walked, and the walk then reaches what was added.
  for (const [member, way] of ways) {
    for (const link of links) {
      const ends = [text(link, '/weaponId'), text(link, '/otherWeaponId')]
      const other = ends.find((end) => end !== member)
      if (ends.includes(member) && other !== undefined && !ways.has(other)) ways.set(other, [...way, link])
    }
  }
  const used = new Set([...wanted].flatMap((id) => ways.get(id) ?? []))
  return [...used].map((record) => ({ record, shows: ['/weaponId', '/otherWeaponId'] }))
}

function weapons(weapon: AnswerWeapon, wanted: ReadonlySet<string>, records: readonly Opened[]): Chosen[] {
  return ofKind(records, 'weapon').flatMap((record) => {
    const lot = wanted.has(text(record, '/lot/lotId')) ? ['/lot/lotId'] : []
    if (record.factId === weapon.id) return [{ record, shows: ['/category', ...lot] }]
    return lot.length > 0 ? [{ record, shows: lot }] : []
  })
}

/** What was said of each party, as far as the answer says it: its kind and its State, and the id to which the name that is shown is bound. */
function parties(answer: ProvableAnswer, records: readonly Opened[], nameIds: readonly string[]): Chosen[] {
  const said = partiesIn(answer)
  const known = new Set<string>()
  const candidates = [...ofKind(records, 'party'), ...knownThen(answer, ofKind(records, 'party-version'))]
  return candidates.flatMap((record) => {
    const isVersion = record.kind === 'party-version'
    const id = isVersion ? text(record, '/partyId') : record.factId
    const ofParty = said.filter(({ partyId }) => partyId === id)
    const isNews = (pointer: string, values: readonly string[]): boolean => {
      const key = `${id} ${pointer} ${text(record, pointer)}`
      if (known.has(key) || !values.includes(text(record, pointer))) return false
      known.add(key)
      return true
    }
    const kind = isNews(
      '/partyKind',
      ofParty.map((party) => party.kind),
    )
    const country = isNews(
      '/country',
      ofParty.map((party) => party.country),
    )
    const name = isNews('/nameId', nameIds)
    if (!kind && !country && !name) return []
    const shows = [
      ...(isVersion ? ['/partyId'] : []),
      ...(kind ? ['/partyKind'] : []),
      ...(country ? ['/country'] : []),
      ...(name ? ['/nameId'] : []),
    ]
    return [{ record, shows }]
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
          ...joints(weapon.id, wanted, opened),
        ]),
    ...parties(answer, opened, nameIds),
  ]
  return chosen.map(disclose)
}

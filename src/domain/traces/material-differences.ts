import { canonicalJson, type JsonValue } from '../ledger/canonical-json.ts'
import { before, type Occurred, type OccurredAtInput, resolveOccurredAt } from '../time/occurred-at.ts'
import { zonesOf } from '../time/zones.ts'

type Fields = Readonly<Record<string, unknown>>

/** An answer as it is stored and sent, with or without names: what is read of it is named below, and anything else may stand in it. */
export type ComparedAnswer = { readonly [field in MaterialField]?: unknown }

const PARTY = ['partyId', 'kind', 'country', 'status'] as const
const WEAPON = ['id', 'make', 'model', 'calibre'] as const
const MARK = ['kind', 'text', 'component', 'condition'] as const
const LINK = ['type', 'kind', 'occurredAt', 'place', 'documents', 'licit'] as const

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function listOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.filter(isObject) : []
}

function pick(value: unknown, fields: readonly string[]): Fields | null {
  return isObject(value) ? Object.fromEntries(fields.map((field) => [field, value[field]])) : null
}

const partyOf = (value: unknown) => pick(value, PARTY)

function weaponOf(value: unknown): unknown {
  if (!isObject(value)) return null
  // In which order marks are listed says nothing.
  const marks = listOf(value['markings']).map((mark) => textOf(pick(mark, MARK)))
  return { ...pick(value, WEAPON), markings: marks.toSorted() }
}

function rangeOf({ occurredAt, place }: Fields): Occurred | null {
  const zones = isObject(place) && typeof place['country'] === 'string' ? zonesOf(place['country']) : []
  const read = isObject(occurredAt) ? resolveOccurredAt(occurredAt as OccurredAtInput, { zones }) : null
  return read?.ok === true ? read.occurred : null
}

/**
 * What a link tells of the way to the recovery asked about. That recovery itself, once it is recorded, is what was asked about; what an authority did with the
 * weapon from then on, say with the exhibit, says nothing of how it came there.
 */
function countsFor(link: Fields, recovery: Occurred | null): boolean {
  const occurred = rangeOf(link)
  if (link['licit'] === 'STATE_CUSTODY') return recovery !== null && occurred !== null && before(occurred, recovery)
  return recovery === null || occurred === null || !before(recovery, occurred)
}

function linkOf(link: Fields): Fields {
  const sides = ['from', 'to', 'owner'].map((side) => [side, partyOf(link[side])])
  return { ...pick(link, LINK), ...Object.fromEntries(sides) }
}

type Projection = (value: unknown, recovery: Occurred | null) => unknown

const asItIs: Projection = (value) => value ?? null

/** What of each field is material, in the order of an answer. The rest of an answer may change and the answer stands. */
const MATERIAL = {
  outcome: asItIs,
  weapon: weaponOf,
  manufacturer: (value) => pick(value, ['partyId', 'kind', 'country', 'make']),
  chain: (value, recovery) =>
    listOf(value)
      .filter((link) => countsFor(link, recovery))
      .map(linkOf),
  lastLicitHolder: partyOf,
  contenders: (value) => listOf(value).map(partyOf),
  diversion: asItIs,
  diversions: listOf,
  timeToCrimeDays: asItIs,
  timeToDiversionDays: asItIs,
  // By their States: the reasons are words, and a release that words them better supersedes nothing.
  nextAuthorities: (value) => listOf(value).map(({ country }) => country),
  flags: (value) =>
    listOf(value)
      .filter(({ blocking }) => blocking === true)
      .map((flag) => pick(flag, ['code', 'country'])),
} as const satisfies Record<string, Projection>

export type MaterialField = keyof typeof MATERIAL
export const MATERIAL_FIELDS = Object.keys(MATERIAL) as [MaterialField, ...MaterialField[]]

function textOf(value: unknown): string {
  return canonicalJson(JSON.parse(JSON.stringify(value)) as JsonValue)
}

/**
 * The fields in which the answer of today supersedes the one that was given; empty where that one stands. Names, who holds the weapon by now, who reported a
 * link and how sure it is, and flags that block nothing are not compared. Where there is no answer today, all that was told no longer stands.
 */
export function materialDifferences(
  given: ComparedAnswer,
  today: ComparedAnswer | null,
  recovery: Occurred | null,
): readonly MaterialField[] {
  const told = (answer: ComparedAnswer, field: MaterialField) => textOf(MATERIAL[field](answer[field], recovery))
  return MATERIAL_FIELDS.filter((field) => told(given, field) !== told(today ?? {}, field))
}

import type { Finding } from '../../domain/findings.ts'
import type { Requester } from '../../domain/requester.ts'
import { bearsReadableMark } from '../../domain/seizures/traceability.ts'
import type { Occurred } from '../../domain/time/occurred-at.ts'
import { type Identified, identifyWeapons } from '../identify-weapon.ts'
import type { SearchStop } from '../search-limit.ts'
import type { VerbWrite } from '../storing.ts'
import { type Flagged, flagIdentified } from '../../tracing/flag-identified.ts'
import type { RecordedItem } from './store-items.ts'

/** What was found of an item, and what must be known of it. */
export interface IdentifiedItem extends RecordedItem {
  /** Null where the registry was not searched. */
  readonly found: Identified | null
  readonly flags: Flagged['flags']
  readonly findings: readonly Finding[]
  /** The registered weapon that it is beyond doubt, with nothing speaking against it: joined to it without a person. */
  readonly joinTo: string | null
}

export interface IdentifiedItems {
  readonly items: readonly IdentifiedItem[]
  /** On the call as a whole. */
  readonly findings: readonly Finding[]
}

/** A lot has no number, and without a mark there is nothing to look up. */
function isSearchable({ item: { lot, observation } }: RecordedItem): boolean {
  return lot === null && bearsReadableMark(observation)
}

const LIMIT_REACHED: Finding = {
  code: 'SEARCH_LIMIT_REACHED',
  severity: 'WARNING',
  pointer: '#/items',
  detail: 'The items are recorded and were not identified: your agency has asked unusually often in the last hour.',
  hint: 'In an hour, ask for traces of them: POST /v1/trace-requests with seizureItemId.',
}

const TWICE: Omit<Finding, 'pointer'> = {
  code: 'IDENTIFIED_TWICE',
  severity: 'WARNING',
  detail:
    'Another item of this call was identified as the same weapon, so that one of them bears the number of another.',
  hint: 'Compare both with the candidate; a person decides which of them it is.',
}

function atItem(findings: readonly Finding[], pointer: string): Finding[] {
  return findings.map((finding) => ({ ...finding, pointer: finding.pointer.replace('#', pointer) }))
}

/** Weapons that more than one item was identified as: two things on a table are not one weapon, whatever is read on them. */
function pointedAtTwice(found: readonly Identified[]): ReadonlySet<string> {
  const pointed = found.flatMap(({ identification: { weaponId } }) => weaponId ?? [])
  return new Set(pointed.filter((id, n) => pointed.indexOf(id) !== n))
}

function judgeItem(
  recorded: RecordedItem,
  found: Identified,
  { flags, findings, isReleasable }: Flagged,
  twice: ReadonlySet<string>,
): IdentifiedItem {
  const { pointer } = recorded.item
  const { weaponId } = found.identification
  const isTwice = weaponId !== null && twice.has(weaponId)
  const own = atItem([...found.identification.findings, ...findings], pointer)
  if (!isTwice) return { ...recorded, found, flags, findings: own, joinTo: isReleasable ? weaponId : null }
  const held = { ...found, identification: { ...found.identification, releasable: false } }
  return { ...recorded, found: held, flags, findings: [...own, { ...TWICE, pointer }], joinTo: null }
}

/**
 * Searches the registry for all items at once, and tells what must be known of what was found: in a fixed number of statements. Where the agency has asked too
 * often nothing is searched, and the recovery is recorded all the same.
 */
export async function identifyItems(
  { tx, requester }: Pick<VerbWrite, 'tx'> & { readonly requester: Requester },
  items: readonly RecordedItem[],
  recovery: { readonly country: string; readonly occurred: Occurred },
  asked: { readonly searchStop: SearchStop; readonly now: string },
): Promise<IdentifiedItems> {
  const searchable = items.filter(isSearchable)
  const nothing = (one: RecordedItem): IdentifiedItem => ({
    ...one,
    found: null,
    flags: [],
    findings: [],
    joinTo: null,
  })
  if (searchable.length === 0) return { items: items.map(nothing), findings: [] }
  if (!(await asked.searchStop.mayAsk({ tx, requester }, searchable.length)))
    return { items: items.map(nothing), findings: [LIMIT_REACHED] }
  const found = await identifyWeapons(
    tx,
    searchable.map(({ item }) => item.observation),
  )
  const toFlag = found.map((one) => ({ found: one, recovery }))
  const judged = await flagIdentified(tx, requester, toFlag, asked.now)
  const twice = pointedAtTwice(found)
  const identified = searchable.map((item, n) => {
    const [one, flagged] = [found[n], judged[n]]
    if (one === undefined || flagged === undefined) throw new Error('an item was not searched for')
    return judgeItem(item, one, flagged, twice)
  })
  const byId = new Map(identified.map((one) => [one.item.id, one]))
  return { items: items.map((one) => byId.get(one.item.id) ?? nothing(one)), findings: [] }
}

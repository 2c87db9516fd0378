import { storedMakeKeys } from '../domain/identification/make-keys.ts'
import { type Quantity, toAmountText, toMillionths } from '../domain/components/quantity.ts'
import type { WeaponCategory } from '../domain/vocabulary/weapons.ts'
import { appendFacts } from '../store/append-fact.ts'
import { readClock } from '../store/clock.ts'
import { insertEvidenceUses } from '../store/evidence-uses.ts'
import { insertRows } from '../store/insert-rows.ts'
import { insertMarkingKeys } from '../store/marking-keys.ts'
import { newId } from '../store/new-id.ts'
import { weaponLot } from '../store/tables/components.ts'
import { marking, weapon, weaponDescription, weaponReader } from '../store/tables/weapons.ts'
import { openWeaponStates } from '../store/weapon-states.ts'
import type { VerbWrite } from './storing.ts'
import { descriptionFact, lotFact, markingFact, markingNaming } from './weapon-facts.ts'
import { descriptionRow, markingKeyRows, markingRow, type Recording } from './weapon-rows.ts'
import type { NewDescription, NewMarking } from './weapon-schemas.ts'

/** What is recorded of a new weapon: description, marks, and of what comes in a quantity how much. */
interface WeaponToDescribe extends Omit<NewDescription, 'id' | 'validFrom'> {
  readonly category: WeaponCategory
  readonly markings: readonly Omit<NewMarking, 'id'>[]
  readonly lot?: { readonly number?: string | undefined; readonly quantity: Quantity } | undefined
}

/** A weapon on its way in, under the id it gets. */
export interface WeaponToStore {
  readonly id: string
  readonly wanted: WeaponToDescribe
  /** The split that made it, where it is a part of a lot. */
  readonly splitOff?: { readonly lotId: string; readonly splitId: string }
  /** An item that an authority recovered: it is described as it was read, and no search finds it (design 5). */
  readonly recovered?: boolean
}

/** What the record is a quantity of; the amount as decimal text, so that the fact keeps its digits. */
function lotRowOf({ id, wanted: { lot }, splitOff }: WeaponToStore, agencyId: string, recordedAt: string) {
  if (lot === undefined) return null
  const millionths = toMillionths(lot.quantity.amount)
  if (millionths === undefined) throw new Error('a quantity that was checked cannot be read')
  const part = { lotId: splitOff?.lotId ?? null, splitId: splitOff?.splitId ?? null }
  const { unit } = lot.quantity
  return {
    weaponId: id,
    number: lot.number ?? null,
    amount: toAmountText(millionths),
    unit,
    ...part,
    agencyId,
    recordedAt,
  }
}

export function rowsOf(item: WeaponToStore, agencyId: string, recordedAt: string) {
  const { id, wanted, recovered = false } = item
  const { category, markings } = wanted
  const recording: Recording = { weaponId: id, agencyId, recordedAt }
  const description = descriptionRow(recording, newId(), 1, wanted)
  const marks = markings.map((mark, n) => markingRow({ ...recording, base: `#/markings/${n}` }, newId(), n + 1, mark))
  const lot = lotRowOf(item, agencyId, recordedAt)
  // The files that each mark names, in the order of the marks.
  const evidence = markings.map(({ evidenceIds = [] }) => evidenceIds)
  return { id, category, recovered, agencyId, recordedAt, description, marks, lot, evidence }
}
export type StoredRows = ReturnType<typeof rowsOf>

export function factsOf({ id, category, recovered, description, marks, lot, evidence }: StoredRows) {
  const body = { category, ...(recovered ? { recovered } : {}), ...(lot === null ? {} : { lot: lotFact(lot) }) }
  return [
    { id, kind: 'weapon' as const, body },
    descriptionFact(description),
    ...marks.map((mark, n) => markingFact(mark, evidence[n] ?? [])),
  ]
}

/**
 * Weapons with description, marks, search keys and state row, and a fact for each, in eight statements whatever their number; a ninth where marks name evidence.
 * A recovered item gets no search keys: what was read on it may be another weapon's number.
 */
export async function storeWeaponRows(write: VerbWrite, weapons: readonly WeaponToStore[]): Promise<StoredRows[]> {
  const { tx, requester } = write
  const { agencyId } = requester
  const recordedAt = await readClock(tx)
  const rows = weapons.map((item) => rowsOf(item, agencyId, recordedAt))
  const weaponRows = rows.map(({ id, category, recovered }) => ({ id, category, agencyId, recordedAt, recovered }))
  const descriptions = rows.map(({ description }) => description)
  const marks = rows.flatMap((row) => row.marks)
  const keys = rows.flatMap(({ recovered, description, marks: own }) =>
    recovered ? [] : own.flatMap((mark) => markingKeyRows(mark, storedMakeKeys(description.make))),
  )
  await insertRows(tx, weapon, weaponRows)
  await insertRows(tx, weaponDescription, descriptions)
  await insertRows(tx, marking, marks)
  await insertMarkingKeys(tx, keys)
  await openWeaponStates(
    tx,
    rows.map(({ id, marks: own }) => ({ id, marks: own.length })),
  )
  const sight = { agencyId, basis: 'REGISTERED' as const, names: false, recordedAt }
  const sights = rows.map(({ id }) => ({ weaponId: id, sourceId: id, ...sight }))
  const lots = rows.flatMap(({ lot }) => lot ?? [])
  await insertRows(tx, weaponReader, sights)
  await insertRows(tx, weaponLot, lots)
  await appendFacts(tx, agencyId, recordedAt, rows.flatMap(factsOf))
  const namings = rows.flatMap(({ marks: own, evidence }) =>
    own.map((mark, n) => markingNaming(mark, evidence[n] ?? [])),
  )
  await insertEvidenceUses(tx, recordedAt, namings)
  return rows
}

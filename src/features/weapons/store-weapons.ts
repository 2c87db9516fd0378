import { toAmountText, toMillionths } from '../../domain/components/quantity.ts'
import { appendFacts } from '../../store/append-fact.ts'
import { readClock } from '../../store/clock.ts'
import { insertEvidenceUses } from '../../store/evidence-uses.ts'
import { insertRows } from '../../store/insert-rows.ts'
import { newId } from '../../store/new-id.ts'
import { marking, markingKey, weapon, weaponDescription, weaponReader } from '../../store/tables/weapons.ts'
import { weaponLot } from '../../store/tables/components.ts'
import type { VerbWrite } from '../storing.ts'
import { descriptionFact, lotFact, markingFact, markingNaming } from '../weapon-facts.ts'
import { openWeaponStates } from './queries.ts'
import { renderLot } from './related.ts'
import { renderDescription, renderMarking } from './render.ts'
import { descriptionRow, markingKeyRows, markingRow, type Recording } from '../weapon-rows.ts'
import type { NewWeapon, StoredWeapon } from './schemas.ts'

/** A weapon on its way in, under the id it gets. */
export interface WeaponToStore {
  readonly id: string
  readonly wanted: NewWeapon
  /** The split that made it, where it is a part of a lot. */
  readonly splitOff?: { readonly lotId: string; readonly splitId: string }
}

/** The files that each mark of a weapon names, in the order of its marks. */
function evidenceOf({ markings }: NewWeapon): (readonly string[])[] {
  return markings.map(({ evidenceIds = [] }) => evidenceIds)
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

function rowsOf(item: WeaponToStore, agencyId: string, recordedAt: string) {
  const { id, wanted } = item
  const recording: Recording = { weaponId: id, agencyId, recordedAt }
  const description = descriptionRow(recording, newId(), 1, wanted)
  const marks = wanted.markings.map((mark, n) =>
    markingRow({ ...recording, base: `#/markings/${n}` }, newId(), n + 1, mark),
  )
  const lot = lotRowOf(item, agencyId, recordedAt)
  return { id, category: wanted.category, agencyId, recordedAt, description, marks, lot, evidence: evidenceOf(wanted) }
}

function render({
  id,
  category,
  description,
  marks,
  evidence,
  recordedAt,
  lot,
}: ReturnType<typeof rowsOf>): StoredWeapon {
  const markings = marks.map((mark, n) => renderMarking(mark, evidence[n] ?? []))
  const described = renderDescription(description)
  const known = {
    id,
    category,
    ...described,
    descriptionId: description.id,
    descriptionVersion: 1,
    markings,
    recordedAt,
  }
  const quantity = lot === null ? {} : { lot: renderLot({ ...lot, taken: '0' }) }
  return { ...known, ...quantity, events: [], findings: [] }
}

/** Weapons with description, marks, search keys and state row, and a fact for each, in eight statements whatever their number; a ninth where marks name evidence. */
export async function storeWeapons(write: VerbWrite, weapons: readonly WeaponToStore[]): Promise<StoredWeapon[]> {
  const { tx, requester } = write
  const { agencyId } = requester
  const recordedAt = await readClock(tx)
  const rows = weapons.map((item) => rowsOf(item, agencyId, recordedAt))
  await insertRows(
    tx,
    weapon,
    rows.map(({ id, category }) => ({ id, category, agencyId, recordedAt, recovered: false })),
  )
  await insertRows(
    tx,
    weaponDescription,
    rows.map(({ description }) => description),
  )
  await insertRows(
    tx,
    marking,
    rows.flatMap(({ marks }) => marks),
  )
  const keys = rows.flatMap(({ marks, description }) =>
    marks.flatMap((mark) => markingKeyRows(mark, description.makeKey)),
  )
  await insertRows(tx, markingKey, keys)
  await openWeaponStates(
    tx,
    rows.map(({ id, marks }) => ({ id, marks: marks.length })),
  )
  const sight = { agencyId, basis: 'REGISTERED' as const, names: false, recordedAt }
  await insertRows(
    tx,
    weaponReader,
    rows.map(({ id }) => ({ weaponId: id, sourceId: id, ...sight })),
  )
  await insertRows(
    tx,
    weaponLot,
    rows.flatMap(({ lot }) => lot ?? []),
  )
  const facts = rows.flatMap(({ id, category, description, marks, lot, evidence }) => [
    { id, kind: 'weapon' as const, body: { category, ...(lot === null ? {} : { lot: lotFact(lot) }) } },
    descriptionFact(description),
    ...marks.map((mark, n) => markingFact(mark, evidence[n] ?? [])),
  ])
  await appendFacts(tx, agencyId, recordedAt, facts)
  const namings = rows.flatMap(({ marks, evidence }) => marks.map((mark, n) => markingNaming(mark, evidence[n] ?? [])))
  await insertEvidenceUses(tx, recordedAt, namings)
  return rows.map(render)
}

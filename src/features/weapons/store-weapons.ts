import { appendFacts } from '../../store/append-fact.ts'
import { readClock } from '../../store/clock.ts'
import { insertEvidenceUses } from '../../store/evidence-uses.ts'
import { insertRows } from '../../store/insert-rows.ts'
import { newId } from '../../store/new-id.ts'
import { marking, markingKey, weapon, weaponDescription, weaponReader } from '../../store/tables/weapons.ts'
import type { VerbWrite } from '../storing.ts'
import { descriptionFact, markingFact, markingNaming } from '../weapon-facts.ts'
import { openWeaponStates } from './queries.ts'
import { renderDescription, renderMarking } from './render.ts'
import { descriptionRow, markingKeyRows, markingRow, type Recording } from '../weapon-rows.ts'
import type { NewWeapon, StoredWeapon } from './schemas.ts'

/** A weapon on its way in, under the id it gets. */
export interface WeaponToStore {
  readonly id: string
  readonly wanted: NewWeapon
}

/** The files that each mark of a weapon names, in the order of its marks. */
function evidenceOf({ markings }: NewWeapon): (readonly string[])[] {
  return markings.map(({ evidenceIds = [] }) => evidenceIds)
}

function rowsOf({ id, wanted }: WeaponToStore, agencyId: string, recordedAt: string) {
  const recording: Recording = { weaponId: id, agencyId, recordedAt }
  const description = descriptionRow(recording, newId(), 1, wanted)
  const marks = wanted.markings.map((mark, n) =>
    markingRow({ ...recording, base: `#/markings/${n}` }, newId(), n + 1, mark),
  )
  return { id, category: wanted.category, agencyId, recordedAt, description, marks, evidence: evidenceOf(wanted) }
}

function render({ id, category, description, marks, evidence, recordedAt }: ReturnType<typeof rowsOf>): StoredWeapon {
  const markings = marks.map((mark, n) => renderMarking(mark, evidence[n] ?? []))
  const described = renderDescription(description)
  return {
    id,
    category,
    ...described,
    descriptionId: description.id,
    descriptionVersion: 1,
    markings,
    recordedAt,
    events: [],
    findings: [],
  }
}

/** Weapons with description, marks, search keys and state row, and a fact for each, in seven statements whatever their number; an eighth where marks name evidence. */
export async function storeWeapons(write: VerbWrite, weapons: readonly WeaponToStore[]): Promise<StoredWeapon[]> {
  const { tx, requester } = write
  const { agencyId } = requester
  const recordedAt = await readClock(tx)
  const rows = weapons.map((item) => rowsOf(item, agencyId, recordedAt))
  await insertRows(
    tx,
    weapon,
    rows.map(({ id, category }) => ({ id, category, agencyId, recordedAt })),
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
  const facts = rows.flatMap(({ id, category, description, marks, evidence }) => [
    { id, kind: 'weapon' as const, body: { category } },
    descriptionFact(description),
    ...marks.map((mark, n) => markingFact(mark, evidence[n] ?? [])),
  ])
  await appendFacts(tx, agencyId, recordedAt, facts)
  const namings = rows.flatMap(({ marks, evidence }) => marks.map((mark, n) => markingNaming(mark, evidence[n] ?? [])))
  await insertEvidenceUses(tx, recordedAt, namings)
  return rows.map(render)
}

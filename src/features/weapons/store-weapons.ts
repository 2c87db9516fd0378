import { type StoredRows, storeWeaponRows, type WeaponToStore } from '../store-weapons.ts'
import type { VerbWrite } from '../storing.ts'
import { renderLot } from './related.ts'
import { renderDescription, renderMarking } from './render.ts'
import type { StoredWeapon } from './schemas.ts'

function render({ id, category, description, marks, evidence, recordedAt, lot }: StoredRows): StoredWeapon {
  const markings = marks.map((mark, n) => renderMarking(mark, evidence[n] ?? []))
  const described = { ...renderDescription(description), descriptionId: description.id, descriptionVersion: 1 }
  const quantity = lot === null ? {} : { lot: renderLot({ ...lot, taken: '0' }) }
  return { id, category, ...described, markings, recordedAt, ...quantity, events: [], findings: [] }
}

/** Stores weapons, as `storeWeaponRows`, and gives them as they are sent. */
export async function storeWeapons(write: VerbWrite, weapons: readonly WeaponToStore[]): Promise<StoredWeapon[]> {
  const rows = await storeWeaponRows(write, weapons)
  return rows.map(render)
}

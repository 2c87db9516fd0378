import type { Finding } from '../domain/findings.ts'
import { asksForMarks, assessMarksForEvent } from '../domain/marking/event-marks.ts'
import { daysOf } from '../domain/time/days.ts'
import type { Tx } from '../store/db.ts'
import { loadMarkedWeapons } from '../store/marked-weapons.ts'
import type { ReportedWeapon, SharedEvent } from './report-custody.ts'

/**
 * What an event asks of the marks of its weapons (import, release from government stock, what was found). Marks are read only for the kinds that ask, and only
 * of weapons that the reporter sees: who named one by control data must not be told what is on it.
 */
export async function assessMarks(
  tx: Tx,
  shared: SharedEvent,
  reported: readonly Pick<ReportedWeapon, 'weaponId' | 'pointer' | 'visible'>[],
): Promise<Finding[]> {
  if (!asksForMarks(shared.kind)) return []
  const seen = reported.filter(({ visible }) => visible)
  const weapons = await loadMarkedWeapons(
    tx,
    seen.map(({ weaponId }) => weaponId),
  )
  const occasion = {
    kind: shared.kind,
    lastDay: daysOf(shared.occurred).last,
    country: shared.place?.country ?? shared.to?.country ?? null,
    receiverKind: shared.to?.kind ?? null,
    documentKinds: shared.documents.map(({ kind }) => kind),
  }
  return seen.flatMap(({ weaponId, pointer }) => {
    const weapon = weapons.get(weaponId)
    return weapon === undefined ? [] : assessMarksForEvent(weapon, occasion, pointer)
  })
}

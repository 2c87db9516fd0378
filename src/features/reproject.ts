import { loadRecords, projectCustody } from '../store/custody-history.ts'
import type { Write } from '../store/perform-once.ts'
import { supersedeAnswers } from '../tracing/supersede-answers.ts'
import { projectStanding } from '../store/standing.ts'
import { followHosts } from './follow-hosts.ts'
import { currentStatesOf } from './states-of.ts'

/** Writes anew what others look up of some weapons, from all that is recorded of them by now, in a fixed number of statements. The weapons are locked. */
export async function reprojectAll(write: Write, weaponIds: readonly string[], now: string): Promise<void> {
  const { tx } = write
  const records = [...(await loadRecords(tx, weaponIds)).values()]
  await projectStanding(tx, {
    declarations: records.flatMap(({ declarations }) => declarations),
    statements: records.flatMap(({ statements }) => statements),
  })
  // Two of the weapons may be one by a link; what is written of it is the same from either.
  const states = new Map(
    records.flatMap((record) => currentStatesOf(record, now)).map((state) => [state.weaponId, state] as const),
  )
  await projectCustody(tx, [...states.values()])
  await followHosts(tx, [...states.keys()], now)
  await supersedeAnswers(write, [...states.keys()], now)
}

/** The same of one weapon. */
export async function reproject(write: Write, weaponId: string, now: string): Promise<void> {
  await reprojectAll(write, [weaponId], now)
}

import type { Occurred } from '../domain/time/occurred-at.ts'
import type { Restriction } from '../domain/traces/restrictions.ts'
import { flagsOf } from '../domain/traces/flags.ts'
import type { Tx } from '../store/db.ts'
import { findDescribed } from '../store/marking-candidates.ts'
import { newId } from '../store/new-id.ts'
import type { VerbWrite } from '../features/storing.ts'
import { type Asker, loadAnswerContext } from './answer-context.ts'
import { type Asked, type Concluded, concludeReleased } from './conclude.ts'
import type { Identification } from './identification-schemas.ts'
import { loadWeapons } from './load-weapons.ts'
import { findOffices, showFlag, type ShownFlag } from './offices.ts'
import { storeAnswers } from './store-traces.ts'
import { projectTraces } from './trace-state.ts'

/** A request whose weapon is certain: confirmed by persons, or identified beyond doubt before. */
export interface ToRelease {
  readonly requestId: string
  readonly weaponId: string
  readonly asker: Asker
  readonly asked: Asked
  readonly occurred: Occurred | null
  readonly identification: Identification
  readonly restrictions: readonly Restriction[]
  readonly duplicateSerial: boolean
  /** The answer in whose place the new one stands. */
  readonly supersedes: string | null
  readonly decided: { readonly persons: number; readonly decidedAt: string } | null
}

export interface Releasable {
  readonly flags: readonly ShownFlag[]
  /** What the answer would be; nothing is stored. */
  readonly conclude: () => Promise<Concluded>
  /** Gives the answer, in the caller's transaction. */
  readonly release: (write: VerbWrite) => Promise<Concluded>
}

async function give(write: VerbWrite, wanted: ToRelease, concluded: Concluded, now: string): Promise<Concluded> {
  const { answer: given, weaponId, status } = concluded
  if (given === null) throw new Error('a released weapon was not concluded')
  const { requestId } = wanted
  const { answerId, outcome } = given.sent
  await storeAnswers(write, now, [{ requestId, toAgencyId: wanted.asker.agencyId, given }])
  await projectTraces(write.tx, [
    { requestId, status, outcome, weaponId, answerId, superseded: false, answeredAt: now },
  ])
  return concluded
}

/** Judges a weapon anew for a request, and gives the answer if the caller then wants it: it may look at the flags first. Undefined where the weapon is not described any more. */
export async function prepareRelease(tx: Tx, wanted: ToRelease, now: string): Promise<Releasable | undefined> {
  const { requestId, weaponId, asker, asked, occurred } = wanted
  const weapons = await loadWeapons(tx, [weaponId], now)
  const candidate = (await findDescribed(tx, [weaponId])).get(weaponId)
  const loaded = weapons.get(weaponId)
  if (candidate === undefined || loaded === undefined) return undefined
  const recovery = { country: asked.circumstances.country, occurred }
  const found = flagsOf(loaded.custody, loaded.events, recovery, wanted.duplicateSerial)
  const offices = await findOffices(
    tx,
    found.flatMap(({ reporterAgencyId }) => reporterAgencyId ?? []),
  )
  const flags = found.map((flag) => showFlag(flag, offices))
  const { identification, restrictions, supersedes, decided } = wanted
  const conclude = async (): Promise<Concluded> => {
    const context = await loadAnswerContext(tx, asker, weapons, true)
    const stated = { identification, restrictions, supersedes, decided }
    const head = {
      answerId: newId(),
      requestId,
      answeredAt: now,
      flags: [],
      relations: [],
      duplicateOf: null,
      ...stated,
    }
    const released = { candidate, loaded, flags, duplicateOf: null }
    return concludeReleased(head, asked, occurred, released, context)
  }
  return { flags, conclude, release: async (write) => give(write, wanted, await conclude(), now) }
}

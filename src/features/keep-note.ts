import { readClock } from '../store/clock.ts'
import { keepPersonal } from '../store/personal.ts'
import type { VerbWrite } from './storing.ts'

/** A free note may hold names, so it lies in the personal store; the fact holds its id. */
export async function keepNote(write: VerbWrite, subjectId: string, note: string | undefined): Promise<string | null> {
  if (note === undefined) return null
  return keepPersonal(write, write.begun ?? (await readClock(write.tx)), { kind: 'NOTE', subjectId, body: { note } })
}

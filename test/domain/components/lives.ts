import type { Assembly, AssemblyAction } from '../../../src/domain/components/assembly.ts'
import { recordedAtOf, readDate } from '../custody/vector-files.ts'

/** A report about the component `slide`; each is recorded a moment after the one before. */
export function report(n: number, action: AssemblyAction, hostId: string, on: string): Assembly {
  const id = `report-${String(n).padStart(2, '0')}`
  return { id, componentId: 'slide', hostId, action, occurred: readDate(on), recordedAt: recordedAtOf(n) }
}

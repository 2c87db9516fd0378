import { recordAudit } from '../../store/audit.ts'
import { newId } from '../../store/new-id.ts'
import { keepNote } from '../keep-note.ts'
import { lockOwnWeapons } from '../own-weapons.ts'
import { readDates } from '../read-report.ts'
import { storeAssemblies } from '../store-assemblies.ts'
import type { Stored, VerbWrite } from '../storing.ts'
import { refuseFuture, refuseImpossibleParts } from './check-parts.ts'
import type { NewAssembly, StoredAssembly } from './schemas.ts'

/** Records that a component was put into a weapon, or taken from it. Both must be the caller's to act on: nobody plants a part on what is another's. */
export async function recordAssembly(write: VerbWrite, wanted: NewAssembly): Promise<Stored<StoredAssembly>> {
  const { action, componentId, weaponId } = wanted
  const { occurred } = readDates(wanted)
  await refuseFuture(write, occurred)
  const named = [
    { weaponId: componentId, pointer: '#/componentId' },
    { weaponId, pointer: '#/weaponId' },
  ]
  const { weapons, recordedAt } = await lockOwnWeapons(write, named)
  const [component, host] = weapons
  if (component === undefined || host === undefined) throw new Error('a weapon that was found is missing')
  refuseImpossibleParts(host, [component])
  const id = wanted.id ?? newId()
  const findings = await storeAssemblies(write, {
    reportId: id,
    occurred,
    place: (wanted.place ?? null) as never,
    documents: (wanted.documents ?? []) as never,
    noteId: await keepNote(write, id, wanted.note),
    recordedAt,
    moves: [{ id, action, componentId, hostId: weaponId, pointer: '#/weaponId' }],
  })
  await recordAudit(write, recordedAt, 'assembly.record', [id, componentId, weaponId])
  const occurredAt = { value: occurred.value, precision: occurred.precision }
  const body = { id, action, componentId, weaponId, occurredAt, recordedAt, findings }
  return { body, location: `/v1/weapons/${componentId}`, findings }
}

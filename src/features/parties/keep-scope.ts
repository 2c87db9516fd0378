import type { LicenceScope } from '../../domain/licences/licence.ts'
import { keepNote } from '../keep-note.ts'
import type { VerbWrite } from '../storing.ts'
import type { NewLicence } from './licence-schemas.ts'

/** A scope as it is stored: its note is free text that may hold names, so the fact holds the note's id. */
export async function keepScope(
  write: VerbWrite,
  partyId: string,
  scope: NewLicence['scope'],
): Promise<LicenceScope | null> {
  if (scope === undefined) return null
  const { note, ...limits } = scope
  const noteId = await keepNote(write, partyId, note)
  return { ...limits, ...(noteId === null ? {} : { noteId }) }
}

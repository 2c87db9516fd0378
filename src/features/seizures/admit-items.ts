import { DomainError } from '../../domain/errors.ts'
import type { EvidenceMediaType } from '../../domain/evidence/media-type.ts'
import { findEvidence } from '../../store/evidence-uses.ts'
import { idTaken } from '../../store/id-taken.ts'
import { refuseUnknownEvidence } from '../name-evidence.ts'
import type { VerbWrite } from '../storing.ts'
import { claimItemIds } from './queries.ts'
import { type ReadItems, readItems, refuseMore } from './read-items.ts'
import type { NewSeizure } from './schemas.ts'

export interface AdmittedItems extends ReadItems {
  /** The files that items name, by their ids. */
  readonly evidence: ReadonlyMap<string, EvidenceMediaType>
}

function takenAt(pointer: string) {
  return idTaken().errors.map((entry) => ({ ...entry, pointer: entry.pointer.replace('#', pointer) }))
}

/**
 * Decides which items are stored: each by itself, by what it says and by what the registry knows of its files and its id. Throws `unprocessable` with all entries
 * where none can be.
 */
export async function admitItems(write: VerbWrite, wanted: NewSeizure, currentYear: number): Promise<AdmittedItems> {
  const { tx, actorId } = write
  const read = readItems(wanted.items, currentYear)
  const files = read.accepted.flatMap(({ observation }) => observation.evidenceIds ?? [])
  const evidence = await findEvidence(tx, [...new Set(files)])
  const named = refuseMore(read, ({ observation: { evidenceIds: ids }, pointer }) =>
    refuseUnknownEvidence(evidence, { pointer: `${pointer}/observation/evidenceIds`, ids }),
  )
  // Last, so that an item that is refused anyway claims nothing.
  const own = named.accepted.flatMap(({ id, isClientId }) => (isClientId && id !== wanted.id ? [id] : []))
  const free = await claimItemIds(tx, actorId, own)
  const items = refuseMore(named, ({ id, isClientId, pointer }) =>
    isClientId && !free.has(id) ? takenAt(pointer) : [],
  )
  if (items.accepted.length > 0) return { ...items, evidence }
  const errors = items.refused.toSorted((a, b) => a.n - b.n).flatMap((item) => item.errors)
  throw new DomainError('unprocessable', 'No item of this seizure can be accepted.', { errors })
}

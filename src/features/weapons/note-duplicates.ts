import type { Candidate } from '../../domain/identification/candidate.ts'
import type { ObservedWeapon } from '../../domain/identification/observation.ts'
import { findLikelyDuplicates } from '../../domain/identity/likely-duplicates.ts'
import { derivedId } from '../../store/derived-id.ts'
import { insertMissingRows } from '../../store/insert-rows.ts'
import { likelyDuplicate } from '../../store/tables/corrections.ts'
import { findCandidates } from '../identify-weapon.ts'
import type { VerbWrite } from '../storing.ts'
import type { NewWeapon } from './schemas.ts'

/** A registered text is literal: what reads as a pattern in an observation is escaped. */
function asObserved({ type, make, model, calibre, markings }: NewWeapon): ObservedWeapon {
  const marks = markings.map(({ kind, text, component, condition }) => {
    const isLiteral = condition === undefined || condition === 'INTACT'
    return { kind, text: isLiteral ? text.replaceAll(/[\\?*[\]]/g, String.raw`\$&`) : text, component, condition }
  })
  return { type, make, model, ...(calibre === undefined ? {} : { calibre }), markings: marks }
}

/** The same as a record that can be compared with others: as it is stored, whether or not a look-up found it again. */
function asRecord(weaponId: string, wanted: NewWeapon): Candidate {
  const { category, type, make, model, calibre = '', countryOfManufacture, yearOfManufacture } = wanted
  return {
    weaponId,
    category,
    type,
    make,
    model,
    calibre,
    countryOfManufacture,
    yearOfManufacture: typeof yearOfManufacture === 'number' ? yearOfManufacture : null,
    marks: wanted.markings.map(({ kind, text, component, condition }) => ({
      markingId: '',
      kind,
      text,
      component,
      condition,
    })),
  }
}

// A number on more weapons than this is no number of a weapon; a registrar would not look at each.
const MAX_PAIRS = 20

/**
 * Looks whether the registry may know a new weapon already, and notes it for registrars, with a score. Done for every registration, found or not, before the
 * reply: neither the reply nor, to speak of, its time tells the reporter (design 5).
 */
export async function noteDuplicates(
  write: VerbWrite,
  weaponId: string,
  wanted: NewWeapon,
  recordedAt: string,
): Promise<void> {
  // A dry run identifies nothing.
  if (write.dryRun) return
  const observation = asObserved(wanted)
  const candidates = await findCandidates(write.tx, observation)
  const found = findLikelyDuplicates(asRecord(weaponId, wanted), observation, candidates)
  const { agencyId } = write.requester
  const rows = found.slice(0, MAX_PAIRS).map(({ weaponId: otherWeaponId, tier, score, reasons }) => {
    const id = derivedId(`${weaponId} ${otherWeaponId}`)
    return { id, weaponId, otherWeaponId, tier, score: score.toString(), reasons, agencyId, recordedAt }
  })
  await insertMissingRows(write.tx, likelyDuplicate, rows)
}

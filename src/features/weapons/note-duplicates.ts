import { isDuplicateSerial } from '../../domain/identification/duplicate-serial.ts'
import { identify } from '../../domain/identification/identify.ts'
import type { ObservedWeapon } from '../../domain/identification/observation.ts'
import type { Tier } from '../../domain/vocabulary/traces.ts'
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

// As sure as an officer's search would have to be before a person looks at it.
const LIKELY: readonly (Tier | null)[] = ['T1', 'T2']
// A number on more weapons than this is no number of a weapon; a registrar would not look at each.
const MAX_PAIRS = 20

/**
 * Looks whether the registry may know a new weapon already, and notes it for registrars. Done for every registration, found or not, before the reply: neither the
 * reply nor, to speak of, its time tells the reporter (design 5).
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
  const own = candidates.find((candidate) => candidate.weaponId === weaponId)
  const others = candidates.filter(
    (candidate) => candidate.weaponId !== weaponId && candidate.category === wanted.category,
  )
  const { agencyId } = write.requester
  const rows = others.flatMap((other) => {
    const { tier } = identify(observation, [other], { isComplete: true })
    const isTwin = own !== undefined && isDuplicateSerial(own, other)
    if (!LIKELY.includes(tier) && !isTwin) return []
    const id = derivedId(`${weaponId} ${other.weaponId}`)
    return [{ id, weaponId, otherWeaponId: other.weaponId, tier, agencyId, recordedAt }]
  })
  await insertMissingRows(write.tx, likelyDuplicate, rows.slice(0, MAX_PAIRS))
}

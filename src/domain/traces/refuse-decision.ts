import type { ErrorEntry } from '../errors.ts'
import { confirmedWeapon, type DecidedRequest, standingWords, type TraceDecision } from './weigh-decisions.ts'

type Proposed = Omit<TraceDecision, 'recordedAt'>

function refusal(pointer: string, code: string, detail: string, hint: string): ErrorEntry {
  return { pointer, code, detail, hint }
}

const OWN_REQUEST = refusal(
  '#',
  'decision-on-own-request',
  'Whoever asks does not decide what he is told.',
  'Another person decides.',
)
const NO_CANDIDATE = refusal(
  '#/weaponId',
  'weapon-not-candidate',
  'This weapon is not among the candidates of the request.',
  'identification.candidates lists them.',
)
const REPEATED = refusal(
  '#/decision',
  'decision-repeated',
  'You have said the same of this weapon, and it counts.',
  'At T4 and T5 another person says the second word.',
)
const ANOTHER_CONFIRMED = refusal(
  '#/weaponId',
  'another-weapon-confirmed',
  'Another candidate is confirmed as the weapon.',
  'Reject that one first, if it is not the weapon: its answer is taken back with it.',
)
const HOLDS_ANOTHER = refusal(
  '#/weaponId',
  'another-weapon-chosen',
  'You hold another candidate for the weapon; it cannot be both.',
  'Reject that one first.',
)

/**
 * Why a person's decision cannot be taken, or null where it can. A confirmed weapon may be rejected afterwards by anybody but the asker: an error that is
 * noticed late must have a way out.
 */
export function refuseDecision(request: DecidedRequest, proposed: Proposed): ErrorEntry | null {
  const { weaponId, decision, actorId } = proposed
  if (actorId === request.askerId) return OWN_REQUEST
  const words = standingWords(request)
  if (!words.has(weaponId)) return NO_CANDIDATE
  if (words.get(weaponId)?.get(actorId) === decision) return REPEATED
  if (decision === 'REJECT') return null
  const confirmed = confirmedWeapon(request)
  if (confirmed !== null && confirmed !== weaponId) return ANOTHER_CONFIRMED
  const holdsAnother = [...words].some(([other, said]) => other !== weaponId && said.get(actorId) === 'CONFIRM')
  return holdsAnother ? HOLDS_ANOTHER : null
}

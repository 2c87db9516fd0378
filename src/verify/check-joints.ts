import type { ProvableAnswer } from './answer.ts'
import { type Check, fails } from './codes.ts'
import { groupedBy, type ShownRecord, type ShownRecords } from './shown-records.ts'

/** The records that are one weapon with the one answered about, and what stands against links by which they would be. */
export interface Joints {
  readonly joined: ReadonlySet<unknown>
  readonly checks: readonly Check[]
}

type Pair = readonly [one: unknown, other: unknown]

/** Whether a registrar had confirmed a link by the time of the answer, or none had to. There is one decision of a link, and a withdrawal that came later is no part of the answer. */
function isInEffect(link: ShownRecord, decisions: readonly ShownRecord[], answeredAt: string): boolean {
  const needsDecision = link.fields.get('/needsDecision')
  if (typeof needsDecision !== 'boolean') return false
  return (
    !needsDecision ||
    decisions.some(({ fields }) => {
      const decidedAt = fields.get('/recordedAt')
      return fields.get('/decision') === 'CONFIRM' && typeof decidedAt === 'string' && decidedAt <= answeredAt
    })
  )
}

/** Both ways: each is the other. Of a lot one way only, since what happened to a part did not happen to the lot. */
function pairsOf(links: readonly ShownRecord[], weapons: readonly ShownRecord[]): readonly Pair[] {
  const linked = links.flatMap(({ fields }): Pair[] => {
    const [one, other] = [fields.get('/weaponId'), fields.get('/otherWeaponId')]
    return [
      [one, other],
      [other, one],
    ]
  })
  const parts = weapons.map(({ factId, fields }): Pair => [factId, fields.get('/lot/lotId')])
  return [...linked, ...parts].filter((pair) => pair.every((id) => typeof id === 'string'))
}

/** Which records are one with the answer's weapon by links that are shown, and the lots that they were part of. */
export function checkJoints({ weapon, answeredAt }: ProvableAnswer, records: ShownRecords): Joints {
  const decisions = groupedBy(records.ofKind('link-decision'), ({ fields }) => fields.get('/subjectId'))
  const links = records.ofKind('identity-link')
  const inEffect = links.filter((link) => isInEffect(link, decisions.get(link.factId) ?? [], answeredAt))
  const pairs = groupedBy(pairsOf(inEffect, records.ofKind('weapon')), ([one]) => one)
  const joined = new Set<unknown>(weapon === null ? [] : [weapon.id])
  // A set may grow while it is walked, and the walk then reaches what was added.
  for (const member of joined) for (const [, other] of pairs.get(member) ?? []) joined.add(other)
  const stands = new Set(inEffect)
  const checks = links.flatMap((link) => {
    if (stands.has(link)) return []
    const says = `The link ${link.factId} of two records waited for a registrar: none that is shown had confirmed it by the time of the answer.`
    return [fails('joint-not-confirmed', link.place, says)]
  })
  return { joined, checks }
}

import type { ProvableAnswer } from '../../verify/answer.ts'
import { groupedBy } from '../../verify/shown-records.ts'
import { type Chosen, ofKind, type Opened, text } from './opened-record.ts'

/** A link of two records with the decision that put it into effect, if it needed one. */
interface Joint {
  readonly link: Opened
  readonly confirmation?: Opened
}

/** The links that were in effect when the answer was given, the oldest first: not those that still waited then, or had been withdrawn. */
function inEffectThen({ answeredAt }: ProvableAnswer, records: readonly Opened[]): readonly Joint[] {
  const isThen = (record: Opened): boolean => text(record, '/recordedAt') <= answeredAt
  const withdrawals = ofKind(records, 'error-declaration').filter(
    ({ fields }) => fields.get('/needsDecision') === false,
  )
  const withdrawn = new Set(withdrawals.filter(isThen).map((record) => text(record, '/subjectId')))
  const decisions = new Map(
    ofKind(records, 'link-decision')
      .filter(isThen)
      .map((record) => [text(record, '/subjectId'), record]),
  )
  // A recovered item is joined in the call that answers, a moment after the answer's own time: links are not asked when they were recorded.
  const links = ofKind(records, 'identity-link').toSorted((a, b) =>
    text(a, '/recordedAt') < text(b, '/recordedAt') ? -1 : 1,
  )
  return links.flatMap((link): Joint[] => {
    if (withdrawn.has(link.factId)) return []
    if (link.fields.get('/needsDecision') === false) return [{ link }]
    const confirmation = decisions.get(link.factId)
    return confirmation !== undefined && text(confirmation, '/decision') === 'CONFIRM' ? [{ link, confirmation }] : []
  })
}

/**
 * The links by which the records of these events are one with the answer's weapon, each with its confirmation: the shortest way to each, and no other link.
 *
 * @param wanted ids of the events' records
 */
export function discloseJoints(
  answer: ProvableAnswer,
  weaponId: string,
  wanted: ReadonlySet<string>,
  records: readonly Opened[],
): Chosen[] {
  const ends = inEffectThen(answer, records).flatMap((joint) => {
    const [one, other] = [text(joint.link, '/weaponId'), text(joint.link, '/otherWeaponId')]
    return [
      { from: one, to: other, joint },
      { from: other, to: one, joint },
    ]
  })
  const leaving = groupedBy(ends, ({ from }) => from)
  const ways = new Map<string, readonly Joint[]>([[weaponId, []]])
  // A map may grow while it is walked, and the walk then reaches what was added.
  for (const [member, way] of ways) {
    for (const { to, joint } of leaving.get(member) ?? []) if (!ways.has(to)) ways.set(to, [...way, joint])
  }
  const used = new Set([...wanted].flatMap((id) => ways.get(id) ?? []))
  return [...used].flatMap(({ link, confirmation }): Chosen[] => [
    { record: link, shows: ['/weaponId', '/otherWeaponId', '/needsDecision'] },
    ...(confirmation === undefined
      ? []
      : [{ record: confirmation, shows: ['/subjectId', '/decision', '/recordedAt'] }]),
  ])
}

import { fieldsOf } from '../domain/ledger/commitment.ts'
import type { ProvableAnswer } from './answer.ts'
import { isSame, recordedFields } from './backed-fields.ts'
import { fieldsShown } from './check-record.ts'
import { type Check, fails, holds, noted } from './codes.ts'
import type { ShownRecord } from './read-certificate.ts'

const ANSWER = '/answer'

/** Where the answer and its record part; undefined where they say the same. */
function differenceFrom({ fact }: ShownRecord, answer: ProvableAnswer): string | undefined {
  const recorded = new Map(
    [...fieldsShown(fact)].flatMap(([pointer, value]) =>
      pointer.startsWith(`${ANSWER}/`) ? [[pointer.slice(ANSWER.length), value] as const] : [],
    ),
  )
  const withheld = fact.hidden.find(({ pointer }) => pointer.startsWith(`${ANSWER}/`))
  if (withheld !== undefined) return `${withheld.pointer.slice(ANSWER.length)} is in the record and not in the answer`
  for (const { pointer, value } of recordedFields(answer)) {
    if (!recorded.has(pointer)) return `${pointer} is in the answer and not in its record`
    if (!isSame(recorded.get(pointer), value)) return `${pointer} is another one in the record`
    recorded.delete(pointer)
  }
  const [more] = recorded.keys()
  return more === undefined ? undefined : `${more} is in the record and not in the answer`
}

/** That the registry gave this answer, and that it is recorded as it was given, field by field; the names of parties are compared with those parties' records. */
export function checkAnswer(answer: ProvableAnswer, records: readonly ShownRecord[]): Check[] {
  const record = records.find(({ factId }) => factId === answer.answerId)
  if (record === undefined || fieldsShown(record.fact).get('/factKind') !== 'trace-answer') {
    const says = `No record is shown of the answer ${answer.answerId} being given.`
    return [fails('answer-not-recorded', 'header.disclosures', says)]
  }
  const isOfRequest = fieldsShown(record.fact).get('/requestId') === answer.requestId
  const difference = isOfRequest ? differenceFrom(record, answer) : 'the trace request is another one'
  if (difference !== undefined) {
    const says = `The answer differs from what the registry recorded when it gave it: ${difference}.`
    return [fails('answer-differs', `payload, ${record.place}`, says)]
  }
  const says = `The registry recorded this answer when it gave it, on ${answer.answeredAt}, in every field but the names of parties.`
  return [holds('payload', says)]
}

/** The record that a later fact changed this answer; it stands as it was given all the same. */
export function checkSupersession(answer: ProvableAnswer, records: readonly ShownRecord[]): Check[] {
  const record = records.find(({ fact }) => {
    const fields = fieldsShown(fact)
    return fields.get('/factKind') === 'answer-supersession' && fields.get('/answerId') === answer.answerId
  })
  const { superseded } = answer
  if (record === undefined) {
    if (superseded === undefined) return []
    const says = 'The answer says that it is superseded, and no record of that is shown.'
    return [fails('superseded-without-record', 'payload/superseded', says)]
  }
  const fields = fieldsShown(record.fact)
  const expected = [
    { pointer: '/recordedAt', value: superseded?.recordedAt ?? null },
    ...fieldsOf([...(superseded?.differences ?? [])], '/differences'),
  ]
  const wrong = expected.find(({ pointer, value }) => !isSame(fields.get(pointer), value))
  const more = [...fields.keys()].filter((pointer) => pointer.startsWith('/differences')).length
  if (wrong !== undefined || more !== expected.length - 1 || fields.get('/requestId') !== answer.requestId) {
    const says = 'The answer and the record of what superseded it do not say the same.'
    return [fails('superseded-differs', `payload/superseded, ${record.place}`, says)]
  }
  const says = `A later record changed the answer on ${superseded?.recordedAt}, in: ${superseded?.differences.join(', ')}. It stands as it was given then.`
  return [noted('payload/superseded', says)]
}

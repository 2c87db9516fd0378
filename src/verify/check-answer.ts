import { fieldsOf } from '../domain/ledger/commitment.ts'
import type { ProvableAnswer } from './answer.ts'
import { isSame, recordedFields } from './backed-fields.ts'
import { type Check, fails, holds, noted } from './codes.ts'
import type { ShownRecord, ShownRecords } from './shown-records.ts'

const ANSWER = '/answer'

/** Where the answer and its record part; undefined where they say the same. */
function differenceFrom({ fact, fields }: ShownRecord, answer: ProvableAnswer): string | undefined {
  const recorded = new Map(
    [...fields].flatMap(([pointer, value]) =>
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
export function checkAnswer(answer: ProvableAnswer, records: ShownRecords): Check[] {
  const record = records.byId.get(answer.answerId)
  if (record === undefined || record.fields.get('/factKind') !== 'trace-answer') {
    const says = `No record is shown of the answer ${answer.answerId} being given.`
    return [fails('answer-not-recorded', 'header.disclosures', says)]
  }
  const isOfRequest = record.fields.get('/requestId') === answer.requestId
  const difference = isOfRequest ? differenceFrom(record, answer) : 'the trace request is another one'
  if (difference !== undefined) {
    const says = `The answer differs from what the registry recorded when it gave it: ${difference}.`
    return [fails('answer-differs', `payload, ${record.place}`, says)]
  }
  const says = `The registry recorded this answer when it gave it, on ${answer.answeredAt}, in every field but the names of parties.`
  return [holds('payload', says)]
}

const isDifference = (pointer: string): boolean => pointer === '/differences' || pointer.startsWith('/differences/')

/** The record that a later fact changed this answer; it stands as it was given all the same. */
export function checkSupersession(answer: ProvableAnswer, records: ShownRecords): Check[] {
  const record = records.ofKind('answer-supersession').find(({ fields }) => fields.get('/answerId') === answer.answerId)
  const { superseded } = answer
  if (record === undefined) {
    if (superseded === undefined) return []
    const says = 'The answer says that it is superseded, and no record of that is shown.'
    return [fails('superseded-without-record', 'payload/superseded', says)]
  }
  const { fact, fields } = record
  const expected = [
    { pointer: '/requestId', value: answer.requestId },
    { pointer: '/recordedAt', value: superseded?.recordedAt ?? null },
    ...fieldsOf([...(superseded?.differences ?? [])], '/differences'),
  ]
  const said = new Set(expected.map(({ pointer }) => pointer))
  const wrong = expected.some(({ pointer, value }) => !isSame(fields.get(pointer), value))
  // Also what is withheld: a difference that the answer leaves out.
  const more = [...fields.keys(), ...fact.hidden.map(({ pointer }) => pointer)].some(
    (pointer) => isDifference(pointer) && !said.has(pointer),
  )
  if (wrong || more) {
    const says = 'The answer and the record of what superseded it do not say the same.'
    return [fails('superseded-differs', `payload/superseded, ${record.place}`, says)]
  }
  const says = `A later record changed the answer on ${superseded?.recordedAt}, in: ${superseded?.differences.join(', ')}. It stands as it was given then.`
  return [noted('payload/superseded', says)]
}

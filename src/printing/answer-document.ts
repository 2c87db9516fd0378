import { OUTCOME_WORDS } from '../domain/code-lists/words/traces.ts'
import { sentencesOf } from './codes-in-words.ts'
import { momentInWords } from './dates-in-words.ts'
import { describeChain } from './describe-chain.ts'
import {
  describeConclusions,
  describeNextAuthorities,
  describeRestrictions,
  describeVersions,
  describeWarnings,
  noticeOf,
} from './describe-conclusions.ts'
import { describeIdentification } from './describe-identification.ts'
import { describeWeapon } from './describe-weapon.ts'
import type { AnswerDocument, Section } from './document.ts'
import type { PrintableAnswer } from './printable-answer.ts'
import { withVisibleText } from './visible-text.ts'

/** Which registry answers. */
export interface PrintContext {
  /** Without a slash at its end. */
  readonly publicBaseUrl: string
}

function describeOutcome({ outcome, requestId, answerId, answeredAt }: PrintableAnswer, registry: string): Section {
  const [label, sentence] = sentencesOf(OUTCOME_WORDS, outcome)
  return {
    heading: 'Outcome',
    blocks: [
      { kind: 'PARAGRAPH', text: sentence === '' ? `${label}.` : `${label}. ${sentence}` },
      {
        kind: 'FACTS',
        facts: [
          { label: 'Request', value: requestId, isExact: true },
          ...(answerId === undefined ? [] : [{ label: 'Answer', value: answerId, isExact: true as const }]),
          { label: 'Answered', value: momentInWords(answeredAt) },
          { label: 'Registry', value: `Marktrace, ${registry}` },
        ],
      },
    ],
  }
}

/**
 * The answer in words that a court can read: pure, of the answer alone, so that paper and radio say the same, and the same answer says the same for ever.
 * A name that the answer does not have is in no section.
 */
export function answerDocument(answer: PrintableAnswer, { publicBaseUrl }: PrintContext): AnswerDocument {
  const { requestId, answeredAt } = answer
  const notice = noticeOf(answer)
  return withVisibleText({
    title: 'Answer to a trace request',
    requestId,
    address: `${publicBaseUrl}/v1/trace-requests/${requestId}/answer`,
    answeredAt,
    ...(notice === undefined ? {} : { notice }),
    sections: [
      describeOutcome(answer, publicBaseUrl),
      ...describeVersions(answer),
      describeWeapon(answer),
      describeIdentification(answer),
      describeConclusions(answer),
      describeWarnings(answer),
      describeChain(answer.chain),
      describeNextAuthorities(answer),
      describeRestrictions(answer),
      { heading: 'Note', blocks: [{ kind: 'PARAGRAPH', text: answer.disclaimer }] },
    ],
  })
}

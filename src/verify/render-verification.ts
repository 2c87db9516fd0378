import type { Check, Verdict } from './codes.ts'
import type { Result, Verification } from './verify-certificate.ts'

const WORDS: Readonly<Record<Verdict, string>> = { HOLDS: 'holds', FAILS: 'FAILS', PENDING: 'waits', NOTE: 'note' }
const WIDTH = 5

function lineOf({ verdict, says, place, code }: Check): string {
  const where = code === undefined ? '' : ` [${code} at ${place}]`
  return `  ${WORDS[verdict].padEnd(WIDTH)}  ${printable(says)}${printable(where)}`
}

/** What a file says is shown on a terminal: nothing in it may move the cursor or hide a line. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\u{fffd}')
}

function conclusion({ result, supersededAt = '', checks }: Verification): string {
  const count = (verdict: Verdict): number => checks.filter((check) => check.verdict === verdict).length
  const texts: Readonly<Record<Result, string>> = {
    VALID: 'VALID. Nothing that was checked speaks against it.',
    VALID_SUPERSEDED: `VALID, superseded on ${supersededAt}: the registry gave this answer, and a later record changed it.`,
    PENDING: `PENDING. Nothing speaks against it, and ${count('PENDING')} records wait for their proof: fetch the certificate again in a few seconds.`,
    INVALID: `NOT VALID. ${count('FAILS')} of the checks failed; do not rely on it.`,
  }
  return texts[result]
}

/** The verification in sentences, one a line. What the file itself says is made harmless for a terminal. */
export function renderVerification(verification: Verification): string {
  const { answerId, requestId, answeredAt, checks } = verification
  const head =
    answerId === undefined ? [] : [printable(`Answer ${answerId} to trace request ${requestId}, given ${answeredAt}.`)]
  return [...head, ...checks.map(lineOf), printable(conclusion(verification)), ''].join('\n')
}

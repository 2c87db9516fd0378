import { setTimeout as sleep } from 'node:timers/promises'
import { READINGS, type Reading } from '../../generate/misread.ts'
import type { Population } from '../../generate/parties.ts'
import type { BenchContext } from '../../run/context.ts'
import { type HttpAnswer, type HttpCall, HttpConnection } from '../../run/http-connection.ts'
import { mean, percentile, round } from '../../run/statistics.ts'
import { equalsSibling, type Question, questionAt, toCall } from './questions.ts'

/** How well one kind of misreading is found. Shares are of the questions asked. */
export interface RecallOfReading {
  readonly reading: Reading
  readonly isMakeKnown: boolean
  readonly questions: number
  /** The true weapon is among the first 300 candidates. */
  readonly recall: number
  /** What was read is the number of another registered weapon of the same make and model, one beside the true one. */
  readonly readAsSibling: number
  /** Recall of the others. */
  readonly recallOfOthers: number
  /** It is the first. */
  readonly first: number
  /** What "first" would be if the order among weapons that fit by the same relations were left to chance: how ambiguous the data is. */
  readonly firstByChance: number
  /** Registered weapons that fit by the same relations as the true one, itself included: mean. */
  readonly fitAsWell: number
  readonly p50: number
  readonly p95: number
  readonly failures: number
  /** A few that were not found, to look at. */
  readonly missed: readonly { readonly serial: string; readonly read: string; readonly make: string }[]
}

interface Candidate {
  readonly weaponId: string
  readonly tier: string
  readonly keysUsed: readonly string[]
  readonly reasons: readonly { readonly descriptor: string; readonly relation: string }[]
}

interface Page {
  readonly candidates?: readonly Candidate[]
  readonly next?: string
}

const PAGE = 50
const WITHIN = 300
const MISSED_SHOWN = 5
const BUSY = 503
const ATTEMPTS = 8

function fitOf({ keysUsed: [key = ''], reasons }: Candidate): string {
  return [key, ...reasons.map(({ descriptor, relation }) => `${descriptor}=${relation}`).sort()].join(' ')
}

/** A service that sheds load on a busy machine says so at once; the question is asked again, for what is measured here is whether it is found. */
async function callPatiently(connection: HttpConnection, call: HttpCall): Promise<HttpAnswer> {
  for (let attempt = 1; ; attempt++) {
    const answer = await connection.call(call)
    if (answer.status !== BUSY || attempt >= ATTEMPTS) return answer
    await sleep(attempt * 200)
  }
}

interface Asked {
  readonly question: Question
  readonly rank: number
  readonly fitAsWell: number
  readonly ms: number
  /** What the service said instead of an answer. */
  readonly failed: string | null
}

/** Asks and turns pages until the true weapon is found, or 300 candidates are seen; the first page is timed. */
async function ask(connection: HttpConnection, question: Question, token: string): Promise<Asked> {
  const seen: Candidate[] = []
  let [ms, cursor, rank] = [0, undefined as string | undefined, -1]
  do {
    const startedAt = performance.now()
    const answer = await callPatiently(connection, toCall(question, token, PAGE, cursor))
    if (cursor === undefined) ms = performance.now() - startedAt
    if (answer.status !== 200) {
      return { question, rank: -1, fitAsWell: 0, ms, failed: answer.body.toString().slice(0, 300) }
    }
    const page = JSON.parse(answer.body.toString()) as Page
    seen.push(...(page.candidates ?? []))
    rank = seen.findIndex(({ weaponId }) => weaponId === question.weaponId)
    cursor = page.next
  } while (rank < 0 && cursor !== undefined && seen.length < WITHIN)
  const own = seen[rank]
  const fitAsWell = own === undefined ? 0 : seen.filter((other) => fitOf(other) === fitOf(own)).length
  return { question, rank: rank < WITHIN ? rank : -1, fitAsWell, ms, failed: null }
}

function sumUp(population: Population, asked: readonly Asked[]): Omit<RecallOfReading, 'reading' | 'isMakeKnown'> {
  const found = asked.filter(({ rank }) => rank >= 0)
  const share = (count: number): number => round(count / Math.max(1, asked.length), 5)
  const times = asked.map(({ ms }) => ms)
  const others = asked.filter(({ question }) => !equalsSibling(population, question))
  const othersFound = others.filter(({ rank }) => rank >= 0)
  return {
    questions: asked.length,
    recall: share(found.length),
    readAsSibling: share(asked.length - others.length),
    recallOfOthers: round(othersFound.length / Math.max(1, others.length), 5),
    first: share(found.filter(({ rank }) => rank === 0).length),
    firstByChance: share(found.reduce((sum, { fitAsWell }) => sum + 1 / Math.max(1, fitAsWell), 0)),
    fitAsWell: round(mean(found.map(({ fitAsWell }) => fitAsWell))),
    p50: round(percentile(times, 0.5)),
    p95: round(percentile(times, 0.95)),
    failures: asked.filter(({ failed }) => failed !== null).length,
    missed: asked
      .filter(({ rank, failed }) => rank < 0 && failed === null)
      .slice(0, MISSED_SHOWN)
      .map(({ question: { weapon, text } }) => ({ serial: weapon.serial, read: text, make: weapon.make })),
  }
}

/** Each kind of misreading, with the make known and unknown, one search at a time. */
export async function measureRecall(context: BenchContext, token: string): Promise<RecallOfReading[]> {
  const { population, service, options, tell } = context
  const connection = new HttpConnection(service.port)
  const results: RecallOfReading[] = []
  try {
    for (const isMakeKnown of [true, false]) {
      for (const reading of READINGS) {
        const asked: Asked[] = []
        for (let n = 0; n < options.queries; n++) {
          const question = questionAt(population, reading, isMakeKnown, n)
          if (question !== undefined) asked.push(await ask(connection, question, token))
        }
        if (asked.length === 0) continue
        const result = { reading, isMakeKnown, ...sumUp(population, asked) }
        results.push(result)
        const refusal = asked.find(({ failed }) => failed !== null)?.failed
        if (refusal !== undefined) tell(`  refused: ${refusal}`)
        const { recall, readAsSibling, recallOfOthers, first, p50, p95, failures } = result
        const others = readAsSibling > 0 ? ` (${recallOfOthers} but for ${readAsSibling} read as a sibling)` : ''
        const told = `recall ${recall}${others}, first ${first}, p50/p95 ${p50}/${p95} ms`
        tell(
          `  ${reading}, make ${isMakeKnown ? 'known' : 'unknown'}: ${told}${failures > 0 ? `, ${failures} FAILED` : ''}`,
        )
      }
    }
  } finally {
    connection.end()
  }
  return results
}

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { refuseDecision } from '../../../src/domain/traces/refuse-decision.ts'
import {
  type DecidedRequest,
  personsNeeded,
  type TraceDecision,
  weighDecisions,
} from '../../../src/domain/traces/weigh-decisions.ts'
import { type Tier, TIERS } from '../../../src/domain/vocabulary/traces.ts'
import { readTraceVectors } from './vector-files.ts'

interface Vector {
  readonly shows: string
  readonly candidates: Readonly<Record<string, Tier>>
  /** `anna CONFIRM pistol`, oldest first. The asker is `asker`. */
  readonly decisions: readonly string[]
  readonly verdict: string
  /** Confirmed by, rejected by, needed. */
  readonly weapons: Readonly<Record<string, readonly [number, number, number]>>
  /** A next decision, and the code of its refusal; null where it is taken. */
  readonly next?: Readonly<Record<string, string | null>>
}

function read(sentence: string, index: number): TraceDecision {
  const [actorId = '', decision, weaponId = ''] = sentence.split(' ')
  const recordedAt = `2026-06-01T00:00:00.${String(index).padStart(6, '0')}Z`
  return { actorId, decision: decision === 'CONFIRM' ? 'CONFIRM' : 'REJECT', weaponId, recordedAt }
}

function requestOf({ candidates, decisions }: Pick<Vector, 'candidates' | 'decisions'>): DecidedRequest {
  const listed = Object.entries(candidates).map(([weaponId, tier]) => ({ weaponId, tier }))
  return { askerId: 'asker', candidates: listed, decisions: decisions.map(read) }
}

function nameVerdict(request: DecidedRequest): string {
  const { verdict } = weighDecisions(request)
  return 'weaponId' in verdict ? `${verdict.state} ${verdict.weaponId}` : verdict.state
}

const vectors = readTraceVectors<Vector>('decisions')

describe('decisions of persons', () => {
  it.each(vectors)('$name: $vector.shows', ({ vector }) => {
    const request = requestOf(vector)
    expect(nameVerdict(request)).toBe(vector.verdict)
    const told = weighDecisions(request).weapons.map(({ weaponId, confirmedBy, rejectedBy, needed }) => [
      weaponId,
      [confirmedBy, rejectedBy, needed],
    ])
    expect(Object.fromEntries(told)).toEqual(vector.weapons)
    for (const [sentence, code] of Object.entries(vector.next ?? {})) {
      expect([sentence, refuseDecision(request, read(sentence, 99))?.code ?? null]).toEqual([sentence, code])
    }
  })

  it('have a case for each verdict and each refusal', () => {
    expect(new Set(vectors.map(({ vector }) => vector.verdict.split(' ')[0]))).toEqual(
      new Set(['WAITING', 'WAITING_SECOND', 'CONFIRMED', 'ALL_REJECTED', 'WITHDRAWN_CONFIRMATION']),
    )
    const refused = vectors.flatMap(({ vector }) => Object.values(vector.next ?? {})).filter((code) => code !== null)
    expect([...new Set(refused)].toSorted()).toEqual([
      'another-weapon-chosen',
      'another-weapon-confirmed',
      'decision-on-own-request',
      'decision-repeated',
      'weapon-not-candidate',
    ])
  })

  it('tell when the last word came that a confirmation needed, and of how many persons', () => {
    const request = requestOf({
      candidates: { pistol: 'T4' },
      decisions: ['anna CONFIRM pistol', 'boris CONFIRM pistol'],
    })
    expect(weighDecisions(request).verdict).toEqual({
      state: 'CONFIRMED',
      weaponId: 'pistol',
      persons: 2,
      decidedAt: '2026-06-01T00:00:00.000001Z',
    })
    const third = requestOf({
      candidates: { pistol: 'T2' },
      decisions: ['anna CONFIRM pistol', 'boris CONFIRM pistol'],
    })
    expect(weighDecisions(third).verdict).toMatchObject({ persons: 2, decidedAt: '2026-06-01T00:00:00.000000Z' })
  })
})

const PERSONS = ['asker', 'anna', 'boris', 'chen']
const WEAPONS = ['pistol', 'rifle', 'revolver']
const sentences = fc
  .tuple(fc.constantFrom(...PERSONS), fc.constantFrom('CONFIRM', 'REJECT'), fc.constantFrom(...WEAPONS, 'stranger'))
  .map((words) => words.join(' '))
const requests = fc
  .record({
    tiers: fc.tuple(...WEAPONS.map(() => fc.constantFrom(...TIERS))),
    decisions: fc.array(sentences, { maxLength: 12 }),
  })
  .map(({ tiers, decisions }) =>
    requestOf({ candidates: Object.fromEntries(WEAPONS.map((weapon, n) => [weapon, tiers[n] ?? 'T5'])), decisions }),
  )

/** Only what is taken is ever recorded. */
function asTaken(request: DecidedRequest): DecidedRequest {
  const taken: TraceDecision[] = []
  for (const decision of request.decisions) {
    if (refuseDecision({ ...request, decisions: taken }, decision) === null) taken.push(decision)
  }
  return { ...request, decisions: taken }
}

function lastWords(request: DecidedRequest, weaponId: string): Map<string, string> {
  const own = request.decisions.filter((decision) => decision.weaponId === weaponId && decision.actorId !== 'asker')
  return new Map(own.map(({ actorId, decision }) => [actorId, decision]))
}

describe('whatever is said', () => {
  it('confirms nothing by fewer persons than its tier needs, against a rejection, or by the asker', () => {
    let confirmed = 0
    fc.assert(
      fc.property(requests, (request) => {
        const { verdict } = weighDecisions(request)
        if (verdict.state !== 'CONFIRMED') return
        confirmed += 1
        const words = [...lastWords(request, verdict.weaponId).values()]
        const tier = request.candidates.find(({ weaponId }) => weaponId === verdict.weaponId)?.tier ?? 'T5'
        expect(words.every((word) => word === 'CONFIRM')).toBe(true)
        expect(words.length).toBeGreaterThanOrEqual(personsNeeded(tier))
        expect(verdict.persons).toBe(words.length)
      }),
      { numRuns: 2_000 },
    )
    expect(confirmed).toBeGreaterThan(20)
  })

  it('makes the asker’s words weigh nothing', () => {
    fc.assert(
      fc.property(requests, (request) => {
        const without = request.decisions.filter(({ actorId }) => actorId !== 'asker')
        expect(weighDecisions(request)).toEqual(weighDecisions({ ...request, decisions: without }))
      }),
    )
  })

  it('stands the same however the words on different weapons are interleaved, but for what was confirmed in between', () => {
    fc.assert(
      fc.property(requests, (request) => {
        const sorted = WEAPONS.flatMap((weapon) => request.decisions.filter(({ weaponId }) => weaponId === weapon))
        const [one, other] = [weighDecisions(request), weighDecisions({ ...request, decisions: sorted })]
        expect(other.weapons).toEqual(one.weapons)
        if (one.verdict.state === 'CONFIRMED' || other.verdict.state === 'CONFIRMED')
          expect(other.verdict).toMatchObject({ ...one.verdict, decidedAt: expect.any(String) as string })
      }),
    )
  })

  it('is never confirmed while one who rejects it has not taken that back', () => {
    fc.assert(
      fc.property(requests, fc.constantFrom(...WEAPONS), (request, weaponId) => {
        const rejected = [...request.decisions, read(`dora REJECT ${weaponId}`, 50)]
        expect(nameVerdict({ ...request, decisions: rejected })).not.toBe(`CONFIRMED ${weaponId}`)
      }),
    )
  })

  it('is taken so that a weapon once confirmed is given up only by somebody’s rejection of it', () => {
    fc.assert(
      fc.property(requests, (request) => {
        const { decisions } = asTaken(request)
        decisions.forEach((decision, index) => {
          const before = weighDecisions({ ...request, decisions: decisions.slice(0, index) }).verdict
          const after = nameVerdict({ ...request, decisions: decisions.slice(0, index + 1) })
          if (before.state !== 'CONFIRMED' || after === `CONFIRMED ${before.weaponId}`) return
          expect(decision).toMatchObject({ weaponId: before.weaponId, decision: 'REJECT' })
        })
      }),
    )
  })
})

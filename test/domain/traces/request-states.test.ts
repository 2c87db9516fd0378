import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  isClockPaused,
  refuseStep,
  type RequestState,
  type RequestStep,
  statusAfter,
} from '../../../src/domain/traces/request-states.ts'
import { ASKER_STEPS, cellOf, isOpen, REGISTRY_STEPS, type Step } from '../../../src/domain/traces/request-steps.ts'
import { REQUEST_STATUSES, type RequestStatus } from '../../../src/domain/vocabulary/traces.ts'
import table from '../../vectors/traces/request-states.json' with { type: 'json' }

const TODAY = '2026-06-01'
const CARRIED = {
  grounds: ['ONGOING_INVESTIGATION'],
  reviewOn: '2026-07-01',
  countries: ['RS'],
  outcome: 'FAILED_RECORDS_LOST',
} as const
const STEPS: readonly RequestStep[] = [
  ...REGISTRY_STEPS.map((action) => ({ side: 'REGISTRY', action, ...CARRIED }) as const),
  ...ASKER_STEPS.map((action) => ({ side: 'ASKER', action }) as const),
]
const nameStep = ({ side, action }: RequestStep) => `${side} ${action}` as Step
const fresh = (status: RequestStatus): RequestState => ({ status, standing: null })
const codes = (request: RequestState, step: RequestStep) => refuseStep(request, step, TODAY).map(({ code }) => code)

describe('the table of statuses and steps', () => {
  it('has for each status and each step the cell that the vectors hold', () => {
    const decided = REQUEST_STATUSES.map((status) => [
      status,
      Object.fromEntries(STEPS.map((step) => [nameStep(step), cellOf(status, nameStep(step))])),
    ])
    expect(Object.fromEntries(decided)).toEqual(table.statuses)
  })

  it('lets nothing happen to a request that is closed or withdrawn', () => {
    for (const step of STEPS) {
      expect(codes(fresh('CLOSED'), step)).toEqual(['request-final'])
      expect(codes(fresh('WITHDRAWN'), step)).toEqual(['request-final'])
    }
  })

  it('lets the asker withdraw every open request, and no other', () => {
    for (const status of REQUEST_STATUSES) {
      const withdrawn = codes(fresh(status), { side: 'ASKER', action: 'WITHDRAW' }).length === 0
      expect([status, withdrawn]).toEqual([status, isOpen(status)])
    }
  })

  it('lets the registry leave no request without an answer or a reason (ITI 23)', () => {
    const open = REQUEST_STATUSES.filter((status) => isOpen(status) && status !== 'MORE_INFO_REQUESTED')
    for (const status of open)
      expect(codes(fresh(status), { side: 'REGISTRY', action: 'CLOSE' })).toEqual([expect.any(String)])
  })

  it('gives each refusal in words and each step a status', () => {
    for (const status of REQUEST_STATUSES) {
      for (const step of STEPS) {
        const refused = refuseStep(fresh(status), step, TODAY)
        if (refused.length > 0) expect(refused[0]?.detail).toMatch(/\.$/)
        else expect(REQUEST_STATUSES).toContain(statusAfter(fresh(status), step))
      }
    }
  })

  it('stops the registry’s clock only while the asker is asked for more (ITI 21)', () => {
    expect(REQUEST_STATUSES.filter(isClockPaused)).toEqual(['MORE_INFO_REQUESTED'])
  })
})

describe('what was told last', () => {
  const ask: RequestStep = { side: 'ASKER', action: 'REQUEST_CLARIFICATION' }
  const clarify: RequestStep = { side: 'REGISTRY', action: 'CLARIFY' }

  it.each(['ANSWERED_FULL', 'ANSWERED_RESTRICTED', 'ANSWERED_NO_RECORD', 'REFUSED', 'DELAYED'] as const)(
    'stands again after a clarification of %s',
    (told) => {
      const asked = statusAfter({ status: told, standing: told }, ask)
      expect(asked).toBe('CLARIFICATION_REQUESTED')
      expect(statusAfter({ status: asked, standing: told }, clarify)).toBe(told)
    },
  )

  it('is not lifted by an answer while the asker waits to hear why he was refused', () => {
    const answer: RequestStep = { side: 'REGISTRY', action: 'ANSWER_FULL' }
    expect(codes({ status: 'CLARIFICATION_REQUESTED', standing: 'REFUSED' }, answer)).toEqual(['clarification-open'])
    expect(codes({ status: 'CLARIFICATION_REQUESTED', standing: 'DELAYED' }, answer)).toEqual(['clarification-open'])
    expect(statusAfter({ status: 'CLARIFICATION_REQUESTED', standing: 'ANSWERED_FULL' }, answer)).toBe(
      'CLARIFICATION_REQUESTED',
    )
  })

  it('of a weapon stands beside an outcome that a person states, else there is no record', () => {
    const conclude: RequestStep = { side: 'REGISTRY', action: 'CONCLUDE', outcome: 'NO_REPLY' }
    expect(statusAfter({ status: 'FORWARDED_INTERNATIONAL', standing: 'ANSWERED_FULL' }, conclude)).toBe(
      'ANSWERED_FULL',
    )
    expect(statusAfter(fresh('FORWARDED_INTERNATIONAL'), conclude)).toBe('ANSWERED_NO_RECORD')
  })
})

describe('what a step must carry', () => {
  const request = fresh('IN_PROGRESS_DOMESTIC')

  it('is at least one ground of ITI 22 to delay, restrict or refuse', () => {
    for (const action of ['DELAY', 'RESTRICT', 'REFUSE'] as const) {
      const without = { side: 'REGISTRY', action, reviewOn: CARRIED.reviewOn, grounds: [] } as const
      expect(refuseStep(request, without, TODAY)).toMatchObject([
        { pointer: '#/grounds', code: 'grounds-required', detail: expect.stringContaining('ITI 22') as string },
      ])
    }
  })

  it('is a day of review that lies ahead, to delay', () => {
    const delay = { side: 'REGISTRY', action: 'DELAY', grounds: CARRIED.grounds } as const
    expect(codes(request, delay)).toEqual(['review-day-required'])
    expect(codes(request, { ...delay, reviewOn: TODAY })).toEqual(['review-day-required'])
    expect(codes(request, { ...delay, reviewOn: '2026-06-02' })).toEqual([])
  })

  it('is at least one State of today, to forward', () => {
    const forward = { side: 'REGISTRY', action: 'FORWARD' } as const
    expect(codes(request, forward)).toEqual(['countries-required'])
    expect(refuseStep(request, { ...forward, countries: ['RS', 'CS'] }, TODAY)).toMatchObject([
      { pointer: '#/countries/1', code: 'state-of-today-required', hint: 'Ask CZ, SK.' },
    ])
    expect(codes(request, { ...forward, countries: ['XX'] })).toEqual(['state-of-today-required'])
  })

  it('is an outcome, to conclude', () => {
    expect(codes(request, { side: 'REGISTRY', action: 'CONCLUDE' })).toEqual(['outcome-required'])
  })

  it('is told together with the status that forbids the step', () => {
    const delay: RequestStep = { side: 'REGISTRY', action: 'DELAY' }
    expect(codes(fresh('ANSWERED_FULL'), delay)).toEqual([
      'already-answered',
      'grounds-required',
      'review-day-required',
    ])
  })
})

describe('whatever the two sides do', () => {
  const steps = fc.array(fc.constantFrom(...STEPS), { maxLength: 30 })
  const told: readonly RequestStatus[] = [
    'ANSWERED_FULL',
    'ANSWERED_RESTRICTED',
    'ANSWERED_NO_RECORD',
    'REFUSED',
    'DELAYED',
  ]

  it('a request that was refused is never answered: its asker is told why, and may ask anew', () => {
    const after: readonly RequestStatus[] = ['REFUSED', 'CLARIFICATION_REQUESTED', 'CLOSED', 'WITHDRAWN']
    let refused = 0
    fc.assert(
      fc.property(steps, (taken) => {
        let request = fresh('SUBMITTED')
        for (const step of taken) {
          if (refuseStep(request, step, TODAY).length > 0) continue
          const status = statusAfter(request, step)
          if (request.standing === 'REFUSED') expect(after).toContain(status)
          request = { status, standing: told.includes(status) ? status : request.standing }
          refused += request.standing === 'REFUSED' ? 1 : 0
        }
      }),
      { numRuns: 500 },
    )
    expect(refused).toBeGreaterThan(20)
  })
})

import { describe, expect, test } from 'vitest'
import { buildCustody } from '../../../src/domain/custody/chain.ts'
import { EVENT_KIND_CODES, ruleOf } from '../../../src/domain/custody/event-kinds.ts'
import type { Channel } from '../../../src/domain/custody/event-kind-rules.ts'
import { lastLicitBefore } from '../../../src/domain/custody/last-licit.ts'
import { refuseImpossible } from '../../../src/domain/custody/report.ts'
import { timeToCrimeDays, timeToDiversionDays } from '../../../src/domain/custody/times.ts'
import type { Diversion } from '../../../src/domain/custody/types.ts'
import {
  nameLink,
  NOW,
  readDate,
  readVectors,
  toEvents,
  type WrittenEvent,
  type WrittenParties,
} from './vector-files.ts'

interface ValidVector {
  readonly shows: string
  readonly parties: WrittenParties
  readonly events: readonly WrittenEvent[]
  readonly recovery?: string
  readonly expect: {
    readonly chain: readonly string[]
    readonly holder: string | null
    readonly owner: string | null
    readonly lastLicitHolder: string | null
    readonly status: string
    readonly consignee?: string
    /** Of each link, and the findings of all links: told where they are what the life shows. */
    readonly licit?: readonly string[]
    readonly findings?: readonly string[]
    readonly contenders?: readonly string[]
    readonly diversion?: readonly [string, string]
    readonly diversions?: readonly (readonly [string, string])[]
    readonly now?: string
    readonly timeToCrime?: object
    readonly timeToDiversion?: object
  }
}

interface InvalidVector {
  readonly shows: string
  readonly report: {
    readonly channel: Channel
    readonly kind: WrittenEvent['kind']
    readonly on: string
    readonly from?: string
    readonly to?: string
    readonly knownSince?: string
    readonly documents?: NonNullable<WrittenEvent['documents']>
  }
  readonly errors: readonly { readonly pointer: string; readonly code: string }[]
}

const valid = readVectors<ValidVector>('valid')
const invalid = readVectors<InvalidVector>('invalid')

function datesOf(diversion: Diversion | null): readonly (string | undefined)[] | undefined {
  return diversion === null ? undefined : [diversion.notBefore?.value, diversion.notAfter?.value]
}

describe('a life on disk gives the chain written beside it', () => {
  test.each(valid)('$name: $vector.shows', ({ vector }) => {
    const expected = vector.expect
    const events = toEvents(vector.events, vector.parties)
    const now = expected.now === undefined ? NOW : `${expected.now}T00:00:00.000Z`
    const custody = buildCustody('weapon', events, { now, transitDays: 90 })
    expect({
      chain: custody.links.map(nameLink),
      holder: custody.holder?.id ?? null,
      owner: custody.owner?.id ?? null,
      lastLicitHolder: custody.lastLicitHolder?.id ?? null,
      status: custody.status,
      consignee: custody.consignee?.id,
      contenders: custody.contenders.map(({ id }) => id),
      diversions: custody.diversions.map(datesOf),
    }).toEqual({
      chain: expected.chain,
      holder: expected.holder,
      owner: expected.owner,
      lastLicitHolder: expected.lastLicitHolder,
      status: expected.status,
      consignee: expected.consignee,
      contenders: expected.contenders ?? [],
      diversions: expected.diversions ?? [],
    })
    if (expected.diversion !== undefined) expect(datesOf(custody.diversion)).toEqual(expected.diversion)
    const { licit, findings } = expected
    if (licit !== undefined) expect(custody.links.map((link) => link.licit)).toEqual(licit)
    const found = custody.links.flatMap((link) => link.findings.map(({ code }) => code))
    if (findings !== undefined) expect(found).toEqual(findings)
    expect(custody.chainBroken).toBe(expected.chain.some((link) => link.startsWith('GAP ')))
  })

  const recovered = valid.filter(({ vector }) => vector.recovery !== undefined)
  test.each(recovered)('$name: its last licit holder and times stand at its recovery', ({ vector }) => {
    const events = toEvents(vector.events, vector.parties)
    const recovery = readDate(vector.recovery ?? '')
    const found = lastLicitBefore(events, recovery)
    expect(found.holder?.id).toBe(vector.expect.lastLicitHolder)
    expect(datesOf(found.diversion)).toEqual(vector.expect.diversion)
    const { timeToCrime, timeToDiversion } = vector.expect
    if (timeToCrime !== undefined) expect(timeToCrimeDays(events, recovery)).toMatchObject(timeToCrime)
    const notAfter = found.diversion?.notAfter ?? recovery
    if (timeToDiversion !== undefined) expect(timeToDiversionDays(events, notAfter)).toEqual(timeToDiversion)
  })

  test('every kind of the event table has a life on disk', () => {
    const shown = new Set(valid.flatMap(({ vector }) => vector.events.map(({ kind }) => kind)))
    expect(EVENT_KIND_CODES.filter((kind) => !shown.has(kind))).toEqual([])
  })
})

describe('a report that cannot be true is refused with everything that is wrong', () => {
  test.each(invalid)('$name: $vector.shows', ({ vector: { report, errors } }) => {
    const parties = { a: { kind: 'DEALER', country: 'RS' }, b: { kind: 'PRIVATE_PERSON', country: 'RS' } } as const
    const [event] = toEvents([report], parties)
    if (event === undefined) throw new Error('no event')
    const knownSince = report.knownSince === undefined ? null : readDate(report.knownSince)
    const refused = refuseImpossible(
      { ...event, knownSince, channel: report.channel },
      NOW,
      report.channel === 'ORIGIN' ? '#/origin' : '#',
    )
    expect(refused.map(({ pointer, code }) => ({ pointer, code }))).toEqual(errors)
  })
})

describe('the event table', () => {
  test('each kind of a custody event names at most the one side its partyId is', () => {
    const both = EVENT_KIND_CODES.filter((kind) => {
      const rule = ruleOf(kind)
      const other = rule.partyIs === 'TO' ? rule.from : rule.to
      return rule.channels.includes('CUSTODY_EVENT') && other === 'REQUIRED'
    })
    expect(both).toEqual([])
  })

  test('only kinds that pass possession for good or by authority pass title', () => {
    const passing = EVENT_KIND_CODES.filter((kind) => ruleOf(kind).title === 'TO_RECEIVER')
    expect(passing.filter((kind) => ruleOf(kind).possession !== 'TO_RECEIVER')).toEqual([])
  })

  test('no illicit kind passes title', () => {
    expect(
      EVENT_KIND_CODES.filter((kind) => ruleOf(kind).licit === 'ILLICIT' && ruleOf(kind).title !== 'UNCHANGED'),
    ).toEqual([])
  })
})

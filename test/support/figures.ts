import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { Outcome } from '../../src/domain/traces/outcome.ts'
import type { RecoveryClass, Traceability } from '../../src/domain/vocabulary/seizures.ts'
import type { Priority, RequestStatus, Tier } from '../../src/domain/vocabulary/traces.ts'
import type { WeaponCategory } from '../../src/domain/vocabulary/weapons.ts'
import type { TraceStatistics } from '../../src/features/statistics/schemas.ts'
import { insertSample, sampleRows } from './sample-rows.ts'
import { type CallOptions, startTestService, type TestService } from './service.ts'

/** A request as figures see it. */
interface FigureRequest {
  readonly receivedAt: string
  readonly status: RequestStatus
  readonly priority?: Priority
  readonly tier?: Tier | null
  /** Of the current answer. */
  readonly outcome?: Outcome
  /** When each of its answers was given, in seconds after receipt. */
  readonly answeredAfter?: readonly number[]
  /** How many of its answers, from the first, a later record made others. */
  readonly superseded?: number
  readonly steps?: readonly string[]
  readonly itemId?: string
}

/** A recovered item as figures see it. */
interface FigureItem {
  readonly recoveredAt: string
  readonly category?: WeaponCategory
  readonly traceability?: Traceability
  readonly recoveryClass?: RecoveryClass
}

/** Registers what figures are made of, row by row, so that a test knows every number. */
interface FigureRegistry {
  request(agencyId: string, request: FigureRequest): Promise<void>
  item(agencyId: string, item: FigureItem): Promise<string>
  close(): Promise<void>
}

async function openFigureRegistry(ownerUrl: string): Promise<FigureRegistry> {
  const owner = new pg.Client(ownerUrl)
  await owner.connect()
  const actFor = (agencyId: string) => owner.query('select set_config($1, $2, false)', ['app.agency', agencyId])

  return {
    async request(agencyId, wanted) {
      await actFor(agencyId)
      const { receivedAt, status, priority = 'ROUTINE', tier = 'T1', outcome = null, steps = [] } = wanted
      const rows = sampleRows(agencyId)
      const id = randomUUID()
      const asked = { id, recorded_at: receivedAt, status, priority, identification: { tier } }
      await insertSample(owner, 'trace_request', {
        ...rows['trace_request'],
        ...asked,
        seizure_item_id: wanted.itemId ?? null,
      })
      const answers = (wanted.answeredAfter ?? []).map((seconds) => ({
        id: randomUUID(),
        recorded_at: new Date(Date.parse(receivedAt) + seconds * 1000).toISOString(),
      }))
      for (const answer of answers)
        await insertSample(owner, 'trace_answer', { ...rows['trace_answer'], ...answer, request_id: id, outcome })
      const fallen = answers.slice(0, wanted.superseded ?? 0)
      for (const answer of fallen) {
        const row = { ...rows['answer_supersession'], request_id: id, answer_id: answer.id, id: randomUUID() }
        await insertSample(owner, 'answer_supersession', row)
      }
      for (const action of steps)
        await insertSample(owner, 'trace_step', { ...rows['trace_step'], request_id: id, id: randomUUID(), action })
      const last = answers.at(-1)
      await insertSample(owner, 'trace_state', {
        ...rows['trace_state'],
        request_id: id,
        status,
        outcome,
        received_at: receivedAt,
        answer_id: last?.id ?? null,
        answered_at: last?.recorded_at ?? null,
        superseded: answers.length > 0 && fallen.length === answers.length,
      })
    },

    async item(
      agencyId,
      { recoveredAt, category = 'SMALL_ARM', traceability = 'TRACEABLE', recoveryClass = 'SEIZED' },
    ) {
      await actFor(agencyId)
      const rows = sampleRows(agencyId)
      await insertSample(owner, 'weapon', { ...rows['weapon'], category, recovered: true })
      const recovered = { recovery_class: recoveryClass, occurred_from: recoveredAt }
      await insertSample(owner, 'seizure', { ...rows['seizure'], ...recovered })
      const id = randomUUID()
      await insertSample(owner, 'seizure_item', { ...rows['seizure_item'], id, traceability })
      return id
    },

    close: () => owner.end(),
  }
}

/** A service whose figures are all known. Each test counts in a year of its own, which it begins by `nextYear`. */
export interface FigureService {
  readonly service: TestService
  readonly police: string
  readonly customs: string
  nextYear(): void
  /** The query of the year, with more. */
  inYear(more?: string): string
  /** A moment of the year. */
  on(day: string, time?: string): string
  asked(agencyId: string, more?: Partial<FigureRequest>): Promise<void>
  recovered(agencyId: string, more?: Partial<FigureItem>): Promise<string>
  count(call: CallOptions, query?: string): Promise<TraceStatistics>
  close(): Promise<void>
}

export async function openFigureService(): Promise<FigureService> {
  const service = await startTestService()
  const figures = await openFigureRegistry(service.database.ownerUrl)
  const agencyOf = async (call: CallOptions) =>
    (await service.request<{ agency: { id: string } }>('/v1/me', call)).body.agency.id
  const [police, customs] = [await agencyOf({ role: 'officer' }), await agencyOf({ role: 'customs' })]
  let year = 1970
  const inYear = (more = '') => `?from=${year}-01-01&to=${year}-12-31${more}`
  const on = (day: string, time = '12:00:00') => `${year}-${day}T${time}Z`
  return {
    service,
    police,
    customs,
    nextYear: () => void (year += 1),
    inYear,
    on,
    asked: (agencyId, more) =>
      figures.request(agencyId, { receivedAt: on('06-01'), status: 'IN_PROGRESS_DOMESTIC', ...more }),
    recovered: (agencyId, more) => figures.item(agencyId, { recoveredAt: on('05-01'), ...more }),
    count: async (call, query = inYear()) => {
      const { status, body, text } = await service.request<TraceStatistics>(`/v1/statistics/traces${query}`, call)
      if (status !== 200) throw new Error(`the statistics answered ${status}: ${text}`)
      return body
    },
    close: async () => {
      await figures.close()
      await service.close()
    },
  }
}

/** What there is of each code, without those of which there is none. */
export const codesOf = (tallies: readonly { code: string; count: number }[]): Record<string, number> =>
  Object.fromEntries(tallies.filter(({ count }) => count > 0).map(({ code, count }) => [code, count]))

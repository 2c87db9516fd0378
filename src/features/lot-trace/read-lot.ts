import { joinedRecords } from '../../domain/custody/record.ts'
import { DomainError, notFound } from '../../domain/errors.ts'
import type { Requester } from '../../domain/requester.ts'
import { type LotPoint, lotPoints } from '../../domain/traces/lot.ts'
import { actorIdOf } from '../../store/actors.ts'
import { readClock } from '../../store/clock.ts'
import { type Database, inTransaction, type Tx } from '../../store/db.ts'
import { recordLook } from '../../store/looks.ts'
import { loadWeapons } from '../../tracing/load-weapons.ts'
import { type LookReason, requirePurpose } from '../require-purpose.ts'
import { countLot, findAsked, findReports, listLot, type LotScope, type ReportRow } from './queries.ts'
import { renderCounts, renderPoint, renderWeapon } from './render.ts'
import type { Lot } from './schemas.ts'

export interface LotQuestion extends LookReason {
  readonly requester: Requester
  readonly requestId: string
  readonly traceId: string
  /** The place after which the page begins. */
  readonly after: string | undefined
  readonly limit: number
}

/** A page of a lot, and where the next one begins. */
export interface LotPage {
  readonly lot: Lot
  readonly nextAfter: string | undefined
}

type Point = LotPoint & { readonly report: ReportRow }

async function pointsOf(tx: Tx, points: readonly LotPoint[]): Promise<Point[]> {
  const reports = new Map((await findReports(tx, points)).map((report) => [report.eventId, report]))
  return points.flatMap((point) => {
    const report = reports.get(point.event.id)
    return report === undefined ? [] : [{ ...point, report }]
  })
}

function scopeOf(points: readonly Point[], traced: ReadonlySet<string>): LotScope {
  const reports = points.map(({ basis, report }) => ({ id: report.reportId, basis }))
  const consignments = points.flatMap(({ basis, report: { consignmentId: id } }) =>
    id === null ? [] : [{ id, basis }],
  )
  return { reports, consignments, traced: [...traced] }
}

async function recordLooks(tx: Tx, question: LotQuestion, traced: string, shown: readonly string[], now: string) {
  const { requester, requestId } = question
  const write = { tx, requester, actorId: await actorIdOf(tx, requester), requestId }
  const look = { ownRecord: false, source: 'lot-trace', ...requirePurpose(question) }
  const others = shown.map((weaponId) => ({ weaponId, shown: ['RECORD', 'EVENT'], ...look }))
  await recordLook(write, now, [{ weaponId: traced, shown: ['EVENT'], ...look }, ...others])
}

async function traceForward(tx: Tx, question: LotQuestion): Promise<LotPage> {
  const asked = await findAsked(tx, question.traceId)
  if (asked === undefined) throw notFound('trace request')
  requirePurpose(question)
  const { answerId, weaponId: tracedId, occurred } = asked
  if (answerId === null)
    throw new DomainError('answer-not-ready', 'This request has no answer yet: a person has to decide.')
  const nothing = { requestId: question.traceId, points: [], weapons: [], ...renderCounts([]) }
  if (tracedId === null) return { lot: nothing, nextAfter: undefined }

  const now = await readClock(tx)
  const traced = (await loadWeapons(tx, [tracedId], now)).get(tracedId)
  if (traced === undefined) throw notFound('trace request')
  const points = await pointsOf(tx, lotPoints(traced.events, occurred))
  const receiverId = points.find(({ basis }) => basis === 'LAST_LAWFUL_HAND_OVER')?.event.to?.id ?? null
  const scope = scopeOf(points, joinedRecords(traced.record))
  const found = await listLot(tx, scope, question)
  const page = found.slice(0, question.limit)
  const ids = page.map(({ weaponId }) => weaponId)
  const loaded = await loadWeapons(tx, ids, now)
  const weapons = page.flatMap((row) => {
    const custody = loaded.get(row.weaponId)?.custody
    return custody === undefined ? [] : [renderWeapon(row, custody, receiverId)]
  })
  const counts = renderCounts(await countLot(tx, scope, receiverId))
  await recordLooks(tx, question, tracedId, ids, now)
  return {
    lot: {
      ...nothing,
      weaponId: tracedId,
      points: points.map((point) => renderPoint(point, point.report)),
      ...counts,
      weapons,
    },
    nextAfter: found.length > page.length ? page.at(-1)?.key : undefined,
  }
}

/**
 * Trace forward: from where a traced weapon left licit control to the rest of the lot that went the same way, as recorded today, in a fixed number of statements. The
 * looks are committed before the answer leaves. Throws `not-found`, `answer-not-ready` before there is an answer, `purpose-missing` where no reason is given.
 */
export async function readLot(db: Database, question: LotQuestion): Promise<LotPage> {
  return inTransaction(db, question.requester, (tx) => traceForward(tx, question))
}

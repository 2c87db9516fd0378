import type { Occurred } from '../domain/time/occurred-at.ts'
import { flagsOf } from '../domain/traces/flags.ts'
import { materialDifferences } from '../domain/traces/material-differences.ts'
import type { RequestStatus } from '../domain/vocabulary/traces.ts'
import { appendFacts } from '../store/append-fact.ts'
import { insertRows } from '../store/insert-rows.ts'
import type { DependentAnswer } from '../store/lock-records.ts'
import { type CandidateRow, findDescribed } from '../store/marking-candidates.ts'
import { newId } from '../store/new-id.ts'
import type { Tx } from '../store/db.ts'
import type { Write } from '../store/perform-once.ts'
import { answerSupersession } from '../store/tables/traces.ts'
import type { TraceAnswer } from './answer-schemas.ts'
import type { AnswerContext, Asker } from './answer-context.ts'
import { type Asked, concludeReleased } from './conclude.ts'
import { type LoadedWeapon, loadWeapons } from './load-weapons.ts'
import { queueNotices } from './notices.ts'
import { findOffices, type Offices, showFlag } from './offices.ts'
import { projectTraces } from './trace-state.ts'

/** A current answer about a weapon that something was recorded of, whoever asked. */
export interface AnswerRow {
  readonly requestId: string
  readonly answerId: string
  readonly weaponId: string
  readonly agencyId: string
  readonly circumstances: Asked['circumstances'] & { readonly occurred: Occurred | null }
  readonly told: TraceAnswer
  readonly status: RequestStatus
  readonly outcome: string
  readonly answeredAt: string
}

const ANSWERS = {
  name: 'registry_answers_of',
  // Served by trace_state_by_weapon, trace_request_pk and trace_answer_pk.
  text: `
    select request_id as "requestId", answer_id as "answerId", weapon_id as "weaponId", agency_id as "agencyId", circumstances, told, status, outcome, answered_at as "answeredAt"
    from registry_answers_of($1::uuid[])`,
}

interface Changed {
  readonly row: AnswerRow
  readonly differences: readonly string[]
  readonly needsPerson: boolean
}

/** What the answer would be today, without names; the search that led to it is not made again. */
function today(
  row: AnswerRow,
  candidate: CandidateRow,
  loaded: LoadedWeapon,
  asker: Asker,
  answeredAt: string,
): TraceAnswer {
  const { told, circumstances, requestId } = row
  const { country, occurred } = circumstances
  const isDuplicate = told.flags.some(({ code }) => code === 'DUPLICATE_SERIAL_IN_REGISTRY')
  const noOffices: Offices = new Map()
  const flags = flagsOf(loaded.custody, loaded.events, { country, occurred }, isDuplicate)
  const context: AnswerContext = { asker, names: new Map(), offices: noOffices, relations: new Map() }
  const { identification, restrictions, duplicateOf = null } = told
  const head = { answerId: row.answerId, requestId, answeredAt, identification, flags: [], relations: [], restrictions }
  const { answer } = concludeReleased(
    { ...head, supersedes: null, duplicateOf, decided: null },
    { observation: {}, circumstances, canGuaranteeConfidentiality: false },
    occurred,
    { candidate, loaded, flags: flags.map((flag) => showFlag(flag, noOffices)), duplicateOf },
    context,
  )
  if (answer === null) throw new Error('a released weapon was not concluded')
  return answer.nameless
}

function blockingOf({ flags }: TraceAnswer): string[] {
  return flags.flatMap(({ code, blocking }) => (blocking ? [code] : []))
}

function changeOf(row: AnswerRow, now: TraceAnswer): Changed[] {
  const differences = materialDifferences(row.told, now, row.circumstances.occurred)
  if (differences.length === 0) return []
  const known = blockingOf(row.told)
  return [{ row, differences, needsPerson: blockingOf(now).some((code) => !known.includes(code)) }]
}

async function store(write: Write, recordedAt: string, changes: readonly Changed[]): Promise<void> {
  const { tx, requester } = write
  const { agencyId } = requester
  const rows = changes.map(({ row, differences }) => {
    return {
      requestId: row.requestId,
      answerId: row.answerId,
      id: newId(),
      differences: [...differences],
      agencyId,
      recordedAt,
    }
  })
  await insertRows(tx, answerSupersession, rows)
  const facts = rows.map(({ id, requestId, answerId, differences }) => ({
    id,
    kind: 'answer-supersession' as const,
    body: { requestId, answerId, differences },
  }))
  await appendFacts(tx, agencyId, recordedAt, facts)
  const states = changes.map(({ row, needsPerson }) => {
    const { requestId, outcome, weaponId, answerId, answeredAt } = row
    const status = needsPerson ? ('IN_PROGRESS_DOMESTIC' as const) : row.status
    return { requestId, outcome, weaponId, answerId, answeredAt, status, superseded: true }
  })
  await projectTraces(tx, states)
  const notices = changes.map(({ row }, n) => ({
    toAgencyId: row.agencyId,
    kind: 'ANSWER_SUPERSEDED' as const,
    subjectId: row.requestId,
    factId: rows[n]?.id ?? '',
  }))
  await queueNotices(tx, recordedAt, notices)
}

/** The same answers, as they were found with the weapons' lock. */
export function answersLocked(answers: readonly DependentAnswer[]): AnswerRow[] {
  return answers.map(({ body, ...named }) => ({ ...(body as Omit<AnswerRow, keyof typeof named>), ...named }))
}

/** The answers that what is recorded of some weapons may change: none where nobody asked for any of them. */
export async function findAnswersOf(tx: Tx, weaponIds: readonly string[]): Promise<AnswerRow[]> {
  return tx.rows<AnswerRow>(ANSWERS, [weaponIds])
}

/**
 * Marks the answers that what was just recorded of some weapons changes, and queues the notice to who asked. The answers stay as they were given; who asked gets a new
 * one when he reads, or after a person has decided where a new flag blocks. One statement where nobody asked for any of the weapons.
 */
export async function supersedeAnswers(write: Write, weaponIds: readonly string[], recordedAt: string): Promise<void> {
  await supersedeThese(write, await findAnswersOf(write.tx, weaponIds), recordedAt)
}

/** The same for answers that were found under the weapons' lock, after what changes them was written. */
export async function supersedeThese(write: Write, rows: readonly AnswerRow[], recordedAt: string): Promise<void> {
  if (rows.length === 0) return
  const { tx } = write
  const asked = [...new Set(rows.map(({ weaponId }) => weaponId))]
  const weapons = await loadWeapons(tx, asked, recordedAt)
  const described = await findDescribed(tx, asked)
  const askers = await findOffices(
    tx,
    rows.map(({ agencyId }) => agencyId),
  )
  const changes = rows.flatMap((row) => {
    const [candidate, loaded] = [described.get(row.weaponId), weapons.get(row.weaponId)]
    if (candidate === undefined || loaded === undefined) return []
    const asker = { agencyId: row.agencyId, country: askers.get(row.agencyId)?.country ?? '' }
    return changeOf(row, today(row, candidate, loaded, asker, recordedAt))
  })
  if (changes.length > 0) await store(write, recordedAt, changes)
}

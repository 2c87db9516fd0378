import { appendFacts } from './append-fact.ts'
import { insertRows } from './insert-rows.ts'
import { newId } from './new-id.ts'
import type { Write } from './perform-once.ts'
import { keepPersonal } from './personal.ts'
import { recordAudit } from './audit.ts'
import { disclosure } from './tables/traces.ts'

/** One look at one weapon's record: why, by what right, and what was shown (`CHAIN`, `NAMES`, `CANDIDATE`, `RECORD`). */
export interface Look {
  readonly weaponId: string
  readonly ownRecord: boolean
  readonly purpose?: string
  readonly legalBasis?: string
  readonly shown: readonly string[]
  /** The call that showed it. */
  readonly source: string
}

/** Records looks as facts, each with its leaf (design 3.10). The legal basis is free text, so it lies in the personal store. */
export async function recordLook(write: Write, recordedAt: string, looks: readonly Look[]): Promise<void> {
  if (looks.length === 0) return
  const { agencyId } = write.requester
  const textIds = new Map<string, string>()
  for (const basis of new Set(looks.flatMap((look) => look.legalBasis ?? []))) {
    const text = { kind: 'LOOK_TEXT' as const, subjectId: write.actorId, body: { legalBasis: basis } }
    textIds.set(basis, await keepPersonal(write, recordedAt, text))
  }
  const rows = looks.map((look) => ({
    id: newId(),
    actorId: write.actorId,
    weaponId: look.weaponId,
    purpose: look.purpose ?? null,
    textId: textIds.get(look.legalBasis ?? '') ?? null,
    ownRecord: look.ownRecord,
    shown: [...look.shown],
    source: look.source,
    agencyId,
    recordedAt,
  }))
  await insertRows(write.tx, disclosure, rows)
  const facts = rows.map(({ id, actorId, weaponId, purpose, textId, ownRecord, shown, source }) => ({
    id,
    kind: 'disclosure' as const,
    body: { actorId, weaponId, purpose, textId, ownRecord, shown, source },
  }))
  await appendFacts(write.tx, agencyId, recordedAt, facts)
  await recordAudit(
    write,
    recordedAt,
    'look',
    looks.map((look) => look.weaponId),
  )
}

import type { Restriction } from '../../domain/traces/restrictions.ts'
import { REFUSAL_GROUNDS, type RefusalGround } from '../../domain/vocabulary/traces.ts'
import type { Tx } from '../../store/db.ts'
import { findSteps } from './queries.ts'

function groundsOf({ details }: { readonly details: Readonly<Record<string, unknown>> }): RefusalGround[] {
  const given = details['grounds']
  return Array.isArray(given) ? REFUSAL_GROUNDS.filter((ground) => given.includes(ground)) : []
}

/** What registrars withheld of a request's answer, with the ground for each (ITI 22, 23). */
export async function restrictionsByRegistry(tx: Tx, requestId: string): Promise<Restriction[]> {
  const steps = await findSteps(tx, requestId)
  return steps
    .filter(({ action }) => action === 'RESTRICT')
    .flatMap((step) =>
      groundsOf(step).map((ground) => ({
        code: 'NAMES_WITHHELD',
        ground,
        detail: 'Names are withheld by the answering registry (ITI 22).',
      })),
    )
}

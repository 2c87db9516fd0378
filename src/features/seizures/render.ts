import { fromAmountText, toAmountText } from '../../domain/components/quantity.ts'
import { dispositionOf, isOverdue } from '../../domain/seizures/disposition.ts'
import type { Occurred } from '../../domain/time/occurred-at.ts'
import type { Seizure, SeizureItem, SeizureSummary } from './answer-schemas.ts'
import type { ItemRow, ListedSeizure } from './list-queries.ts'
import type { ItemJoin, SeizureRow } from './queries.ts'

function reported({ value, precision }: Occurred) {
  return { value, precision }
}

function amountOf(text: string): number {
  return Number(toAmountText(fromAmountText(text)))
}

/** An item as it is sent: as it was recorded, and where it stands today. */
export function renderItem(row: ItemRow, joins: readonly ItemJoin[]): SeizureItem {
  const { id, seizureId, n, weaponId, category, observation, identification, flags, findings, lot, kinds, today } = row
  const { traceability, dueOn, searched, traceRequestIds, recordedAt } = row
  const disposition = dispositionOf({ kinds, marked: row.dispositions.length > 0 })
  return {
    id,
    seizureId,
    n,
    weaponId,
    category,
    observation,
    ...(lot === null ? {} : { quantity: { amount: amountOf(lot.amount), unit: lot.unit } }),
    identification,
    flags,
    findings,
    traceability,
    dueOn,
    searched,
    disposition,
    overdue: isOverdue(disposition, dueOn, today),
    dispositions: row.dispositions.map(({ occurred, note, ...one }) => ({
      ...one,
      occurredAt: reported(occurred),
      ...(note === null ? {} : { note }),
    })),
    joinedTo: joins.filter((join) => join.weaponId === weaponId).map(({ otherId }) => otherId),
    traceRequestIds: [...traceRequestIds],
    recordedAt,
  }
}

export function renderSummary(row: ListedSeizure): SeizureSummary {
  const { id, agencyReference, recoveryClass, circumstance, occurred, place, itemCount, recordedAt } = row
  return {
    id,
    ...(agencyReference === null ? {} : { agencyReference }),
    recoveryClass,
    circumstance,
    occurredAt: reported(occurred),
    place,
    itemCount,
    recordedAt,
  }
}

export function renderSeizure(row: SeizureRow, items: readonly SeizureItem[], evidenceIds: readonly string[]): Seizure {
  const { id, recoveryClass, circumstance, occurred, place, itemCount, recordedAt, texts, customs, custodianId } = row
  const { declaration: declared, ...told } = texts ?? {}
  return {
    id,
    ...told,
    recoveryClass,
    circumstance,
    occurredAt: reported(occurred),
    place,
    ...(customs === null ? {} : { declaration: { ...customs, ...declared } }),
    ...(custodianId === null ? {} : { custodianPartyId: custodianId }),
    itemCount,
    evidenceIds: [...evidenceIds],
    items: [...items],
    recordedAt,
  }
}

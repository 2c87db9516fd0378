import { encodeBase64 } from '../../domain/ledger/base64.ts'
import type { WitnessReport } from '../../ledger/cosigner.ts'
import type { LedgerStatus } from '../../ledger/ledger-status.ts'
import type { Published } from '../../store/published-ledger.ts'

/** What a process knows of its work for the ledger. */
export interface LedgerReader {
  readonly status: () => LedgerStatus
  readonly witnesses: () => readonly WitnessReport[]
}

/** The head is asked of the database; all else is what this process saw last, so that who asks often costs nothing. */
export function healthOf(head: Published | undefined, ledger: LedgerReader | undefined) {
  const status = ledger?.status()
  return {
    size: head?.size ?? 0,
    checkpoint: head === undefined ? null : { root: encodeBase64(head.root), publishedAt: head.recordedAt },
    waiting: status?.waiting ?? null,
    role: status?.role ?? ('OFF' as const),
    readOnlyBecause: status?.behindBecause ?? null,
    witnesses: (ledger?.witnesses() ?? []).map(({ name, size = null, trouble = null }) => ({ name, size, trouble })),
  }
}

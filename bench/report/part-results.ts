import type { AdversarialResult } from '../parts/adversarial.ts'
import type { ChainResult } from '../parts/chain.ts'
import type { LedgerResult } from '../parts/ledger/ledger.ts'
import type { MemoryResult } from '../parts/memory.ts'
import type { SearchResult } from '../parts/search/search.ts'
import type { TraceResult } from '../parts/trace.ts'
import type { TransferResult } from '../parts/transfer.ts'
import type { RunResults } from './results.ts'

/** What each part measures. */
export interface PartResults {
  readonly chain: ChainResult
  readonly search: SearchResult
  readonly trace: TraceResult
  readonly transfer: TransferResult
  readonly ledger: LedgerResult
  readonly memory: MemoryResult
  readonly adversarial: AdversarialResult
}

/** What a part of a run measured; undefined where it was not run or failed. */
export function resultOf<Key extends keyof PartResults>(
  { parts }: RunResults,
  part: Key,
): PartResults[Key] | undefined {
  return parts[part]?.result as PartResults[Key] | undefined
}

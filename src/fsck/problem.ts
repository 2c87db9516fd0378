/** What can be wrong with a ledger, a fact, or a row that a fact stands for. */
export type ProblemCode =
  | 'FACT_CHANGED'
  | 'FACT_MISSING'
  | 'FACT_NOT_IN_LEDGER'
  | 'FACT_TWICE_IN_LEDGER'
  | 'FACT_EMPTIED_WITHOUT_RECORD'
  | 'ERASED_WITHOUT_ORDER'
  | 'ERASED_TOO_MUCH'
  | 'LEAF_WITHOUT_FACT'
  | 'LEAF_QUEUED_TWICE'
  | 'LEAF_CHANGED'
  | 'INDEX_GAP'
  | 'INDEX_TWICE'
  | 'TILE_CHANGED'
  | 'TILE_MISSING'
  | 'TILE_TOO_MANY'
  | 'LOG_KEY_INVALID'
  | 'CHECKPOINT_MALFORMED'
  | 'CHECKPOINT_NOT_SIGNED'
  | 'KEY_NOT_TRUSTED'
  | 'CHECKPOINT_ROOT_DIFFERS'
  | 'CHECKPOINT_BEYOND_LEDGER'
  | 'COSIGNATURE_INVALID'
  | 'ROWS_NOT_COMPARED'
  | 'ROW_CHANGED'
  | 'ROW_MISSING'
  | 'ROW_WITHOUT_FACT'
  | 'TEXT_CHANGED'
  | 'TEXT_MISSING'
  | 'CHAIN_DIFFERS'

/** One thing that is wrong, and where. */
export interface Problem {
  readonly code: ProblemCode
  /** `fact <id>`, `entry <index>`, `tile <level>/<n>`, `checkpoint <size>`, `ledger_log <vkey>`, `custody_event <id>` … */
  readonly place: string
  readonly detail: string
}

/** How many are kept to be listed. All are counted: a registry that was rewritten from end to end must not fill the memory of who checks it. */
const LISTED = 1_000

export interface Problems {
  readonly listed: readonly Problem[]
  readonly count: () => number
  readonly add: (code: ProblemCode, place: string, detail: string) => void
}

export function collectProblems(): Problems {
  const listed: Problem[] = []
  let count = 0
  return {
    listed,
    count: () => count,
    add: (code, place, detail) => {
      count++
      if (listed.length < LISTED) listed.push({ code, place, detail })
    },
  }
}

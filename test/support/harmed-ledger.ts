import { ROW_CHECKS } from '../../src/fsck/rows/row-checks.ts'
import type { Report, VerifySettings } from '../../src/fsck/verify-ledger.ts'
import type { CheckedLedger } from './checked-ledger.ts'

/** What a superuser would do: a statement, or more. */
export type Harm = string | ((ledger: CheckedLedger) => Promise<unknown>)

/** A constraint that refuses even a superuser, until he drops it. */
export interface Barrier {
  readonly table: string
  readonly name: string
  readonly definition: string
}

/** All that the check reads, and a test may change. */
const TABLES = [
  ...new Set([
    ...ROW_CHECKS.map(({ table }) => table),
    'fact',
    'leaf_queue',
    'fact_erasure',
    'ledger_log',
    'ledger_entry',
    'ledger_tile',
    'ledger_checkpoint',
    'ledger_cosignature',
    'personal_record',
    'custody_dossier',
  ]),
]

/** Does harm, checks the ledger, and puts every row back. */
export async function verifyHarmed(
  ledger: CheckedLedger,
  harm: Harm,
  { settings = {}, barrier }: { settings?: Partial<VerifySettings>; barrier?: Barrier | undefined } = {},
): Promise<Report> {
  const constraint = (verb: string) =>
    barrier === undefined ? '' : `; alter table ${barrier.table} ${verb} constraint ${barrier.name}`
  const keep = TABLES.map((name) => `create table kept_${name} as select * from ${name}`).join('; ')
  const undo = TABLES.map((name) => `delete from ${name}; insert into ${name} select * from kept_${name}`).join('; ')
  const forget = `drop table ${TABLES.map((name) => `kept_${name}`).join(', ')}`
  const again = barrier === undefined ? '' : `${constraint('add')} ${barrier.definition}`
  return ledger.withHarm(`${keep}${constraint('drop')}`, `${undo}; ${forget}${again}`, async () => {
    await (typeof harm === 'string' ? ledger.admin.query(harm) : harm(ledger))
    return ledger.verify(settings)
  })
}

/** Without it a fact can be made to be no JSON. */
export const IS_JSON: Barrier = {
  table: 'fact',
  name: 'fact_canonical_is_json',
  definition: 'check (canonical is null or canonical::jsonb is not null) not valid',
}

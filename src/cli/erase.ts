import { parseArgs } from 'node:util'
import { readLedgerConfig } from '../config.ts'
import type { RetentionRegime } from '../domain/retention/floors.ts'
import { ERASURE_GROUNDS, type ErasureGround } from '../domain/retention/grounds.ts'
import { carryOut, type ErasureOutcome } from '../features/erasure/carry-out.ts'
import type { ErasureSubject, Regimes } from '../features/erasure/plan.ts'
import { judgeRecording } from '../process/judge-recording.ts'
import { inLongTransaction } from '../store/long-transaction.ts'
import { type Command, UsageError } from './command.ts'
import { withOwnerUrl } from './owner-url.ts'

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const KINDS: Readonly<Record<string, ErasureSubject['kind']>> = {
  person: 'PERSON',
  event: 'CUSTODY_EVENT',
  evidence: 'EVIDENCE_FILE',
}
const SCOPES = new Set(['registry:read-any', 'registry:write-any'] as const)

function tell(line: string): void {
  process.stderr.write(`marktrace: ${line}\n`)
}

function isOneOf<T extends string>(known: readonly T[], given: string): given is T {
  return known.some((one) => one === given)
}

function readSubject([kind = '', id = '', ...more]: readonly string[]): ErasureSubject {
  const known = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined
  if (known === undefined || more.length > 0) throw new UsageError('Say what: person, event or evidence, and its id.')
  if (!UUID.test(id.toLowerCase())) throw new UsageError('The id is no UUID.')
  return { kind: known, id: id.toLowerCase() }
}

function readGround(given: string | undefined): ErasureGround {
  if (given !== undefined && isOneOf(ERASURE_GROUNDS, given)) return given
  throw new UsageError(`--ground is one of ${ERASURE_GROUNDS.join(', ')}.`)
}

/** An order may count fewer rules than bind the registry, and no others. */
function readRegimes(given: string | undefined, binding: readonly RetentionRegime[]): Regimes {
  const narrowed = given?.split(',').map((regime) => {
    const name = regime.trim()
    if (isOneOf(binding, name)) return name
    throw new UsageError(
      `--regimes is a list of rules that bind this registry (RETENTION_REGIMES): ${binding.join(', ')}.`,
    )
  })
  return { binding, narrowed }
}

function must(value: string | undefined, name: string): string {
  if (value === undefined || value.trim() === '') throw new UsageError(`--${name} is missing.`)
  return value
}

function describe({ plan, refusal, erasureId }: ErasureOutcome): string {
  const { floors, personal, sealed, facts } = plan
  const floor = floors.binding
  const verb = erasureId === undefined ? 'would go' : 'is gone'
  return [
    ...personal.map(({ kind, id }) => `${verb}: personal record ${id} (${kind})`),
    ...sealed.map(({ keyId, source }) => `${verb}: key ${keyId} of a sealed body (${source})`),
    ...facts.map(({ factId, remaining }) => `${verb}: ${remaining.hidden.length} fields of fact ${factId}`),
    floor.basis.length === 0
      ? 'no rule on retention keeps it'
      : `kept until ${floor.until ?? 'a day that is not known yet'} (${floor.basis.join(', ')})`,
    ...(erasureId === undefined ? [] : [`erased, as erasure ${erasureId}`]),
    ...(refusal === undefined ? [] : [`refused: ${refusal}`]),
  ].join('\n')
}

export const eraseCommand: Command = {
  summary: 'Erases a person’s data, or what a record says beyond custody, by a lawful order; shows first what would go',
  help: `Usage: marktrace erase person|event|evidence <id> --agency <id> --ground <ground> --reference <text>
         --ordered-by <subject> [--confirmed-by <subject>] [--regimes <list>] [--dry-run]

person    a party, or a user of the registry by his actor id: names, notes and texts, texts of others that hold the name, the numbers
          and issuers of a natural person's permits, the papers, places and notes of his events that name one of these numbers, and the
          keys of replies and answers that show any of it
event     the place, the papers' numbers and the note of a custody event, in its fact and in the tables, chains that are kept of it, and
          the keys of replies and answers that show it. What custody is computed from stays, and the ledger proves it
evidence  the bytes of a photo or paper

  --ground        RETENTION_ENDED (only after the time that the law wants it kept), or COURT_ORDER, UNLAWFULLY_RECORDED,
                  LEGAL_OBLIGATION, which do not wait and need a second person
  --reference     what the order can be traced to: a judgment, a decision
  --agency        the agency that orders it
  --ordered-by    a person of it, as his token names him, and so --confirmed-by; two different ones. Both must be known to the registry:
                  each has made a call with his own token that was recorded, such as a search, a look at a chain, or a report
  --regimes       fewer rules on retention than bind this registry (RETENTION_REGIMES), for this order; where more time is left by the
                  others it needs a second person, and is recorded with the order
  --dry-run       lists what would go, and erases nothing

Nothing is erased while the database holds less than its ledger has published (problem "ledger-behind"). An order that was interrupted has
erased nothing, and is given again.
Nothing brings it back: not a backup that was made since. Older backups hold it still; see src/README.md.

Example:
  npm run -s marktrace -- erase person 0193a000-0b00-7000-8000-000000000201 --agency 0193a000-0a00-7000-8000-000000000001 \\
    --ground COURT_ORDER --reference 'TA Paris 2026/117' --ordered-by j.martin --confirmed-by a.petit --dry-run`,
  run: async (args) => {
    const text = { type: 'string' } as const
    const options = {
      agency: text,
      ground: text,
      reference: text,
      'ordered-by': text,
      'confirmed-by': text,
      regimes: text,
      'dry-run': { type: 'boolean', default: false },
    } as const
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options })
    const agencyId = must(values.agency, 'agency').toLowerCase()
    if (!UUID.test(agencyId)) throw new UsageError('--agency takes the id of an agency.')
    const order = {
      ground: readGround(values.ground),
      reference: must(values.reference, 'reference'),
      orderedBy: must(values['ordered-by'], 'ordered-by'),
      confirmedBy: values['confirmed-by'],
    }
    const config = readLedgerConfig()
    const regimes = readRegimes(values.regimes, config.retentionRegimes)
    const call = { agencyId, subject: readSubject(positionals), order, regimes, dryRun: values['dry-run'] }
    const outcome = await withOwnerUrl(async (url) => {
      const gate = await judgeRecording(config, { url, tell })
      return inLongTransaction(url, { agencyId, scopes: SCOPES }, (tx) => carryOut(tx, call), gate)
    })
    process.stdout.write(`${describe(outcome)}\n`)
    if (outcome.refusal !== undefined) throw new Error('nothing was erased')
  },
}

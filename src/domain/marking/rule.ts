import type { Finding, Severity } from '../findings.ts'

/** One row of a rule table. `WARNING` only where an instrument demands it or an entry contradicts itself; what is encouraged, or is for States to choose, is `INFO`. */
export interface MarkingRule {
  readonly severity: Exclude<Severity, 'ERROR'>
  readonly paragraph?: string
  readonly detail: string
  readonly hint?: string
}
export type RuleTable = Readonly<Record<string, MarkingRule>>

/** The finding that a row of a table stands for, at its place; `more` ends the detail and never holds a mark's text. */
export function finding<T extends RuleTable>(table: T, code: keyof T & string, pointer: string, more = ''): Finding {
  const rule: MarkingRule | undefined = table[code]
  if (rule === undefined) throw new Error(`no rule ${code}`)
  return { code, pointer, ...rule, detail: rule.detail + more }
}

import type { Custody } from '../custody/types.ts'
import type { Finding } from '../findings.ts'
import { type Assembly, ASSEMBLY_NOTES, type AssemblyNote, threadAssemblies } from './assembly.ts'

const SEVERITIES: Record<AssemblyNote, Finding['severity']> = {
  COMPONENT_IN_TWO_WEAPONS: 'WARNING',
  REMOVED_FROM_ANOTHER_WEAPON: 'WARNING',
  ASSEMBLY_NOT_RECORDED: 'INFO',
  REPORTED_TWICE: 'INFO',
}

const ENDED: readonly Custody['status'][] = ['DESTROYED', 'REPLACED']

/**
 * What a reporter is told of one new report about a component: what does not fit the reports before it, his own or a later one that his contradicts. Nothing
 * here refuses. `proposed` must not be in `known`; the custodies are those of component and weapon as of the report's day.
 */
export function assessAssembly(
  known: readonly Assembly[],
  proposed: Assembly,
  custody: { readonly component: Custody; readonly host: Custody },
  pointer: string,
): Finding[] {
  const before = threadAssemblies(known).notes
  const after = threadAssemblies([...known, proposed]).notes
  const codes = new Set([...after].filter(([id, code]) => before.get(id) !== code).map(([, code]) => code))
  const findings = [...codes].map(
    (code): Finding => ({ code, severity: SEVERITIES[code], pointer, detail: ASSEMBLY_NOTES[code] }),
  )
  if (proposed.action === 'REMOVED') return findings
  const { component, host } = custody
  if (component.holder !== null && host.holder !== null && component.holder.id !== host.holder.id) {
    const detail = 'By the records component and weapon have different holders: a hand-over before is missing.'
    findings.push({ code: 'HOLDERS_DIFFER', severity: 'WARNING', pointer, detail })
  }
  if (ENDED.includes(component.status) || ENDED.includes(host.status)) {
    const detail = 'By the records component or weapon had come to its end before this.'
    findings.push({ code: 'ENDED_BEFORE', severity: 'WARNING', pointer, detail })
  }
  return findings
}

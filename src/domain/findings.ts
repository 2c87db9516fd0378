/** How much a finding matters. `WARNING` and above refuse a call under `Prefer: handling=strict`. */
export const SEVERITIES = ['INFO', 'WARNING', 'ERROR'] as const
export type Severity = (typeof SEVERITIES)[number]

/**
 * Something the registry noticed about a report: never a refusal by itself.
 * `pointer` is an RFC 6901 pointer into the request body as a URI fragment (`#/markings/0/text`), `paragraph` the rule behind it (`ITI 8(a)`).
 */
export interface Finding {
  readonly code: string
  readonly severity: Severity
  readonly pointer: string
  readonly detail: string
  readonly hint?: string
  readonly paragraph?: string
}

/** True where a strict caller must be refused (RFC 7240 `handling=strict`). */
export function refusesStrict(findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.severity !== 'INFO')
}

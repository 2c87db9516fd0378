/** What a demo id is of; the digits stand in its second group. */
const GROUPS = { party: '0b00', caseWeapon: '0c00', stockWeapon: '0c01', report: '0d00' } as const

/** A fixed id in the form of a UUIDv7 (RFC 9562 5.7), so that loading the demo data again finds what is there. */
export function demoId(group: keyof typeof GROUPS, n: number): string {
  return `0193a000-${GROUPS[group]}-7000-8000-${n.toString().padStart(12, '0')}`
}

/** What a token may do. A route names the scopes it needs; what no route names cannot be done (deny by default). */
export const SCOPES = [
  'parties:read',
  'parties:write',
  'licences:write',
  'weapons:read',
  'weapons:write',
  'transfers:write',
  'stock:read',
  'stock:write',
  'custody:read',
  'traces:request',
  'traces:read',
  'traces:decide',
  'seizures:read',
  'seizures:write',
  'evidence:read',
  'evidence:write',
  'audit:read',
  'agencies:manage',
  'registry:read-any',
  'registry:write-any',
] as const
export type Scope = (typeof SCOPES)[number]

export const ROLES = ['officer', 'customs', 'registrar', 'integrator', 'auditor'] as const
export type Role = (typeof ROLES)[number]

const READING = [
  'parties:read',
  'weapons:read',
  'stock:read',
  'custody:read',
  'evidence:read',
] as const satisfies readonly Scope[]
const REPORTING = [
  'parties:write',
  'weapons:write',
  'transfers:write',
  'stock:write',
  'evidence:write',
] as const satisfies readonly Scope[]
const ASKING = [
  'weapons:read',
  'custody:read',
  'traces:request',
  'traces:read',
  'evidence:read',
  'evidence:write',
] as const satisfies readonly Scope[]

/** The scopes a role's token carries. The README shows this table and a test holds the routes to it. */
export const SCOPES_OF_ROLE: Record<Role, readonly Scope[]> = {
  officer: ASKING,
  // Laboratories, courts and stores must be nameable by who hands an exhibit to them.
  customs: [...ASKING, 'parties:read', 'parties:write', 'seizures:read', 'seizures:write'],
  registrar: [
    ...READING,
    ...REPORTING,
    'licences:write',
    'traces:read',
    'traces:decide',
    'seizures:read',
    'seizures:write',
    'agencies:manage',
    'registry:read-any',
    'registry:write-any',
  ],
  integrator: [...READING, ...REPORTING],
  auditor: [...READING, 'traces:read', 'seizures:read', 'audit:read', 'registry:read-any'],
}

import pg from 'pg'
import type { Answer, CallOptions, TestService } from './service.ts'
import { startTestService, type TestServiceOptions } from './service.ts'

/** Two integrators that must not learn of each other: FR-TRADE acts for `ours`, RS-MAKER for `theirs`. */
export const OURS: CallOptions = { role: 'integrator', agency: 'FR-TRADE' }
export const THEIRS: CallOptions = { role: 'integrator', agency: 'RS-MAKER' }
export const REGISTRAR: CallOptions = { role: 'registrar' }
export const OFFICER: CallOptions = { role: 'officer' }
export const AUDITOR: CallOptions = { role: 'auditor' }

export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly instance: string
  readonly code: string
  readonly errors: readonly { pointer: string; code: string; detail: string; hint?: string }[]
  readonly requestId: string
}

export interface WeaponBody {
  readonly [field: string]: unknown
  readonly markings: readonly { readonly [field: string]: unknown }[]
}

/** A service with a handful of parties, for tests that need to know everything that is in the registry. */
export interface SmallRegistry {
  readonly service: TestService
  readonly maker: string
  readonly ours: string
  readonly theirs: string
  /** A natural person whom FR-TRADE registered, and his invented name. */
  readonly ourPerson: string
  readonly theirPerson: string
  post<Body = { id: string }>(path: string, body: unknown, options: CallOptions): Promise<Answer<Body>>
  /** Posts and expects 201. */
  store<Body = { id: string }>(path: string, body: unknown, options: CallOptions): Promise<Body>
  registerWeapon(options: CallOptions, overrides?: Record<string, unknown>): Promise<{ id: string; serial: string }>
  /** Rows of every table but the audit's and the names of callers, which a refused call may leave. */
  countRows(): Promise<Record<string, number>>
  close(): Promise<void>
}

export const PERSON_NAME = 'Ines Invented-Person'
let serials = 1000

/** A weapon as it is registered; each has a serial of its own, three characters or more from any other. */
export function weaponBody(overrides: Record<string, unknown> = {}): WeaponBody {
  serials += 1
  const serial = `K${(serials * 7919) % 100_000}${String(serials).split('').toReversed().join('')}`
  return {
    category: 'SMALL_ARM',
    type: 'PISTOL_SELF_LOADING',
    make: 'Glock',
    model: 'Glock 19',
    calibre: '9x19',
    countryOfManufacture: 'AT',
    yearOfManufacture: 2018,
    markings: [{ kind: 'SERIAL_PRIMARY', text: serial, component: 'FRAME' }],
    ...overrides,
  }
}

export function traceBody(observation: Record<string, unknown>, overrides: Record<string, unknown> = {}) {
  return {
    priority: 'URGENT',
    illicitGrounds: ['ILLICIT_BY_NATIONAL_LAW'],
    legalBasis: 'Code de procédure pénale, art. 60-1',
    purpose: 'CRIMINAL_INVESTIGATION',
    intendedUse: 'BOTH',
    canGuaranteeConfidentiality: true,
    caseReference: 'PJ-2025-0193',
    circumstances: { kind: 'HOUSE_SEARCH', country: 'FR', occurredAt: '2025-05-14' },
    observation,
    ...overrides,
  }
}

export async function openSmallRegistry(options: TestServiceOptions = {}): Promise<SmallRegistry> {
  return furnish(await startTestService(options))
}

/** The same in a registry that holds other things already. */
export async function furnish(service: TestService): Promise<SmallRegistry> {
  const post: SmallRegistry['post'] = (path, body, call) => service.request(path, { ...call, body, method: 'POST' })
  const store = async <Body = { id: string }>(path: string, body: unknown, call: CallOptions): Promise<Body> => {
    const answer = await post<Body>(path, body, call)
    if (answer.status !== 201) throw new Error(`${path} answered ${answer.status}: ${answer.text}`)
    return answer.body
  }
  const agencyOf = async (call: CallOptions): Promise<string> =>
    (await service.request<{ agency: { id: string } }>('/v1/me', call)).body.agency.id
  const party = async (kind: string, name: string, number?: string, call = REGISTRAR): Promise<string> => {
    const licences =
      number === undefined ? {} : { licences: [{ kind: 'DEALER_LICENCE', number, validFrom: '2001-01-01' }] }
    return (await store('/v1/parties', { kind, name, country: 'FR', ...licences }, call)).id
  }
  const assign = async (call: CallOptions, partyId: string): Promise<void> => {
    await store(`/v1/agencies/${await agencyOf(call)}/representations`, { partyId, validFrom: '2001-01-01' }, REGISTRAR)
  }

  const [maker, ours, theirs] = [
    await party('MANUFACTURER', 'Invented Arms Works', 'M-1'),
    await party('DEALER', 'Our Invented Dealer', 'D-1'),
    await party('DEALER', 'Their Invented Dealer', 'D-2'),
  ]
  await assign(OURS, ours)
  await assign(THEIRS, theirs)
  const ourPerson = await party('PRIVATE_PERSON', PERSON_NAME, undefined, OURS)
  const theirPerson = await party('PRIVATE_PERSON', 'Theo Invented-Person', undefined, THEIRS)

  const registerWeapon: SmallRegistry['registerWeapon'] = async (call, overrides = {}) => {
    const holder = call.agency === THEIRS.agency ? theirs : ours
    const origin = { kind: 'STOCK_REGISTERED', partyId: holder, occurredAt: '2019-03-04' }
    const body = weaponBody({ origin, ...overrides })
    const { id } = await store('/v1/weapons', body, call)
    return { id, serial: String(body.markings[0]?.['text']) }
  }
  return {
    service,
    maker,
    ours,
    theirs,
    ourPerson,
    theirPerson,
    post,
    store,
    registerWeapon,
    countRows: () => countRows(service.database.ownerUrl),
    close: () => service.close(),
  }
}

async function countRows(url: string): Promise<Record<string, number>> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string; count: number }>(`
      select c.relname::text as name,
        (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from %s%s', c.oid::regclass,
          case when c.relname = 'personal_record' then ' where kind <> ''ACTOR''' else '' end), false, true, '')))[1]::text::integer as count
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and c.relname not in ('schema_migration', 'audit_entry')`)
    return Object.fromEntries(rows.map(({ name, count }) => [name, count]))
  } finally {
    await client.end()
  }
}

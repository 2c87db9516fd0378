import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { agencyOfRole } from '../../src/demo/agencies.ts'
import { type Role, ROLES, SCOPES_OF_ROLE } from '../../src/domain/vocabulary/scopes.ts'
import { type Answer, startTestService, type TestService } from '../support/service.ts'
import { callOf, targetOf, type Worked, worked } from '../support/worked-examples.ts'

/** Operations that may name a weapon without a look at it, each with its reason. All others leave a look at every weapon that they name. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  listAuditEntries:
    'the audit of looks: its reading is in the audit (`audit.read`), or each page of it would be looks of its own',
  listLooks: 'as the audit (`looks.read`)',
  listOwnLooks: 'as the audit (`looks.read`); it tells an owner of his own records',
  listTransferOffers: 'what waits for the asker’s own parties: a list of his own',
  listTransferStatements: 'what was said of a hand-over of the asker’s own parties: a list of his own',
}

/** Lists: of his own for an asker who does not read the whole registry. Who lists his own is not looking at it. */
const isList = ({ name }: Worked): boolean => /^(list|export)/.test(name)

/** Members that name another record, whose own is not shown: a part of a weapon, the weapon that it is in, a record joined to it, another candidate that a flag speaks of. */
const REFERENCES = [
  'components',
  'assembledInto',
  'successorId',
  'predecessorId',
  'lot',
  'flags',
  'chain',
  'steps',
  'joinedTo',
]

/** Of which kind the records of a resource are, where they are no weapons. */
const KINDS: Readonly<Record<string, string>> = {
  parties: 'PARTY',
  transfers: 'TRANSFER',
  'trace-requests': 'TRACE_REQUEST',
  seizures: 'SEIZURE',
  consignments: 'CONSIGNMENT',
  authorisations: 'AUTHORISATION',
  'stock-locations': 'STOCK_LOCATION',
  'stock-counts': 'STOCK_COUNT',
  'stock-discrepancies': 'STOCK_DISCREPANCY',
  'evidence-files': 'EVIDENCE_FILE',
}

/** Readings by which an auditor leaves looks on the demo data. A new one that shows records is added here. */
const SHOWN_TO_AUDITORS: readonly string[] = [
  'exportSeizureItems',
  'exportSeizures',
  'exportTraceRequests',
  'getAuthorisation',
  'getConsignment',
  'getCustody',
  'getCustodyEvent',
  'getDeclaration',
  'getEvidence',
  'getEvidenceContent',
  'getIdentityLink',
  'getPartyStockSummary',
  'getSeizure',
  'getSeizureItem',
  'getStockCount',
  'getStockDiscrepancy',
  'getStockLocation',
  'getStockLocationSummary',
  'getTraceAnswer',
  'getTraceAnswerPdf',
  'getTraceAnswerText',
  'getTraceAnswerVersion',
  'getTraceCertificate',
  'getTraceCertificateVersion',
  'getTraceRequest',
  'getTransfer',
  'getWeapon',
  'listConsignments',
  'listCustodyEvents',
  'listIdentityLinks',
  'listLicences',
  'listLikelyDuplicates',
  'listPartyVersions',
  'listSeizureItems',
  'listSeizures',
  'listStockDiscrepancies',
  'listStockLocations',
  'listStockWeapons',
  'listTraceAnswers',
  'listTraceRequests',
  'listTransfers',
  'listWeapons',
  'readTraceLot',
  'reviewTraceAnswer',
]

const LOOK = { purpose: 'STOCKPILE_ACCOUNTABILITY', 'legal-basis': 'Audit order 7' }

let service: TestService
let admin: pg.Client
let weapons: ReadonlySet<string>
let owners: ReadonlyMap<string, string>

beforeAll(async () => {
  service = await startTestService({ demo: true, ledger: true })
  admin = new pg.Client(service.database.adminUrl)
  await admin.connect()
  // What the other examples of the document make, its readings show.
  for (const example of worked.filter(({ method }) => method !== 'get'))
    await service.request(targetOf(example), callOf(example))
  const ids = async (text: string) => (await admin.query<{ id: string; owner: string }>(text)).rows
  weapons = new Set((await ids('select id, agency_id as owner from weapon')).map(({ id }) => id))
  const others = await ids(`
    select id, agency_id as owner from party where kind = 'PRIVATE_PERSON' union all select id, agency_id from transfer
    union all select id, agency_id from trace_request union all select id, agency_id from seizure union all select id, agency_id from consignment
    union all select id, agency_id from authorisation union all select id, agency_id from stock_location union all select id, agency_id from stock_count
    union all select id, agency_id from stock_discrepancy union all select id, agency_id from evidence_file`)
  owners = new Map(others.map(({ id, owner }) => [id, owner]))
}, 240_000)

afterAll(async () => {
  await admin.end()
  await service.close()
})

interface Reading {
  readonly operation: Worked
  readonly role: Role
  readonly answer: Answer<unknown>
}

const readings = worked.filter(({ method, path }) => method === 'get' && path.startsWith('/v1/'))
const readsAny = (role: Role): boolean => SCOPES_OF_ROLE[role].includes('registry:read-any')

function read(operation: Worked, role: Role, more: { method?: string; headers?: Record<string, string> } = {}) {
  const { headers = {}, ...call } = callOf(operation)
  const shown = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])
  return service.request(targetOf(operation), {
    ...call,
    role,
    subject: `every-look-${role}`,
    ...more,
    headers: { ...LOOK, ...Object.fromEntries(shown), ...more.headers },
  })
}

/** What a body names, without what it only refers to; the lines of a file whole. */
function namedIn(value: unknown): string[] {
  if (typeof value === 'string') return value.match(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g) ?? []
  if (Array.isArray(value)) return value.flatMap(namedIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([member, inner]) => (REFERENCES.includes(member) ? [] : namedIn(inner)))
}

/** The ids of the records that a resource shows: the one that was asked for, or those of the list. */
function recordsIn({ path }: Worked, body: unknown): string[] {
  const [, , resource = ''] = path.split('/')
  if (KINDS[resource] === undefined || typeof body !== 'object' || body === null) return []
  const rows = Object.values(body).find((value): value is { id?: string }[] => Array.isArray(value))
  const shown = 'id' in body ? [body as { id?: string }] : /\{/.test(path) ? [] : (rows ?? [])
  return shown.flatMap(({ id }) => id ?? [])
}

async function looksOf({ answer }: Reading): Promise<Set<string>> {
  const { rows } = await admin.query<{ id: string; proven: boolean }>(
    `select coalesce(d.weapon_id, d.record_id) as id, f.canonical like '%' || coalesce(d.weapon_id, d.record_id)::text || '%' as proven
     from disclosure d join fact f on f.id = d.fact_id where d.request_id = $1`,
    [answer.headers.get('x-request-id')],
  )
  expect(rows.every(({ proven }) => proven)).toBe(true)
  return new Set(rows.map(({ id }) => id))
}

async function ownWeapons(role: Role, ids: readonly string[]): Promise<Set<string>> {
  await admin.query(`select set_config('app.agency', $1, false)`, [agencyOfRole(role).id])
  const { rows } = await admin.query<{ id: string }>(
    'select w.id from unnest($1::uuid[]) w (id) where weapon_is_own(w.id)',
    [ids],
  )
  return new Set(rows.map(({ id }) => id))
}

/** What was shown without a look at it. */
async function unseen(reading: Reading): Promise<string[]> {
  const { operation, role, answer } = reading
  const looks = await looksOf(reading)
  const named = namedIn(answer.body ?? answer.text).filter((id) => weapons.has(id))
  const records = recordsIn(operation, answer.body).filter((id) => owners.has(id))
  const agencyId = agencyOfRole(role).id
  if (!isList(operation)) {
    const persons = operation.path.startsWith('/v1/parties')
    const others = records.filter((id) => persons || owners.get(id) !== agencyId)
    return [...named, ...others].filter((id) => !looks.has(id))
  }
  if (!readsAny(role)) return []
  const own = await ownWeapons(role, named)
  const others = [...named.filter((id) => !own.has(id)), ...records.filter((id) => owners.get(id) !== agencyId)]
  return others.filter((id) => !looks.has(id))
}

describe('every reading of the document', () => {
  it.each(readings)(
    '$name leaves a look, in the same call and in a fact, at each record that it shows',
    async (operation) => {
      let allowed = 0
      for (const role of ROLES) {
        const answer = await read(operation, role)
        if (answer.status !== 200) continue
        allowed += 1
        if (EXCEPTIONS[operation.name] !== undefined) continue
        expect({ role, unseen: await unseen({ operation, role, answer }) }).toEqual({ role, unseen: [] })
      }
      expect(allowed).toBeGreaterThan(0)
    },
  )

  it('shows weapons and other records at all, so that having left looks means something', async () => {
    const showing = new Set<string>()
    for (const operation of readings) {
      const answer = await read(operation, 'auditor')
      if (answer.status === 200 && (await looksOf({ operation, role: 'auditor', answer })).size > 0)
        showing.add(operation.name)
    }
    expect([...showing].toSorted()).toEqual(SHOWN_TO_AUDITORS)
  })

  it('leaves the same looks where only the head of the answer is asked for, and where the asker has it already', async () => {
    for (const operation of readings.filter(({ name }) => SHOWN_TO_AUDITORS.includes(name))) {
      const whole = await read(operation, 'auditor')
      const looks = await looksOf({ operation, role: 'auditor', answer: whole })
      const head = await read(operation, 'auditor', { method: 'HEAD' })
      expect([operation.name, await looksOf({ operation, role: 'auditor', answer: head })]).toEqual([
        operation.name,
        looks,
      ])
      const etag = whole.headers.get('etag')
      if (etag === null) continue
      const again = await read(operation, 'auditor', { headers: { 'if-none-match': etag } })
      expect([operation.name, await looksOf({ operation, role: 'auditor', answer: again })]).toEqual([
        operation.name,
        looks,
      ])
    }
  })

  it('has no exception that is no operation', () => {
    const names = readings.map(({ name }) => name)
    expect(Object.keys(EXCEPTIONS).filter((name) => !names.includes(name))).toEqual([])
  })
})

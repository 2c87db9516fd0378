import { readFileSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROLES, type Role } from '../../src/domain/vocabulary/scopes.ts'
import { openSmallRegistry, type Problem, type SmallRegistry } from '../support/small-registry.ts'
import { knock, listOperations, type Operation } from '../support/operations.ts'
import type { Answer } from '../support/service.ts'

// Who may do what; README.md shows the same table. An operation that is missing here fails the walk.
const WRITERS: readonly Role[] = ['integrator', 'registrar']
const READERS: readonly Role[] = ['integrator', 'registrar', 'auditor']
const PARTY_WRITERS: readonly Role[] = ['customs', ...WRITERS]
const PARTY_READERS: readonly Role[] = ['customs', ...READERS]
const TRACE_READERS: readonly Role[] = ['officer', 'customs', 'registrar', 'auditor']
const SEIZURE_READERS: readonly Role[] = ['customs', 'registrar', 'auditor']
const ALLOWED: Record<string, readonly Role[]> = {
  getMe: ROLES,
  registerAgency: ['registrar'],
  listAgencies: ['registrar'],
  getAgency: ['registrar'],
  changeAgency: ['registrar'],
  listAgencyVersions: ['registrar'],
  assignParty: ['registrar'],
  listRepresentations: ['registrar'],
  endRepresentation: ['registrar'],
  registerParty: PARTY_WRITERS,
  listParties: PARTY_READERS,
  getParty: PARTY_READERS,
  changeParty: PARTY_WRITERS,
  listPartyVersions: PARTY_READERS,
  recordLicence: ['registrar'],
  listLicences: PARTY_READERS,
  changeLicence: ['registrar'],
  registerWeapon: WRITERS,
  listWeapons: ROLES,
  getWeapon: ROLES,
  addMarking: WRITERS,
  describeWeapon: WRITERS,
  splitLot: WRITERS,
  replaceFrame: WRITERS,
  recordAssembly: WRITERS,
  recordComponentExchange: WRITERS,
  recordTransfer: WRITERS,
  stateOnTransfer: WRITERS,
  listTransferStatements: ROLES,
  listTransferOffers: WRITERS,
  recordCustodyEvent: WRITERS,
  listTransfers: ROLES,
  getTransfer: ROLES,
  listCustodyEvents: ROLES,
  getCustodyEvent: ROLES,
  getCustody: ROLES,
  recordAuthorisation: WRITERS,
  getAuthorisation: PARTY_READERS,
  verifyAuthorisation: ['registrar'],
  openConsignment: WRITERS,
  listConsignments: PARTY_READERS,
  getConsignment: PARTY_READERS,
  recordDelivery: WRITERS,
  declareEventError: WRITERS,
  declareMarkingError: WRITERS,
  declareDescriptionError: WRITERS,
  listDeclarations: ROLES,
  getDeclaration: ROLES,
  withdrawDeclaration: WRITERS,
  decideDeclaration: ['registrar'],
  storeEvidence: ['officer', 'customs', 'registrar', 'integrator'],
  getEvidence: ROLES,
  getEvidenceContent: ROLES,
  proposeIdentityLink: WRITERS,
  listIdentityLinks: ROLES,
  getIdentityLink: ROLES,
  decideIdentityLink: ['registrar'],
  withdrawIdentityLink: WRITERS,
  listLikelyDuplicates: ['registrar', 'auditor'],
  dismissLikelyDuplicate: ['registrar'],
  exportTraceRequests: TRACE_READERS,
  listNotices: TRACE_READERS,
  getTraceStatistics: TRACE_READERS,
  recordSeizure: ['customs', 'registrar'],
  listSeizures: SEIZURE_READERS,
  exportSeizures: SEIZURE_READERS,
  getSeizure: SEIZURE_READERS,
  listSeizureItems: SEIZURE_READERS,
  exportSeizureItems: SEIZURE_READERS,
  getSeizureItem: SEIZURE_READERS,
  recordExhibitEvent: ['customs', 'registrar'],
  recordDisposition: ['customs', 'registrar'],
  readTraceLot: ['registrar', 'auditor'],
  decideTraceRequest: ['registrar'],
  respondToTraceRequest: ['registrar'],
  followUpTraceRequest: ['officer', 'customs'],
  listTraceAnswers: TRACE_READERS,
  getTraceAnswerVersion: TRACE_READERS,
  openStockLocation: WRITERS,
  listStockLocations: READERS,
  getStockLocation: READERS,
  changeStockLocation: WRITERS,
  listStockWeapons: READERS,
  getStockLocationSummary: READERS,
  getPartyStockSummary: READERS,
  placeWeapons: WRITERS,
  recordStockCount: WRITERS,
  getStockCount: READERS,
  listStockDiscrepancies: READERS,
  getStockDiscrepancy: READERS,
  resolveStockDiscrepancy: WRITERS,
  requestTrace: ['officer', 'customs'],
  searchMarks: ['officer', 'customs'],
  listTraceRequests: TRACE_READERS,
  getTraceRequest: TRACE_READERS,
  getTraceAnswer: TRACE_READERS,
  getTraceCertificate: TRACE_READERS,
  getTraceCertificateVersion: TRACE_READERS,
  getTraceAnswerPdf: TRACE_READERS,
  getTraceAnswerText: TRACE_READERS,
  reviewTraceAnswer: TRACE_READERS,
  listCodeLists: ROLES,
  getCodeList: ROLES,
  listAuditEntries: ['auditor'],
  listLooks: ['auditor'],
  getFactProof: ROLES,
  listOwnLooks: ROLES,
}

// What a token without any scope may ask: who one is, and what the codes mean.
const WITHOUT_SCOPE: readonly string[] = ['getMe', 'listCodeLists', 'getCodeList']

// The columns of the README's table.
const README_ORDER: readonly Role[] = ['officer', 'customs', 'registrar', 'integrator', 'auditor']

let registry: SmallRegistry
let operations: Operation[]

beforeAll(async () => {
  registry = await openSmallRegistry({ env: { TRUST_PROXY: '1' } })
  operations = await listOperations(registry.service)
})

afterAll(() => registry.close())

const guarded = () => operations.filter(({ isPublic }) => !isPublic)

async function expectRefusal(
  answer: Answer<Problem>,
  operation: Operation,
  status: number,
  code: string,
): Promise<void> {
  const { name } = operation
  expect({ name, status: answer.status, code: answer.body?.code }).toEqual({ name, status, code })
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/)
  if (status === 401) expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer realm=/)
}

describe('every operation of the document', () => {
  it('is known to the table of roles, and the table knows no other', () => {
    expect(operations.length).toBeGreaterThan(20)
    expect(
      guarded()
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(Object.keys(ALLOWED).toSorted())
  })

  it('stands in the README with the same roles, and the README knows no other', () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
    const rows = [...readme.matchAll(/^\| `(GET|POST) (\/v1\/[^`]+)` \|(.+)\|$/gm)].map(([, method, path, cells]) => {
      const told = (cells ?? '').split('|').map((cell) => cell.trim())
      return { call: `${method} ${path}`, roles: README_ORDER.filter((_role, n) => told[n] !== '–').toSorted() }
    })
    const calls = guarded().map(({ name, method, path }) => ({
      call: `${method} ${path}`,
      roles: [...(ALLOWED[name] ?? [])].toSorted(),
    }))
    const byCall = (a: { call: string }, b: { call: string }) => (a.call < b.call ? -1 : 1)
    expect(rows.toSorted(byCall)).toEqual(calls.filter(({ call }) => call.includes('/v1/')).toSorted(byCall))
  })

  it('is guarded unless it is about the service itself', () => {
    const open = operations.filter(({ isPublic }) => isPublic).map(({ path }) => path)
    expect(open.filter((path) => path.startsWith('/v1/'))).toEqual([])
  })

  it('answers 401 without a token', async () => {
    for (const operation of guarded()) {
      await expectRefusal(await knock(registry.service, operation, {}), operation, 401, 'unauthenticated')
    }
  })

  it('answers 403 to each role that is not in its row, and lets each role in that is', async () => {
    for (const operation of guarded()) {
      for (const role of ROLES) {
        const answer = await knock(registry.service, operation, { role })
        const { name } = operation
        const isLet = answer.status !== 403 && answer.status !== 401
        expect({ name, role, isLet }).toEqual({ name, role, isLet: ALLOWED[name]?.includes(role) === true })
        if (!isLet) await expectRefusal(answer, operation, 403, 'forbidden')
        expect(answer.status).toBeLessThan(500)
      }
    }
  })

  it('answers 403 to the token of an agency that the registry does not know, whatever its scopes', async () => {
    const token = await registry.service.token('registrar', { agency: randomUUID() })
    for (const operation of guarded()) {
      if (ALLOWED[operation.name]?.includes('registrar') !== true) continue
      await expectRefusal(await knock(registry.service, operation, { token }), operation, 403, 'forbidden')
    }
  })

  it('answers 403 to a token without any scope, save for the questions who one is and what codes mean', async () => {
    const token = await registry.service.token('registrar', { scopes: [] })
    for (const operation of guarded().filter(({ name }) => !WITHOUT_SCOPE.includes(name))) {
      await expectRefusal(await knock(registry.service, operation, { token }), operation, 403, 'forbidden')
    }
  })
})

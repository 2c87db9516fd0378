import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestService, type TestService } from '../support/service.ts'

const FILE = fileURLToPath(new URL('../../openapi/code-lists.example.json', import.meta.url))

let service: TestService

beforeAll(async () => {
  service = await startTestService({ env: { CODE_LISTS_FILE: FILE } })
})
afterAll(() => service.close())

const pistol = {
  category: 'SMALL_ARM',
  type: 'PISTOL_SELF_LOADING',
  make: 'EAW',
  model: 'E9',
  calibre: '9 mm Mauser Export',
  countryOfManufacture: 'RS',
  yearOfManufacture: 2026,
  markings: [{ kind: 'SERIAL_PRIMARY', text: 'AB-12345' }],
}

const request = {
  priority: 'ROUTINE',
  illicitGrounds: ['ILLICIT_BY_NATIONAL_LAW'],
  legalBasis: 'Order 1/2026',
  purpose: 'CRIMINAL_INVESTIGATION',
  intendedUse: 'BOTH',
  canGuaranteeConfidentiality: true,
  caseReference: 'LISTS-1',
  circumstances: { kind: 'TRAFFIC_STOP', country: 'FR', occurredAt: '2026-05-14' },
}

interface List {
  readonly version: string
  readonly closed: boolean
  readonly entries: { code: string; addedByOperator?: boolean; labels: Record<string, string> }[]
}

async function readList(id: string): Promise<List> {
  return (await service.request<List>(`/v1/code-lists/${id}`, { role: 'officer' })).body
}

async function readDescriptions(weaponId: string): Promise<unknown[]> {
  const admin = new pg.Client({ connectionString: service.database.adminUrl })
  await admin.connect()
  const text = 'select list_version, make_key from weapon_description where weapon_id = $1'
  const { rows } = await admin.query<{ list_version: string; make_key: string }>(text, [weaponId])
  await admin.end()
  return rows
}

describe('a service with an operator’s file', () => {
  it('serves what the file adds, marked as the operator’s, and one version for all open lists', async () => {
    const makers = await readList('makers')
    expect(makers.version).toMatch(/^[0-9.]+\+[0-9a-f]{12}$/)
    expect(makers.entries.find(({ code }) => code === 'EXEMPLAR_ARMS')).toMatchObject({
      addedByOperator: true,
      labels: { en: 'Exemplar Arms Works', fr: 'Manufacture d’armes Exemplar' },
    })
    const documents = await readList('document-kinds')
    expect(documents.version).toBe(makers.version)
    expect(documents.entries.map(({ code }) => code)).toContain('TEMPORARY_EXPORT_PASS')
  })

  it('keeps that version with each description, and leaves the versions of closed lists alone', async () => {
    const { status, body } = await service.request<{ id: string }>('/v1/weapons', { role: 'registrar', body: pistol })
    expect(status).toBe(201)
    const rows = await readDescriptions(body.id)
    expect(rows).toEqual([{ list_version: (await readList('makers')).version, make_key: 'EXEMPLAR_ARMS' }])
    expect((await readList('weapon-types')).version).toMatch(/^[0-9a-f]{12}$/)
  })

  it('identifies a weapon of the new maker at T1 by names other than those it was registered with', async () => {
    const observation = {
      type: 'PISTOL_SELF_LOADING',
      make: 'Эксемплар',
      model: 'Exemplar E9',
      calibre: '9x25',
      markings: [{ kind: 'SERIAL_PRIMARY', text: 'AB 12345' }],
    }
    const { status, body } = await service.request<{ identification: { tier: string } }>('/v1/trace-requests', {
      role: 'officer',
      body: { ...request, observation },
    })
    expect([status, body.identification.tier]).toEqual([201, 'T1'])
  })

  it('serves further codes of years, selector letters and ways of numbering, and tells what follows from them', async () => {
    const added = async (id: string) =>
      (await readList(id)).entries.filter(({ addedByOperator }) => addedByOperator === true).map(({ code }) => code)
    const years = ['IT_PROOF_SINCE_2018', 'IT_PROOF_SINCE_2018.CT', 'IT_PROOF_SINCE_2018.CU']
    expect(await added('date-codes')).toEqual(years)
    expect(await added('selector-letters')).toEqual(['SEL_EXEMPLAR'])
    expect(await added('serial-formats')).toEqual(['EXEMPLAR_ARMS', 'EXEMPLAR_SINCE_2020'])
    const markings = [
      { kind: 'SERIAL_PRIMARY', text: 'C98765Z' },
      { kind: 'PROOF', text: 'CT', country: 'IT' },
    ]
    const observation = { make: 'Beretta', model: 'Px4', calibre: '9x19', yearOfManufacture: 2009, markings }
    const { body } = await service.request<{ findings: { code: string; severity: string; detail: string }[] }>(
      '/v1/trace-requests',
      { role: 'officer', body: { ...request, caseReference: 'LISTS-2', observation } },
    )
    expect(body.findings).toContainEqual(
      expect.objectContaining({
        code: 'DATE_CODE_DIFFERS',
        severity: 'WARNING',
        detail: expect.stringMatching(/2018.*\(HIGH, date-codes IT_PROOF_SINCE_2018\)/),
      }),
    )
  })
})

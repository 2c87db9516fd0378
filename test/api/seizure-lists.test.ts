import { randomUUID } from 'node:crypto'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Seizure, SeizureItem, StoredSeizure } from '../../src/features/seizures/answer-schemas.ts'
import type { Answer } from '../support/service.ts'
import { AUDITOR, openSmallRegistry, OURS, REGISTRAR, type SmallRegistry } from '../support/small-registry.ts'
import { CUSTOMS, glock, itemOf, OTHER_CUSTOMS, seize, serial, UNMARKED_REVOLVER } from '../support/seizures.ts'

let registry: SmallRegistry
let first: StoredSeizure
let second: StoredSeizure

beforeAll(async () => {
  registry = await openSmallRegistry()
  first = await seize(
    registry,
    [
      { observation: glock('=CMD|1') },
      { observation: { ...UNMARKED_REVOLVER, make: '+SUM(A1)' } },
      { observation: { type: 'MAIN_CHARGE', noMarkingsVisible: true }, disposition: 'DESTROYED' },
      { observation: glock('LIST001'), disposition: 'MARKED_AND_RECORDED' },
    ],
    { agencyReference: '=HYPERLINK("http://x")', dispositionDueOn: '2025-06-01' },
  )
  const found = { recoveryClass: 'FOUND', circumstance: 'CACHE', dispositionDueOn: '2999-01-01', startTraces: true }
  second = await seize(registry, [{ observation: glock('LIST002') }, { observation: UNMARKED_REVOLVER }], found)
  await seize(registry, [{ observation: glock('LIST003') }], { agencyReference: 'OTHERS-CASE' }, OTHER_CUSTOMS)
})
afterAll(() => registry.close())

async function items(query: string, call = CUSTOMS): Promise<string[]> {
  const { body } = await registry.service.request<{ items: SeizureItem[] }>(`/v1/seizure-items?${query}`, call)
  return body.items.map(({ id }) => id).toSorted()
}

const idsOf = (stored: StoredSeizure, ...numbers: number[]): string[] =>
  numbers.map((n) => itemOf(stored, n).id ?? '').toSorted()

describe('the list of recovered items', () => {
  it('is filtered by where they stand, by tier and by whether they are traced', async () => {
    expect(await items('disposition=OPEN')).toEqual([...idsOf(first, 1, 2), ...idsOf(second, 1, 2)].toSorted())
    expect(await items('disposition=OVERDUE')).toEqual(idsOf(first, 1, 2))
    expect(await items('disposition=DESTROYED')).toEqual(idsOf(first, 3))
    expect(await items('disposition=MARKED_AND_RECORDED')).toEqual(idsOf(first, 4))
    expect(await items('traced=true')).toEqual(idsOf(second, 1))
    expect(await items('tier=T1')).toEqual([])
  })

  it('picks the items by the same rule by which it shows them', async () => {
    for (const disposition of [
      'OPEN',
      'DESTROYED',
      'MARKED_AND_RECORDED',
      'RETURNED',
      'CONFISCATED',
      'RETAINED',
      'DEACTIVATED',
    ]) {
      const { body } = await registry.service.request<{ items: SeizureItem[] }>(
        `/v1/seizure-items?disposition=${disposition}`,
        CUSTOMS,
      )
      const expected = disposition === 'OPEN' ? 'SECURED' : disposition
      expect(body.items.filter((item) => item.disposition !== expected)).toEqual([])
    }
  })

  it('comes in pages that leave none out', async () => {
    const seen: string[] = []
    let next: string | undefined = '/v1/seizure-items?limit=2'
    while (next !== undefined) {
      const page: Answer<{ items: SeizureItem[] }> = await registry.service.request(next, CUSTOMS)
      seen.push(...page.body.items.map(({ id }) => id))
      next = /<([^>]+)>/.exec(page.headers.get('link') ?? '')?.[1]
    }
    expect(seen.toSorted()).toEqual([...idsOf(first, 1, 2, 3, 4), ...idsOf(second, 1, 2)].toSorted())
  })
})

describe('the list of seizures', () => {
  it('is filtered by class, circumstance and country, an agency’s own, and all to readers of the registry', async () => {
    const read = async (query: string, call = CUSTOMS) =>
      (await registry.service.request<{ seizures: Seizure[] }>(`/v1/seizures?${query}`, call)).body.seizures
    expect((await read('recoveryClass=FOUND')).map(({ id }) => id)).toEqual([second.id])
    expect((await read('circumstance=BORDER_CHECK_LAND&country=FR')).map(({ id }) => id)).toEqual([first.id])
    expect(await read('country=DE')).toEqual([])
    const all = await read('', AUDITOR)
    expect([all.length, all.some(({ agencyReference }) => agencyReference !== undefined)]).toEqual([3, false])
  })
})

describe('an export', () => {
  it('runs no formula that a mark, a make or a reference holds', async () => {
    const { text, headers } = await registry.service.request('/v1/seizure-items/export', CUSTOMS)
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
    const rows = parse<Record<string, string>>(text, { columns: true, record_delimiter: '\r\n' })
    expect(rows).toHaveLength(6)
    expect(rows.map(({ markings }) => markings)).toContain("'=CMD|1 (SERIAL_PRIMARY)")
    expect(rows.map(({ make }) => make)).toContain("'+SUM(A1)")
    const seizures = await registry.service.request('/v1/seizures/export?circumstance=BORDER_CHECK_LAND', CUSTOMS)
    const [row] = parse<Record<string, string>>(seizures.text, { columns: true, record_delimiter: '\r\n' })
    expect(row).toMatchObject({ agencyReference: '\'=HYPERLINK("http://x")', itemCount: '4', country: 'FR' })
  })
})

describe('another agency’s seizure', () => {
  it('looks like one that does not exist, in body and headers', async () => {
    const told = async (path: string) => {
      const { status, text, headers } = await registry.service.request(path, OTHER_CUSTOMS)
      const kept = [...headers].filter(
        ([name]) =>
          !['x-request-id', 'date', 'content-length'].includes(name) &&
          !name.startsWith('x-ratelimit') &&
          !name.startsWith('ratelimit'),
      )
      return [status, text.replace(/"(instance|requestId)":"[^"]*"/g, ''), kept]
    }
    expect(await told(`/v1/seizures/${first.id}`)).toEqual(await told(`/v1/seizures/${randomUUID()}`))
    expect(await told(`/v1/seizure-items/${itemOf(first, 1).id}`)).toEqual(
      await told(`/v1/seizure-items/${randomUUID()}`),
    )
    expect((await registry.service.request(`/v1/seizures/${first.id}`, REGISTRAR)).status).toBe(200)
    expect((await registry.service.request(`/v1/seizures/${first.id}`, OURS)).status).toBe(403)
    const auditors = await registry.service.request<Seizure>(`/v1/seizures/${first.id}`, AUDITOR)
    expect([auditors.status, auditors.body.legalBasis]).toEqual([200, undefined])
  })
})

describe('a mark with a pattern', () => {
  it('is kept as it was read, and is not intact on the record', async () => {
    const stored = await seize(registry, [{ observation: { ...glock('X'), markings: [serial('PAT?01')] } }])
    const { body } = await registry.service.request<{ markings: object[] }>(
      `/v1/weapons/${itemOf(stored, 1).weaponId}`,
      CUSTOMS,
    )
    expect(body.markings).toMatchObject([{ text: 'PAT?01', condition: 'PARTIALLY_LEGIBLE' }])
  })
})

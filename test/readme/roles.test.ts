import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Role, ROLES, type Scope, SCOPES_OF_ROLE } from '../../src/domain/vocabulary/scopes.ts'
import { DEMO_PARTY_IDS, DEMO_TRACE_IDS, DEMO_WEAPON_IDS } from '../../src/features/example-ids.ts'
import { startTestService, type TestService } from '../support/service.ts'
import { readReadme, readTable, ROOT, unquote } from './read-readme.ts'

const page = readReadme()
const COLUMNS = ['officer', 'customs', 'registrar', 'integrator', 'auditor'] as const satisfies readonly Role[]

interface Operation {
  readonly call: string
  /** Undefined for an operation that needs no token. */
  readonly scopes: readonly Scope[] | undefined
}

/** What each route declares, as the committed document says it. */
function listOperations(): Operation[] {
  const text = readFileSync(path.join(ROOT, 'openapi/registry.v1.json'), 'utf8')
  const { paths } = JSON.parse(text) as { paths: Record<string, Record<string, { security: { bearer: Scope[] }[] }>> }
  return Object.entries(paths).flatMap(([address, methods]) =>
    Object.entries(methods).map(([method, { security }]) => ({
      call: `${method.toUpperCase()} ${address}`,
      scopes: security[0]?.bearer,
    })),
  )
}

const operations = listOperations()
const calls = new Map(readTable(page, 'call', ...COLUMNS).map(([call = '', ...cells]) => [unquote(call), cells]))

describe('the table of roles and calls', () => {
  it('has a column for each role', () => {
    expect([...COLUMNS].toSorted()).toEqual([...ROLES].toSorted())
  })

  it('has every operation of the API and no other', () => {
    expect(operations.length).toBeGreaterThan(20)
    expect([...calls.keys()].toSorted()).toEqual(operations.map(({ call }) => call).toSorted())
  })

  it.each(operations)('says of $call who may', ({ call, scopes }) => {
    const told = (calls.get(call) ?? []).map((cell) =>
      cell === '–' ? 'refused' : cell.startsWith('open') ? 'open' : 'may',
    )
    const declared = COLUMNS.map((role) => {
      if (scopes === undefined) return 'open'
      return scopes.every((scope) => SCOPES_OF_ROLE[role].includes(scope)) ? 'may' : 'refused'
    })
    expect(told).toEqual(declared)
  })
})

describe('the table of fields', () => {
  const fields = readTable(page, 'field', ...COLUMNS)
  const LOOK = { purpose: 'CRIMINAL_INVESTIGATION', 'legal-basis': 'Test' }
  const [released, ownStock] = [DEMO_WEAPON_IDS.stolenGlock, DEMO_WEAPON_IDS.lyonBeretta]
  let service: TestService

  beforeAll(async () => {
    service = await startTestService({ demo: true, env: { DEMO_STOCK: '0' } })
  })
  afterAll(() => service.close())

  /** The word that each role's cell begins with. */
  function told(start: string): Record<Role, string> {
    const [, ...cells] = fields.find(([name]) => name?.startsWith(start)) ?? []
    expect(cells, `a row that begins with: ${start}`).toHaveLength(COLUMNS.length)
    return Object.fromEntries(COLUMNS.map((role, n) => [role, cells[n] ?? ''])) as Record<Role, string>
  }

  async function read(role: Role, target: string): Promise<string> {
    const { status, text } = await service.request(target, { role, headers: LOOK })
    return status === 200 ? text : ''
  }

  /** What a role sees of a weapon that an answer released to the officer, of one in the stock of the integrator, or of neither. */
  async function reach(role: Role, suffix: string, sees: (text: string) => boolean): Promise<string> {
    const isOpen = async (weaponId: string) => sees(await read(role, `/v1/weapons/${weaponId}${suffix}`))
    const [one, other, third] = [
      await isOpen(released),
      await isOpen(ownStock),
      await isOpen(DEMO_WEAPON_IDS.policeRevolver),
    ]
    if (one && other && third) return 'all'
    if (third) return 'some'
    if (one) return 'released'
    return other ? 'own' : 'none'
  }

  it('says who sees the candidates of a request that waits, and that nobody sees a holder there', async () => {
    for (const role of COLUMNS) {
      const text = await read(role, `/v1/trace-requests/${DEMO_TRACE_IDS.waiting}`)
      const word = told('candidates')[role]
      // The request is of the officer's agency, so that customs, who see their own, do not see it.
      expect({ role, word, sees: text.includes('candidates') }).toEqual({
        role,
        word,
        sees: word === 'all' || role === 'officer',
      })
      expect(text).not.toMatch(/"(?:partyId|holder|owner|lastLicitHolder|chain|name)"/)
    }
  })

  it.each([
    ['description and marks', '', (text: string) => text.includes('"markings"')],
    ['chain, holder', '/custody', (text: string) => text.includes('"partyId"')],
    ['names of licensed firms', '/custody', (text: string) => /"name":"(?:Glock|Fabbrica|Smith)/.test(text)],
  ])('says who sees: %s', async (row, suffix, sees) => {
    for (const role of COLUMNS) {
      // Nothing was released to customs in the demo: what is released to another agency is not released to it.
      const word = role === 'customs' ? 'none' : told(row)[role]
      expect({ role, word: await reach(role, suffix, sees) }).toEqual({ role, word })
    }
    expect(told(row)['customs']).toBe(told(row)['officer'])
  })

  it('says who sees the names of persons', async () => {
    const words = told('names of persons')
    const namesIn = async (role: Role) =>
      (await read(role, `/v1/weapons/${released}/custody`)).includes('Dominique Modèle')
    for (const role of COLUMNS) {
      const sees = role === 'customs' ? false : ['all', 'released'].includes(words[role])
      expect({ role, sees: await namesIn(role) }).toEqual({ role, sees })
    }
    expect(words['auditor']).toBe('none')
    const own = await service.request(`/v1/parties/${DEMO_PARTY_IDS.lyonCustomer}`, { role: 'integrator' })
    const other = await service.request(`/v1/parties/${DEMO_PARTY_IDS.lyonBuyer}`, { role: 'integrator' })
    expect([own.status, other.status, words['integrator']]).toEqual([200, 404, 'registered or acted for'])
    expect(own.text).toContain('Sacha Client')
  })
})

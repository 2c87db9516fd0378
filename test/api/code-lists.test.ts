import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROLES } from '../../src/domain/vocabulary/scopes.ts'
import { type CallOptions, startTestService, type TestService } from '../support/service.ts'

interface Entry {
  readonly code: string
  readonly labels: Record<string, string>
  readonly [field: string]: unknown
}
interface List {
  readonly id: string
  readonly version: string
  readonly closed: boolean
  readonly count: number
  readonly entries: Entry[]
  readonly next?: string
}

let service: TestService

beforeAll(async () => {
  service = await startTestService()
})
afterAll(() => service.close())

async function read(target: string, options: CallOptions = {}): Promise<List> {
  const { status, body } = await service.request<List>(`/v1/code-lists/${target}`, { role: 'integrator', ...options })
  expect(status).toBe(200)
  return body
}

describe('the code lists', () => {
  it('are listed for every role with version and count, and each can be read with as many entries', async () => {
    for (const role of ROLES) {
      const { status, body } = await service.request<{ lists: List[] }>('/v1/code-lists', { role })
      expect([role, status]).toEqual([role, 200])
      expect(body.lists.length).toBeGreaterThan(25)
    }
    const { body } = await service.request<{ lists: List[] }>('/v1/code-lists', { role: 'officer' })
    for (const summary of body.lists) {
      const { entries, ...list } = await read(summary.id, { role: 'officer' })
      expect(list).toMatchObject(summary)
      expect([summary.id, entries.length]).toEqual([summary.id, summary.count])
    }
  })

  it('give the same bytes and tag again, and 304 to who has them', async () => {
    const first = await service.request('/v1/code-lists/weapon-types', { role: 'customs' })
    const etag = first.headers.get('etag') ?? ''
    const again = await service.request('/v1/code-lists/weapon-types', { role: 'auditor' })
    expect([again.text, again.headers.get('etag')]).toEqual([first.text, etag])
    const known = await service.request('/v1/code-lists/weapon-types', {
      role: 'customs',
      headers: { 'if-none-match': etag },
    })
    expect([known.status, known.text]).toEqual([304, ''])
  })

  it('tell a type with its category, class, labels and mappings', async () => {
    const { entries } = await read('weapon-types')
    expect(entries.find(({ code }) => code === 'PISTOL_SELF_LOADING')).toEqual({
      code: 'PISTOL_SELF_LOADING',
      labels: expect.objectContaining({ en: 'Self-loading pistol', ru: 'Самозарядный пистолет' }),
      mappings: [
        { scheme: 'NCIC_TYP', code: 'PI' },
        { scheme: 'UNODC_IAFQ', code: 'PISTOL' },
      ],
      parent: 'SMALL_ARM',
      iti: 'LISTED',
    })
  })

  it('tell of an event who may hold afterwards, which papers are wanted and by which rule', async () => {
    const { entries } = await read('event-kinds')
    expect(entries.find(({ code }) => code === 'EXPORTED')).toMatchObject({
      description: 'sent abroad to a consignee',
      receivers: ['ANY'],
      licit: 'LICIT',
      possession: 'IN_TRANSIT',
      papers: [{ anyOf: ['EXPORT_LICENCE'], severity: 'WARNING' }, expect.anything()],
      rule: expect.stringContaining('ATT'),
    })
  })
})

describe('what marks tell, as lists', () => {
  it.each(['serial-formats', 'date-codes', 'selector-letters'])(
    '%s: each entry says where it comes from and how sure it is, and the version is that of all open lists',
    async (id) => {
      const { entries, version, closed } = await read(id)
      expect([closed, version]).toEqual([false, (await read('makers')).version])
      for (const { code, source, certainty } of entries)
        expect([code, source, certainty]).toEqual([
          code,
          expect.stringMatching(/\S/),
          expect.stringMatching(/^(HIGH|MEDIUM|LOW)$/),
        ])
    },
  )

  it('tell of a code of a year its table and its year, and find it by the code', async () => {
    const { entries } = await read(`date-codes?q=${encodeURIComponent('XX8')}`)
    expect(entries[0]).toEqual({
      code: 'IT_PROOF.XX8',
      labels: { en: 'XX8' },
      mappings: [],
      source: 'Italian and British tables of proof marks',
      certainty: 'MEDIUM',
      parent: 'IT_PROOF',
      year: 1972,
    })
    const tables = (await read('date-codes')).entries.filter(({ parent }) => parent === undefined)
    expect(tables.map(({ code }) => code)).toEqual(['BE_BROWNING', 'DE_PROOF', 'ES_PROOF', 'IT_PROOF'])
  })

  it('tell of a way of numbering whose it is, in words and as a pattern', async () => {
    const { entries } = await read('serial-formats')
    expect(entries.find(({ code }) => code === 'GLOCK')).toMatchObject({
      makers: ['GLOCK'],
      serialPattern: '^[A-Z]{2,4}\\d{3}(US)?$',
      labels: { en: expect.stringContaining('two to four letters and three digits') },
      isOnly: true,
    })
    expect(entries.find(({ code }) => code === 'ES_SINCE_1995')).toMatchObject({ country: 'ES', since: { year: 1995 } })
    const makers = (await read('makers')).entries.filter(({ serialPattern }) => serialPattern !== undefined)
    expect(entries.map(({ code }) => code)).toEqual(expect.arrayContaining(makers.map(({ code }) => code)))
  })

  it('tell of selector letters the States that they point at, and of a symbol what would decide', async () => {
    const { entries } = await read('selector-letters')
    expect(entries.find(({ code }) => code === 'SEL_YU')).toMatchObject({
      letters: ['U', 'R', 'J'],
      countries: ['RS', 'YU'],
    })
    const symbols = (await read('factory-symbols')).entries
    expect(symbols.find(({ code }) => code === 'SYM_ARROW_IN_TRIANGLE')?.['toDecide']).toMatch(/tail and feathers/)
    expect(symbols.find(({ code }) => code === 'SYM_OVAL_NN')?.['countries']).toEqual(['CN'])
  })

  it('tell of a model its first year, with how sure that year is', async () => {
    const { entries } = await read('models')
    expect(entries.find(({ code }) => code === 'TYPE_56')).toMatchObject({
      certainty: 'HIGH',
      since: { year: 1956, certainty: 'LOW' },
    })
  })

  it('tell of a former State who answers for it today', async () => {
    const { entries } = await read('countries')
    expect(entries.find(({ code }) => code === 'CS')).toMatchObject({
      contacts: ['CZ', 'SK'],
      formerState: true,
      source: 'ISO 3166-3',
      certainty: 'HIGH',
    })
  })
})

describe('pages and searches of a code list', () => {
  it('of any size hold every entry once, in the order of the whole list', async () => {
    const whole = (await read('makers')).entries.map(({ code }) => code)
    const paged: string[] = []
    let target: string | undefined = '/v1/code-lists/makers?limit=7'
    while (target !== undefined) {
      const { body, headers }: { body: List; headers: Headers } = await service.request<List>(target, {
        role: 'integrator',
      })
      paged.push(...body.entries.map(({ code }) => code))
      expect(headers.get('link') === null).toBe(body.next === undefined)
      target = /<(.+)>; rel="next"/.exec(headers.get('link') ?? '')?.[1]
    }
    expect(paged).toEqual(whole)
  })

  it('search by alias in any script', async () => {
    const { entries } = await read(`makers?q=${encodeURIComponent('Ижевск')}`)
    expect(entries[0]?.code).toBe('IZHMASH')
    expect((await read('calibres?q=9mm%20Kurz')).entries[0]?.code).toBe('9x17')
    expect((await read('makers?q=no-such-maker')).entries).toEqual([])
  })

  it('refuse the cursor of another list, another search or another agency', async () => {
    const { next = '' } = await read('makers?limit=5')
    const refused = [`/v1/code-lists/models?limit=5&cursor=${next}`, `/v1/code-lists/makers?q=a&cursor=${next}`]
    for (const target of refused) {
      const { status, body } = await service.request<{ code: string }>(target, { role: 'integrator' })
      expect([status, body.code]).toEqual([400, 'cursor-invalid'])
    }
    const other = await service.request(`/v1/code-lists/makers?cursor=${next}`, { role: 'officer' })
    expect(other.status).toBe(400)
  })

  it('answer 404 for a list that there is not, and 400 for a limit out of bounds or a text that is too long', async () => {
    for (const id of ['nothing', '__proto__', 'constructor', 'Makers'])
      expect((await service.request(`/v1/code-lists/${id}`, { role: 'officer' })).status).toBe(404)
    for (const query of ['limit=0', 'limit=501', 'limit=1e2', `q=${'a'.repeat(101)}`, 'q=', 'lang=fr'])
      expect([query, (await service.request(`/v1/code-lists/makers?${query}`, { role: 'officer' })).status]).toEqual([
        query,
        400,
      ])
  })
})

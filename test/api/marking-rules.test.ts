import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  openSmallRegistry,
  OURS,
  type Problem,
  REGISTRAR,
  type SmallRegistry,
  THEIRS,
  weaponBody,
} from '../support/small-registry.ts'

interface Told {
  readonly id: string
  readonly findings: readonly { readonly code: string; readonly severity: string; readonly pointer: string }[]
}

const STRICT = { headers: { prefer: 'handling=strict' } }
const IMPORT_MARK = { kind: 'IMPORT_COUNTRY', text: 'FR 2020', component: 'FRAME', country: 'FR', year: 2020 }
let registry: SmallRegistry

beforeAll(async () => {
  registry = await openSmallRegistry()
})
afterAll(() => registry.close())

const warnings = ({ findings }: Told) =>
  findings.filter(({ severity }) => severity !== 'INFO').map(({ code, pointer }) => `${code} at ${pointer}`)
const onMarks = ({ findings }: Told) => findings.filter(({ code }) => /IMPORT_MARK|UNIQUE_MARK|_MARK_/.test(code))
const register = (body: object, query = '', call = OURS) => registry.store<Told>(`/v1/weapons${query}`, body, call)
const importOf = (weapon: object, call = OURS, toPartyId = registry.ours) =>
  registry.store<Told>('/v1/transfers', { kind: 'IMPORTED', toPartyId, occurredAt: '2020-05-14', ...weapon }, call)

describe('a registration', () => {
  it('of an ordinary weapon passes strict handling with a serial on its frame', async () => {
    const answer = await registry.post<Told>('/v1/weapons', weaponBody(), { ...OURS, ...STRICT })
    expect(answer.status).toBe(201)
  })

  it('without a unique mark is stored with a warning, refused to a strict caller, and told alike in a dry run', async () => {
    const body = weaponBody({ markings: [{ kind: 'UNIT_RACK', text: '17' }] })
    const dry = await registry.post<Told>('/v1/weapons?dryRun=true', body, { ...OURS, key: null })
    const strict = await registry.post<Problem>('/v1/weapons', body, { ...OURS, ...STRICT })
    const stored = await register(body)
    expect(warnings(stored)).toEqual(['NO_UNIQUE_MARK at #/markings'])
    expect(dry.body.findings).toEqual(stored.findings)
    expect([strict.status, strict.body.errors.map(({ code }) => code)]).toEqual([409, ['NO_UNIQUE_MARK']])
  })

  it('is held to the rules of the European Union where the caller names them, and a misspelt name is refused', async () => {
    const body = weaponBody({ yearOfManufacture: 2024 })
    expect(warnings(await register(body))).toEqual([])
    const named = await register(weaponBody({ yearOfManufacture: 2024 }), '?markingProfile=EU')
    expect(warnings(named)).toContain('ESSENTIAL_COMPONENT_NOT_MARKED at #/markings')
    const misspelt = await registry.post('/v1/weapons?markingProfile=Eu', weaponBody(), OURS)
    expect(misspelt.status).toBe(400)
  })

  it('in France of a weapon of 2026 is warned of a serial that is too small and too shallow', async () => {
    const { markings } = weaponBody()
    const small = markings.map((mark) => ({ ...mark, heightMm: 1.5, depthMm: 0.05 }))
    const stored = await register(weaponBody({ yearOfManufacture: 2026, markings: small }))
    const expected = ['EU_MARK_TOO_SMALL at #/markings/0/heightMm', 'EU_MARK_TOO_SHALLOW at #/markings/0/depthMm']
    expect(warnings(stored)).toEqual(expected)
  })

  it('with a mark of a year that has not come is refused at that year', async () => {
    const body = weaponBody()
    const markings = [...body.markings, { ...IMPORT_MARK, year: 2150 }]
    const answer = await registry.post<Problem>('/v1/weapons', { ...body, markings }, OURS)
    expect([answer.status, answer.body.errors]).toMatchObject([422, [{ pointer: '#/markings/1/year' }]])
  })

  it('of an import is told of the import mark at its origin', async () => {
    const importer = await registry.store(
      '/v1/parties',
      { kind: 'IMPORTER', name: 'Invented Importer', country: 'FR' },
      REGISTRAR,
    )
    const origin = { kind: 'IMPORTED', partyId: importer.id, occurredAt: '2020-05-14' }
    const bare = await register(weaponBody({ origin }), '', REGISTRAR)
    const body = weaponBody({ origin })
    const marked = await register({ ...body, markings: [...body.markings, IMPORT_MARK] }, '', REGISTRAR)
    expect(warnings(bare)).toContain('IMPORT_MARK_NOT_RECORDED at #/origin')
    expect(warnings(marked).filter((told) => told.includes('MARK'))).toEqual([])
  })
})

describe('a mark that is added', () => {
  it('is told of what it contradicts, at itself', async () => {
    const { id } = await registry.registerWeapon(OURS)
    const mark = { kind: 'CALIBRE', text: '7.62x39', component: 'BARREL' }
    const added = await registry.store<Told>(`/v1/weapons/${id}/markings`, mark, OURS)
    expect(warnings(added)).toEqual(['CALIBRE_MARK_DIFFERS at #/text'])
  })

  it('makes a later description contradict it, unless the weapon was changed', async () => {
    const { id } = await registry.registerWeapon(OURS)
    await registry.store(`/v1/weapons/${id}/markings`, { kind: 'CALIBRE', text: '9x19', component: 'BARREL' }, OURS)
    const { category: _, markings: __, ...described } = weaponBody({ calibre: '9x21' })
    const path = `/v1/weapons/${id}/descriptions`
    const wrong = await registry.store<Told>(path, described, OURS)
    const changed = await registry.store<Told>(path, { ...described, validFrom: '2024-03-01' }, OURS)
    expect(warnings(wrong)).toEqual(['CALIBRE_MARK_DIFFERS at #/calibre'])
    expect(warnings(changed)).toEqual([])
  })
})

describe('a report of an import', () => {
  it('is told which of its weapons bear no mark of the State of import, each at its place', async () => {
    const [bare, marked] = [await registry.registerWeapon(OURS), await registry.registerWeapon(OURS)]
    await registry.store(`/v1/weapons/${marked.id}/markings`, IMPORT_MARK, OURS)
    const told = await importOf({ weaponIds: [marked.id, bare.id] })
    expect(onMarks(told).map(({ code, pointer }) => `${code} at ${pointer}`)).toEqual([
      'IMPORT_MARK_NOT_RECORDED at #/weaponIds/1',
    ])
  })

  it('does not count a mark that was declared wrong', async () => {
    const { id } = await registry.registerWeapon(OURS)
    const mark = await registry.store(`/v1/weapons/${id}/markings`, IMPORT_MARK, OURS)
    const wrong = { reason: 'DID_NOT_OCCUR', explanation: 'The mark is on another weapon.' }
    await registry.store(`/v1/markings/${mark.id}/error-declarations`, wrong, REGISTRAR)
    expect(onMarks(await importOf({ weaponIds: [id] })).map(({ code }) => code)).toEqual(['IMPORT_MARK_NOT_RECORDED'])
  })

  it('that names another’s weapon by control data tells nothing of its marks: with and without one it reads the same', async () => {
    const [bare, marked] = [await registry.registerWeapon(OURS), await registry.registerWeapon(OURS)]
    await registry.store(`/v1/weapons/${marked.id}/markings`, IMPORT_MARK, OURS)
    const claim = ({ serial }: { serial: string }) => {
      const items = [{ controlData: { make: 'Glock', model: 'Glock 19', calibre: '9x19', serial } }]
      return importOf({ items, fromPartyId: registry.ours }, THEIRS, registry.theirs)
    }
    const [ofBare, ofMarked] = [await claim(bare), await claim(marked)]
    expect(ofBare.findings).toEqual(ofMarked.findings)
    expect(onMarks(ofBare)).toEqual([])
  })

  it('of an unmanned aircraft asks for no mark', async () => {
    const { id } = await register({
      category: 'UAS',
      type: 'UAS_MULTIROTOR',
      make: 'DJI',
      model: 'Mavic',
      markings: [],
    })
    expect(onMarks(await importOf({ weaponIds: [id] }, REGISTRAR))).toEqual([])
  })
})

describe('a weapon that was found', () => {
  it('and is kept for official use without a unique mark is told to be marked or destroyed (ITI 9)', async () => {
    const police = await registry.store(
      '/v1/parties',
      { kind: 'POLICE', name: 'Invented Police', country: 'FR' },
      REGISTRAR,
    )
    const { id } = await register(weaponBody({ markings: [] }), '', REGISTRAR)
    const kept = { kind: 'RETAINED_FOR_OFFICIAL_USE', weaponIds: [id], partyId: police.id, occurredAt: '2024-06-01' }
    const told = await registry.store<Told>('/v1/custody-events', kept, REGISTRAR)
    expect(warnings(told)).toContain('FOUND_WEAPON_NOT_UNIQUELY_MARKED at #/weaponIds/0')
  })
})

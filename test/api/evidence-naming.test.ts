import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FILES } from '../support/evidence.ts'
import { type EvidenceRegistry, openEvidenceRegistry } from '../support/evidence-registry.ts'
import { AUDITOR, OFFICER, OURS, type Problem, REGISTRAR, THEIRS, traceBody } from '../support/small-registry.ts'

let registry: EvidenceRegistry

beforeAll(async () => {
  registry = await openEvidenceRegistry()
})
afterAll(() => registry.close())

describe('a report', () => {
  it('shows the files it names where it is read, and its fact holds their ids', async () => {
    const ids = [await registry.keep(FILES.pdf('a')), await registry.keep(FILES.png('b'))].toSorted()
    const { id } = await registry.registerWeapon(OURS)
    const loss = {
      kind: 'LOST',
      weaponIds: [id],
      partyId: registry.ours,
      occurredAt: '2023-01-01',
      place: { country: 'FR' },
    }
    const event = await registry.store('/v1/custody-events', { ...loss, evidenceIds: ids }, OURS)
    const shown = await registry.service.request<{ evidenceIds: string[] }>(`/v1/custody-events/${event.id}`, OURS)
    expect(shown.body.evidenceIds).toEqual(ids)
    const custody = await registry.service.request<{ chain: { eventId?: string; evidenceIds?: string[] }[] }>(
      `/v1/weapons/${id}/custody`,
      OURS,
    )
    expect(custody.body.chain.flatMap(({ evidenceIds }) => evidenceIds ?? [])).toEqual(ids)
    const facts = await registry.asOwner<{ ids: string[] }>(
      `select canonical::jsonb -> 'evidenceIds' as ids from fact where id = $1`,
      [event.id],
    )
    expect(facts).toEqual([{ ids }])
  })

  it('that replaces a wrong one names files of its own, and cannot name what is not the reporter’s', async () => {
    const [mine, theirs] = [await registry.keep(FILES.pdf('right')), await registry.keep(FILES.pdf('not ours'), THEIRS)]
    const { id } = await registry.registerWeapon(OURS)
    const { ours: partyId } = registry
    const loss = { kind: 'LOST', partyId, occurredAt: '2023-01-01', place: { country: 'FR' } }
    const event = await registry.store('/v1/custody-events', { ...loss, weaponIds: [id] }, OURS)
    const declare = <Body>(evidenceIds: string[]) =>
      registry.post<Body>(
        `/v1/custody-events/${event.id}/error-declarations`,
        {
          reason: 'INCORRECT_DATA',
          explanation: 'The report was of another day.',
          replacement: { ...loss, evidenceIds },
        },
        OURS,
      )
    const refused = await declare<Problem>([theirs])
    expect([refused.status, refused.body.errors[0]?.pointer]).toEqual([422, '#/replacement/evidenceIds/0'])
    const { body } = await declare<{ replacementId: string }>([mine])
    const shown = await registry.service.request<{ evidenceIds: string[] }>(
      `/v1/custody-events/${body.replacementId}`,
      OURS,
    )
    expect(shown.body.evidenceIds).toEqual([mine])
  })

  it.each([
    [
      '/v1/custody-events',
      '#/evidenceIds/1',
      (id: string, evidenceIds: string[]) => ({
        kind: 'LOST',
        weaponIds: [id],
        partyId: registry.ours,
        occurredAt: '2023-01-01',
        evidenceIds,
      }),
    ],
    [
      '/v1/transfers',
      '#/evidenceIds/1',
      (id: string, evidenceIds: string[]) => ({
        kind: 'SOLD_DOMESTIC',
        weaponIds: [id],
        fromPartyId: registry.ours,
        toPartyId: registry.theirs,
        occurredAt: '2023-01-01',
        evidenceIds,
      }),
    ],
    [
      '/v1/weapons/:id/markings',
      '#/evidenceIds/1',
      (_id: string, evidenceIds: string[]) => ({ kind: 'PROOF', text: 'PSF', evidenceIds }),
    ],
  ] as const)(
    'to %s that names another agency’s file is refused at it, as for no file',
    async (path, pointer, bodyOf) => {
      const { id } = await registry.registerWeapon(OURS)
      const [mine, theirs] = [
        await registry.keep(FILES.png('mine')),
        await registry.keep(FILES.png('not ours'), THEIRS),
      ]
      const entries = []
      for (const other of [theirs, randomUUID()]) {
        const before = await registry.countRows()
        const { status, body } = await registry.post<Problem>(path.replace(':id', id), bodyOf(id, [mine, other]), OURS)
        expect(status).toBe(422)
        expect(await registry.countRows()).toEqual(before)
        entries.push(body.errors)
      }
      expect(entries[0]).toMatchObject([{ pointer, code: 'evidence-unknown' }])
      expect(entries[1]).toEqual(entries[0])
    },
  )

  it('names at most twenty files, and none twice', async () => {
    const { id } = await registry.registerWeapon(OURS)
    const mine = await registry.keep(FILES.png('mine'))
    for (const evidenceIds of [Array.from({ length: 21 }, () => randomUUID()), [mine, mine]]) {
      const { status } = await registry.post(
        `/v1/weapons/${id}/markings`,
        { kind: 'PROOF', text: 'P', evidenceIds },
        OURS,
      )
      expect(status).toBe(400)
    }
  })
})

describe('a trace request', () => {
  const seen = { type: 'PISTOL_SELF_LOADING', calibre: '9x19', noMarkingsVisible: true }
  const ask = (observation: object, options = OFFICER) =>
    registry.post<{ id: string; findings: { code: string }[]; evidenceIds?: string[] }>(
      '/v1/trace-requests',
      traceBody({ ...seen, ...observation }),
      options,
    )
  const codes = async (observation: object): Promise<string[]> =>
    (await ask(observation)).body.findings.map(({ code }) => code)

  it('without visible marks wants photographs, until it names one; a paper is none', async () => {
    const photo = await registry.keep(FILES.jpeg('of all sides'), OFFICER)
    const paper = await registry.keep(FILES.pdf('report'), OFFICER)
    expect(await codes({})).toContain('PHOTOS_WANTED')
    expect(await codes({ evidenceIds: [paper] })).toContain('PHOTOS_WANTED')
    expect(await codes({ evidenceIds: [paper, photo] })).not.toContain('PHOTOS_WANTED')
  })

  it('shows its files to its agency and to registrars and auditors, and to no other', async () => {
    const photo = await registry.keep(FILES.jpeg('seen'), OFFICER)
    const asked = await ask({ evidenceIds: [photo] })
    expect([asked.status, asked.body.evidenceIds]).toEqual([201, [photo]])
    const again = await registry.service.request<{ evidenceIds: string[] }>(
      `/v1/trace-requests/${asked.body.id}`,
      OFFICER,
    )
    expect(again.body.evidenceIds).toEqual([photo])
    for (const [reader, status] of [
      [OFFICER, 200],
      [REGISTRAR, 200],
      [AUDITOR, 200],
      [{ role: 'customs' }, 404],
      [OURS, 404],
    ] as const) {
      expect((await registry.read(photo, reader)).status).toBe(status)
    }
  })

  it('that names another agency’s file is refused at it', async () => {
    const theirs = await registry.keep(FILES.jpeg('not the officer’s'))
    const { status, text } = await ask({ evidenceIds: [theirs] })
    const { errors } = JSON.parse(text) as Problem
    expect([status, errors[0]?.pointer, errors[0]?.code]).toEqual([
      422,
      '#/observation/evidenceIds/0',
      'evidence-unknown',
    ])
  })
})

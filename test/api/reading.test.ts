import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  AUDITOR,
  OFFICER,
  openSmallRegistry,
  OURS,
  type Problem,
  type SmallRegistry,
  THEIRS,
  traceBody,
} from '../support/small-registry.ts'

let registry: SmallRegistry

beforeAll(async () => {
  registry = await openSmallRegistry()
})

afterAll(() => registry.close())

describe('a read', () => {
  it('has a strong ETag that names its bytes, and is 304 for who has them', async () => {
    const { id } = await registry.registerWeapon(OURS)
    const first = await registry.service.request(`/v1/weapons/${id}`, OURS)
    const etag = first.headers.get('etag') ?? ''
    expect(etag).toMatch(/^"[^"]+"$/)
    const again = await registry.service.request(`/v1/weapons/${id}`, { ...OURS, headers: { 'if-none-match': etag } })
    expect({ status: again.status, text: again.text, etag: again.headers.get('etag') }).toEqual({
      status: 304,
      text: '',
      etag,
    })
    await registry.store(`/v1/weapons/${id}/markings`, { kind: 'PROOF', text: 'CIP' }, OURS)
    const changed = await registry.service.request(`/v1/weapons/${id}`, { ...OURS, headers: { 'if-none-match': etag } })
    expect(changed.status).toBe(200)
    expect(changed.headers.get('etag')).not.toBe(etag)
  })

  it('is kept by no cache', async () => {
    const { id } = await registry.registerWeapon(OURS)
    const answer = await registry.service.request(`/v1/weapons/${id}`, OURS)
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })
})

describe('a list', () => {
  it('is read to its end by cursors, in body and Link alike, each item once', async () => {
    for (let n = 0; n < 5; n++) {
      await registry.store('/v1/parties', { kind: 'PRIVATE_PERSON', name: `Person ${n}`, country: 'FR' }, OURS)
    }
    const seen: string[] = []
    let target: string | undefined = '/v1/parties?limit=2'
    while (target !== undefined) {
      const page: { body: { parties: { id: string }[]; next?: string }; headers: Headers } =
        await registry.service.request(target, OURS)
      seen.push(...page.body.parties.map(({ id }) => id))
      const link = /<([^>]+)>; rel="next"/.exec(page.headers.get('link') ?? '')?.[1]
      expect(link === undefined).toBe(page.body.next === undefined)
      if (link !== undefined) expect(new URL(link).searchParams.get('cursor')).toBe(page.body.next)
      target = link
    }
    expect(seen.length).toBeGreaterThan(5)
    expect(new Set(seen).size).toBe(seen.length)
  })

  it('refuses a cursor that was changed, that is of another agency, of another list or of another filter', async () => {
    await Promise.all(
      ['A', 'B', 'C'].map((text) =>
        registry.store(
          '/v1/trace-requests',
          traceBody({ markings: [{ kind: 'SERIAL_PRIMARY', text: `${text}77777` }] }),
          OFFICER,
        ),
      ),
    )
    const page = await registry.service.request<{ next: string }>('/v1/parties?limit=1', OURS)
    const traces = await registry.service.request<{ next: string }>('/v1/trace-requests?limit=1', OFFICER)
    const { next } = page.body
    const changed = `${next.slice(0, -2)}${next.endsWith('A') ? 'BB' : 'AA'}`
    const tries: [string, object][] = [
      [`/v1/parties?cursor=${changed}`, OURS],
      [`/v1/parties?cursor=${next}`, THEIRS],
      [`/v1/parties?licence=D-1&cursor=${next}`, OURS],
      [`/v1/parties?cursor=${traces.body.next}`, OURS],
      [`/v1/trace-requests?cursor=${traces.body.next}`, AUDITOR],
      ['/v1/parties?cursor=AAAA', OURS],
    ]
    for (const [target, who] of tries) {
      const answer = await registry.service.request<Problem>(target, who)
      expect({ target, status: answer.status, code: answer.body.code }).toEqual({
        target,
        status: 400,
        code: 'cursor-invalid',
      })
    }
  })
})

import { createLocalJWKSet, flattenedVerify, type FlattenedJWS, type JSONWebKeySet } from 'jose'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Certificate } from '../../src/features/traces/certificate-schemas.ts'
import { verifyCertificate } from '../../src/verify/verify-certificate.ts'
import { declareWrong } from '../support/corrections.ts'
import { makeFolder, runLedger } from '../support/run-ledger.ts'
import type { Answer, CallOptions } from '../support/service.ts'
import { waitUntil } from '../support/service-process.ts'
import {
  AUDITOR,
  OFFICER,
  openSmallRegistry,
  PERSON_NAME,
  type Problem,
  REGISTRAR,
  type SmallRegistry,
} from '../support/small-registry.ts'
import { ask, seen, sellPistol } from '../support/traced.ts'

const NEVER_SOLD = { reason: 'DID_NOT_OCCUR', explanation: 'Another pistol was sold.' }
const WAIT = { headers: { prefer: 'wait=10' } }
const folder = makeFolder()

let registry: SmallRegistry
let ledger: Awaited<ReturnType<typeof runLedger>>
let policy: string

beforeAll(async () => {
  registry = await openSmallRegistry()
  ledger = await runLedger({ url: registry.service.database.serviceUrl, folder: folder.folder })
  await waitUntil(() => ledger.status().publishedSize > 0)
  policy = (await registry.service.request('/.well-known/marktrace/trust-policy')).text
})
afterAll(async () => {
  await ledger.close()
  await registry.close()
  folder.remove()
})

const certify = (path: string, call: CallOptions): Promise<Answer<Certificate & Problem>> =>
  registry.service.request(`/v1/trace-requests/${path}/certificate`, call)

async function sold(): Promise<{ requestId: string; answerId: string; weaponId: string; sale: string }> {
  const { serial, weaponId, sale } = await sellPistol(registry)
  const { body } = await ask(registry, seen(serial))
  return { requestId: body.id, answerId: body.answer?.answerId ?? '', weaponId, sale }
}

/** Everything that is shown of the records, as text. */
const shownIn = ({ header }: Certificate): string =>
  JSON.stringify(header.disclosures.map(({ fact }) => fact.shown.map(({ value }) => value)))

async function count(text: string, values: readonly string[]): Promise<number> {
  const client = new pg.Client(registry.service.database.ownerUrl)
  await client.connect()
  try {
    return (await client.query<{ n: number }>(text, [...values])).rows[0]?.n ?? 0
  } finally {
    await client.end()
  }
}

describe('the certificate of an answer', () => {
  it('holds the bytes of the answer as its own call sends them, for each reader', async () => {
    const { requestId } = await sold()
    for (const call of [OFFICER, AUDITOR, REGISTRAR]) {
      const answer = await registry.service.request(`/v1/trace-requests/${requestId}/answer`, call)
      const { body } = await certify(requestId, call)
      expect(Buffer.from(body.payload, 'base64url').toString()).toBe(answer.text)
    }
  })

  it('verifies with nothing but the trust policy, each event of the chain by its own record', async () => {
    const { requestId } = await sold()
    const { status, headers, text } = await certify(requestId, { ...OFFICER, ...WAIT })
    expect(status).toBe(200)
    expect(headers.get('preference-applied')).toBe('wait=10')
    expect(headers.get('cache-control')).toContain('no-store')
    const { result, checks } = verifyCertificate(text, policy)
    expect(checks.filter(({ verdict }) => verdict === 'FAILS' || verdict === 'PENDING')).toEqual([])
    expect(result).toBe('VALID')
    const links = checks.filter(({ place, verdict }) => place.startsWith('payload/chain/') && verdict === 'HOLDS')
    expect(links).toHaveLength(3)
  })

  it('verifies for a reader who may not have names, and shows him none', async () => {
    const { requestId } = await sold()
    const { text } = await certify(requestId, { ...AUDITOR, ...WAIT })
    expect(verifyCertificate(text, policy).result).toBe('VALID')
    const payload = Buffer.from((JSON.parse(text) as Certificate).payload, 'base64url').toString()
    expect(payload).not.toContain(PERSON_NAME)
    expect(payload).toContain('"chain":[{')
    const { header } = JSON.parse(text) as Certificate
    expect(header.names).toEqual([])
    expect(JSON.stringify(header.disclosures.map(({ fact }) => fact.shown))).not.toContain('/nameId')
  })

  it('proves each name that it shows by the record of the party', async () => {
    const { requestId } = await sold()
    const { text } = await certify(requestId, { ...OFFICER, ...WAIT })
    const { header } = JSON.parse(text) as Certificate
    expect(header.names.map(({ name }) => name)).toContain(PERSON_NAME)
    const proved = verifyCertificate(text, policy).checks.filter(({ says }) =>
      says.includes('on record under the name'),
    )
    expect(proved.map(({ verdict }) => verdict)).toEqual(header.names.map(() => 'HOLDS'))
    expect(text).not.toContain('secret')
  })

  it('does not verify where another name was put under the id of a party', async () => {
    const { requestId } = await sold()
    const admin = new pg.Client(registry.service.database.adminUrl)
    await admin.connect()
    const rename = (from: string, to: string) =>
      admin.query(
        `update personal_record set body = jsonb_set(body, '{name}', to_jsonb($2::text)) where body ->> 'name' = $1`,
        [from, to],
      )
    await rename(PERSON_NAME, 'Somebody Else')
    try {
      const { text } = await certify(requestId, { ...OFFICER, ...WAIT })
      const failed = verifyCertificate(text, policy).checks.filter(({ verdict }) => verdict === 'FAILS')
      expect(failed.map(({ code }) => code)).toEqual(['name-without-record'])
    } finally {
      await rename('Somebody Else', PERSON_NAME)
      await admin.end()
    }
  })

  it('verifies with a JOSE library by the published keys too', async () => {
    const { requestId } = await sold()
    const { body: keys, headers } = await registry.service.request<JSONWebKeySet>('/.well-known/jwks.json')
    expect(headers.get('cache-control')).toContain('public')
    const { body } = await certify(requestId, OFFICER)
    const { payload, protectedHeader } = await flattenedVerify(body as FlattenedJWS, createLocalJWKSet(keys))
    expect(JSON.parse(Buffer.from(payload).toString())).toMatchObject({ requestId })
    expect(protectedHeader).toMatchObject({ alg: 'EdDSA', typ: 'marktrace-answer+jws', kid: keys.keys[0]?.kid })
    expect(JSON.stringify(keys)).not.toContain('"d"')
  })

  it('shows of the records what the answer shows, and neither who reported nor where notes lie', async () => {
    const { requestId, weaponId } = await sold()
    const { body } = await certify(requestId, OFFICER)
    const hidden = body.header.disclosures.flatMap(({ fact }) => fact.hidden.map(({ pointer }) => pointer))
    for (const pointer of ['/agencyId', '/noteId', '/reportId', '/carrierPartyId']) {
      expect(hidden).toContain(pointer)
    }
    const agencies = new Set<string>()
    for (const call of [REGISTRAR, OFFICER]) {
      agencies.add((await registry.service.request<{ agency: { id: string } }>('/v1/me', call)).body.agency.id)
    }
    for (const agencyId of agencies) expect(shownIn(body)).not.toContain(agencyId)
    expect(shownIn(body)).toContain(weaponId)
  })
})

describe('who reads a certificate', () => {
  it('leaves a look, as with the answer itself', async () => {
    const { requestId, weaponId } = await sold()
    await certify(requestId, OFFICER)
    const looks = `select count(*)::int as n from disclosure where weapon_id = $1 and source = 'trace-answer-certificate'`
    expect(await count(looks, [weaponId])).toBe(1)
  })

  it('of another agency gets the same 404 as for a request that does not exist', async () => {
    const { requestId, answerId } = await sold()
    const other: CallOptions = { role: 'customs' }
    const none = '0197a1f0-7c3e-7b2a-9f00-0c2f6d3f2b11'
    const [theirs, nothing] = [await certify(requestId, other), await certify(none, other)]
    expect([theirs.status, theirs.body.code]).toEqual([404, 'not-found'])
    expect(theirs.body.detail).toBe(nothing.body.detail)
    expect((await certify(`${requestId}/answers/${answerId}`, other)).body.detail).toBe(nothing.body.detail)
  })

  it('is told that there is no answer while a person has still to decide', async () => {
    const { serial } = await sellPistol(registry)
    const { body } = await ask(registry, seen(serial, { model: 'Glock 26' }))
    expect(body.status).toBe('IN_PROGRESS_DOMESTIC')
    const { status, body: problem } = await certify(body.id, OFFICER)
    expect([status, problem.code]).toEqual([404, 'answer-not-ready'])
  })
})

describe('an answer that a later record changed', () => {
  it('verifies as superseded, and its successor as valid', async () => {
    const { requestId, answerId, sale } = await sold()
    const before = await certify(requestId, { ...OFFICER, ...WAIT })
    await declareWrong(registry, sale, NEVER_SOLD, REGISTRAR)
    const successor = await certify(requestId, { ...OFFICER, ...WAIT })
    expect(verifyCertificate(successor.text, policy)).toMatchObject({ result: 'VALID' })
    const old = verifyCertificate(
      (await certify(`${requestId}/answers/${answerId}`, { ...OFFICER, ...WAIT })).text,
      policy,
    )
    expect(old).toMatchObject({ result: 'VALID_SUPERSEDED', answerId })
    expect(old.supersededAt).toMatch(/^\d{4}-/)
    // What was handed out before still holds: it cannot know.
    expect(verifyCertificate(before.text, policy)).toMatchObject({ result: 'VALID', answerId })
  })
})

describe('while no checkpoint covers an answer', () => {
  it('its certificate says pending, with the address where it will be whole, which its reader may read, and waits no longer than it is asked to', async () => {
    await ledger.close()
    let whereWhole = ''
    try {
      const { requestId } = await sold()
      const begun = performance.now()
      const { status, text, body } = await certify(requestId, { ...OFFICER, headers: { prefer: 'wait=1' } })
      expect(status).toBe(200)
      expect(performance.now() - begun).toBeGreaterThan(900)
      const { result, checks } = verifyCertificate(text, policy)
      expect(result).toBe('PENDING')
      expect(checks.filter(({ verdict }) => verdict === 'FAILS')).toEqual([])
      const waiting = body.header.proofs.flatMap(({ pending }) => pending ?? [])
      expect(waiting.length).toBeGreaterThan(3)
      const [address = '', ...others] = new Set(waiting)
      expect(others).toEqual([])
      whereWhole = new URL(address).pathname
      expect(whereWhole).toMatch(new RegExp(`^/v1/trace-requests/${requestId}/answers/[0-9a-f-]+/certificate$`))
    } finally {
      ledger = await runLedger({ url: registry.service.database.serviceUrl, folder: folder.folder })
    }
    const whole = await registry.service.request(whereWhole, { ...OFFICER, ...WAIT })
    expect(verifyCertificate(whole.text, policy).result).toBe('VALID')
  })

  it('waits until it does where that is asked for', async () => {
    const { requestId } = await sold()
    const { text } = await certify(requestId, { ...OFFICER, ...WAIT })
    expect(verifyCertificate(text, policy).result).toBe('VALID')
  })
})

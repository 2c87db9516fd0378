import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyCertificate } from '../../src/verify/verify-certificate.ts'
import { POLICY, publishNow } from '../support/publish-now.ts'
import { OFFICER, openSmallRegistry, type SmallRegistry } from '../support/small-registry.ts'
import { ask, seen, sellPistol } from '../support/traced.ts'

let registry: SmallRegistry

beforeAll(async () => {
  registry = await openSmallRegistry()
})
afterAll(() => registry.close())

describe('the certificate of an answer', () => {
  it('holds the bytes of the answer, and verifies with nothing but the trust policy', async () => {
    const { serial } = await sellPistol(registry)
    const { body: trace } = await ask(registry, seen(serial))
    const path = `/v1/trace-requests/${trace.id}`
    const pending = await registry.service.request(`${path}/certificate`, OFFICER)
    expect(pending.status, pending.text).toBe(200)
    console.log(JSON.stringify(verifyCertificate(pending.text, POLICY), null, 1).slice(0, 3000))
    await publishNow(registry.service.database.ownerUrl)
    const { text } = await registry.service.request(`${path}/certificate`, OFFICER)
    const answer = await registry.service.request(`${path}/answer`, OFFICER)
    const { payload } = JSON.parse(text)
    expect(Buffer.from(payload, 'base64url').toString()).toBe(answer.text)
    const v = verifyCertificate(text, POLICY)
    console.log(v.checks.map((c) => `${c.verdict} ${c.place} ${c.says}`).join('\n'), v.result, text.length)
  })
})

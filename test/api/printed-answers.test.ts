import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { digestText, sha256Of } from '../../src/domain/evidence/content-digest.ts'
import type { TraceRequest } from '../../src/tracing/request-schemas.ts'
import { sellOne } from '../support/corrections.ts'
import { readPages } from '../support/pdf.ts'
import { unbroken } from '../support/printable.ts'
import type { CallOptions } from '../support/service.ts'
import { shapeOf } from '../support/shapes.ts'
import {
  AUDITOR,
  OFFICER,
  openSmallRegistry,
  PERSON_NAME,
  type Problem,
  type SmallRegistry,
  traceBody,
} from '../support/small-registry.ts'

const FORMS = ['pdf', 'text'] as const
const CUSTOMS: CallOptions = { role: 'customs' }

let registry: SmallRegistry
let weaponId: string
let serial: string
let answered: string
let waiting: string

const addressOf = (id: string, form: string) => `/v1/trace-requests/${id}/answer/${form}`

async function ask(seen: Record<string, unknown>): Promise<string> {
  const markings = [{ kind: 'SERIAL_PRIMARY', text: serial }]
  return (await registry.store<TraceRequest>('/v1/trace-requests', traceBody({ ...seen, markings }), OFFICER)).id
}

async function fetchBytes(id: string, form: string, call: CallOptions): Promise<{ headers: Headers; bytes: Buffer }> {
  const token = await registry.service.token(call.role ?? 'officer', call)
  const answer = await fetch(new URL(addressOf(id, form), registry.service.url), {
    headers: { authorization: `Bearer ${token}` },
  })
  expect(answer.status).toBe(200)
  return { headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) }
}

/** What a reader sees of a printed form, without the breaks of its lines. */
async function wordsOf(id: string, form: string, call: CallOptions): Promise<string> {
  const { bytes } = await fetchBytes(id, form, call)
  return unbroken(form === 'pdf' ? (await readPages(bytes)).join('') : bytes.toString())
}

beforeAll(async () => {
  registry = await openSmallRegistry()
  const sold = await sellOne(registry)
  weaponId = sold.weaponId
  serial = sold.serial
  answered = await ask({ make: 'Glock', model: 'Glock 19', calibre: '9x19' })
  waiting = await ask({})
})
afterAll(() => registry.close())

describe('an answer on paper and for the radio', () => {
  it('is a PDF that is shown in place, with its name and its digest, and kept by no cache', async () => {
    const { headers, bytes } = await fetchBytes(answered, 'pdf', OFFICER)
    expect(headers.get('content-type')).toBe('application/pdf')
    expect(headers.get('content-disposition')).toBe(`inline; filename="trace-answer-${answered}.pdf"`)
    expect(headers.get('content-digest')).toBe(digestText(sha256Of(bytes)))
    expect(headers.get('cache-control')).toBe('no-store, private')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect((await fetchBytes(answered, 'pdf', OFFICER)).bytes.equals(bytes)).toBe(true)
  })

  it('is plain text in UTF-8', async () => {
    const { headers } = await fetchBytes(answered, 'text', OFFICER)
    expect(headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(headers.get('cache-control')).toBe('no-store, private')
  })

  it.each(FORMS)('tells the officer who asked of the weapon and its holder, as %s', async (form) => {
    const words = await wordsOf(answered, form, OFFICER)
    for (const told of [answered, serial, PERSON_NAME, 'Our Invented Dealer', 'Retail sale', 'Chain of custody'])
      expect(words.toLowerCase()).toContain(unbroken(told).toLowerCase())
  })

  it.each(FORMS)('tells an auditor no name, as %s', async (form) => {
    const words = await wordsOf(answered, form, AUDITOR)
    expect(words).toContain(serial)
    for (const name of [PERSON_NAME, 'Our Invented Dealer']) expect(words).not.toContain(unbroken(name))
  })

  it.each(FORMS)('of another agency is not found, in the same words as one of nobody, as %s', async (form) => {
    const call = (id: string) => registry.service.request<Problem>(addressOf(id, form), CUSTOMS)
    const nobody = randomUUID()
    const [hidden, unknown] = [await call(answered), await call(nobody)]
    expect([hidden.status, unknown.status]).toEqual([404, 404])
    expect(shapeOf(hidden, answered)).toBe(shapeOf(unknown, nobody))
  })

  it.each(FORMS)('is not ready while a person has to decide, as %s', async (form) => {
    const { status, body } = await registry.service.request<Problem>(addressOf(waiting, form), OFFICER)
    expect([status, body.code]).toEqual([404, 'answer-not-ready'])
  })

  it('is a look that says in which form the answer was seen', async () => {
    const { body } = await registry.service.request<{ looks: { source: string }[] }>(
      `/v1/looks?weaponId=${weaponId}`,
      AUDITOR,
    )
    const sources = body.looks.map(({ source }) => source)
    expect(sources).toEqual(expect.arrayContaining(['trace-answer-pdf', 'trace-answer-text']))
  })
})

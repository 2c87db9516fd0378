import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OFFICER, openSmallRegistry, PERSON_NAME, type SmallRegistry } from '../support/small-registry.ts'
import { ANNA, act, ask, decide, read, seen, sellPistol } from '../support/traced.ts'

let registry: SmallRegistry

beforeAll(async () => {
  registry = await openSmallRegistry()
})
afterAll(() => registry.close())

/** T2: the calibre was not read. */
const unsure = (serial: string) => seen(serial, { calibre: 'UNKNOWN' })
/** T4: the maker was not read. */
const doubtful = (serial: string) => seen(serial, { make: undefined })

describe('what the registry does with a request', () => {
  it('asks for more, and what is sent again is searched and answered', async () => {
    const { serial } = await sellPistol(registry)
    const asked = await ask(registry, doubtful(serial))
    const more = await act(
      registry,
      asked.body.id,
      'responses',
      { action: 'REQUEST_MORE_INFO', text: 'Which maker?' },
      ANNA,
    )
    expect(more.body.status).toBe('MORE_INFO_REQUESTED')
    expect((await read(registry, asked.body.id)).body.steps).toMatchObject([
      { action: 'REQUEST_MORE_INFO', by: 'REGISTRY', text: 'Which maker?' },
    ])
    const sent = await act(
      registry,
      asked.body.id,
      'follow-ups',
      { action: 'RESUBMIT', observation: seen(serial) },
      OFFICER,
    )
    expect(sent.body).toMatchObject({
      status: 'ANSWERED_FULL',
      identification: { tier: 'T1' },
      answer: { lastLicitHolder: { name: PERSON_NAME } },
    })
    const { body } = await read(registry, asked.body.id)
    expect([body.status, body.identification.tier]).toEqual(['ANSWERED_FULL', 'T1'])
  })

  it('delays with a ground and a day of review, refuses with a ground, and says so to the asker', async () => {
    const { serial } = await sellPistol(registry)
    const asked = await ask(registry, unsure(serial))
    const bare = await act(registry, asked.body.id, 'responses', { action: 'DELAY' }, ANNA)
    expect([bare.status, bare.body.errors.map(({ pointer }) => pointer).toSorted()]).toEqual([
      422,
      ['#/grounds', '#/reviewOn'],
    ])
    const delay = { action: 'DELAY', grounds: ['ONGOING_INVESTIGATION'], reviewOn: '2030-01-01' }
    expect((await act(registry, asked.body.id, 'responses', delay, ANNA)).body.status).toBe('DELAYED')
    const refusal = { action: 'REFUSE', grounds: ['NATIONAL_SECURITY'], text: 'It concerns the security of the State.' }
    expect((await act(registry, asked.body.id, 'responses', refusal, ANNA)).body.status).toBe('REFUSED')
    const { body } = await read(registry, asked.body.id)
    expect(body.steps).toMatchObject([
      { action: 'DELAY', grounds: ['ONGOING_INVESTIGATION'], reviewOn: '2030-01-01' },
      { action: 'REFUSE', grounds: ['NATIONAL_SECURITY'], text: refusal.text },
    ])
    const late = await act(registry, asked.body.id, 'responses', { action: 'ACKNOWLEDGE' }, ANNA)
    expect([late.status, late.body.errors[0]?.code]).toEqual([409, 'already-refused'])
    const clarify = { action: 'REQUEST_CLARIFICATION', text: 'Which part of it?' }
    expect((await act(registry, asked.body.id, 'follow-ups', clarify, OFFICER)).body.status).toBe(
      'CLARIFICATION_REQUESTED',
    )
    const clear = await act(registry, asked.body.id, 'responses', { action: 'CLARIFY', text: 'The holder.' }, ANNA)
    expect(clear.body.status).toBe('REFUSED')
  })

  it('restricts an answer before it is given and after: the asker gets no name, and the ground', async () => {
    const { weaponId, serial } = await sellPistol(registry)
    const [before, after] = [await ask(registry, unsure(serial)), await ask(registry, seen(serial))]
    expect(after.text).toContain(PERSON_NAME)
    const restriction = { action: 'RESTRICT', grounds: ['CONFIDENTIALITY_LAW'] }
    await act(registry, before.body.id, 'responses', restriction, ANNA)
    await decide(registry, before.body.id, { weaponId }, ANNA)
    await act(registry, after.body.id, 'responses', restriction, ANNA)
    for (const { id } of [before.body, after.body]) {
      const { body, text } = await read(registry, id)
      expect([body.status, text.includes(PERSON_NAME)]).toEqual(['ANSWERED_RESTRICTED', false])
      expect(body.answer?.restrictions).toContainEqual(expect.objectContaining({ ground: 'CONFIDENTIALITY_LAW' }))
    }
  })

  it('forwards abroad, and concludes with what no record shows', async () => {
    const asked = await ask(registry, seen('QQ99887', { make: 'Colt', model: 'M1911' }))
    expect(asked.body.answer?.outcome).toBe('FAILED_NOT_FOUND')
    const forward = { action: 'FORWARD', countries: ['US'] }
    expect((await act(registry, asked.body.id, 'responses', forward, ANNA)).body.status).toBe('FORWARDED_INTERNATIONAL')
    const silent = { action: 'CONCLUDE', outcome: 'NO_REPLY' }
    const concluded = await act(registry, asked.body.id, 'responses', silent, ANNA)
    expect(concluded.body).toMatchObject({ status: 'ANSWERED_NO_RECORD', answer: { outcome: 'NO_REPLY' } })
    const old = await act(registry, asked.body.id, 'responses', { action: 'FORWARD', countries: ['YU'] }, ANNA)
    expect([old.status, old.body.errors[0]?.code]).toEqual([422, 'state-of-today-required'])
  })

  it('is for registrars, and what the asker does is for his agency', async () => {
    const { serial } = await sellPistol(registry)
    const asked = await ask(registry, unsure(serial))
    const withdraw = { action: 'WITHDRAW' }
    const other = await act(registry, asked.body.id, 'follow-ups', withdraw, { role: 'officer', agency: 'MX-POLICE' })
    const unknown = await act(registry, '0197a1f0-0000-7000-8000-0000000000cc', 'follow-ups', withdraw, {
      role: 'officer',
      agency: 'MX-POLICE',
    })
    expect([other.status, unknown.status]).toEqual([404, 404])
    expect({ ...other.body, instance: '', requestId: '' }).toEqual({ ...unknown.body, instance: '', requestId: '' })
    expect((await act(registry, asked.body.id, 'responses', { action: 'ACKNOWLEDGE' }, OFFICER)).status).toBe(403)
    expect((await act(registry, asked.body.id, 'follow-ups', withdraw, OFFICER)).body.status).toBe('WITHDRAWN')
    const late = await decide(registry, asked.body.id, { decision: 'REJECT' }, ANNA)
    expect(late.status).toBe(409)
  })
})

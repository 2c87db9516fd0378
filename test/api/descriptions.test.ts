import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  OFFICER,
  openSmallRegistry,
  OURS,
  type SmallRegistry,
  traceBody,
  weaponBody,
} from '../support/small-registry.ts'

let registry: SmallRegistry

beforeAll(async () => {
  registry = await openSmallRegistry()
})

afterAll(() => registry.close())

const BERETTA = { make: 'Beretta', model: '92FS' }
const GLOCK = { make: 'Glock', model: 'Glock 19' }

const describeAs = (id: string, made: typeof GLOCK) => {
  const { category: _category, markings: _markings, ...description } = weaponBody(made)
  return registry.post<{ version: number }>(`/v1/weapons/${id}/descriptions`, description, OURS)
}

describe('a weapon that is described again', () => {
  it('has the keys of each mark under every make that it ever bore, and they are learned, whichever description comes to stand', async () => {
    const { id } = await registry.registerWeapon(OURS)
    await describeAs(id, BERETTA)
    const added = { kind: 'SERIAL_STATE_ASSIGNED', text: 'KEYED 771' }
    expect((await registry.post(`/v1/weapons/${id}/markings`, added, OURS)).status).toBe(201)
    const owner = new pg.Client(registry.service.database.ownerUrl)
    await owner.connect()
    try {
      const keys = await owner.query<{ make: string }>(
        `select make_key as make from marking_key where weapon_id = $1 and kind = 'NO_ZERO' and key = 'KEYED771' order by 1`,
        [id],
      )
      expect(keys.rows.map(({ make }) => make)).toEqual(['BERETTA', 'GLOCK'])
      const learned = await owner.query<{ make: string }>(
        `select make_key as make from marking_alphabet where length = 8 and position = 3 and character = 'E' order by 1`,
      )
      expect(learned.rows.map(({ make }) => make)).toEqual(['*', 'BERETTA', 'GLOCK'])
    } finally {
      await owner.end()
    }
  })

  it('under another maker and back under the first keeps every version, and is found under the last', async () => {
    const { id, serial } = await registry.registerWeapon(OURS)
    const answers = [await describeAs(id, BERETTA), await describeAs(id, GLOCK), await describeAs(id, BERETTA)]
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201])
    expect(answers.map(({ body }) => body.version)).toEqual([2, 3, 4])
    const markings = [{ kind: 'SERIAL_PRIMARY', text: serial }]
    const ask = async (made: typeof GLOCK) => {
      const observation = { ...made, calibre: '9x19', markings }
      return (await registry.post<{ status: string }>('/v1/trace-requests', traceBody(observation), OFFICER)).body
        .status
    }
    expect({ now: await ask(BERETTA), before: await ask(GLOCK) }).toEqual({
      now: 'ANSWERED_FULL',
      before: 'IN_PROGRESS_DOMESTIC',
    })
  })

  it('and marked at the same moment by many ends with dense numbers and no refusal', async () => {
    const { id } = await registry.registerWeapon(OURS)
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        n % 2 === 0
          ? describeAs(id, n % 4 === 0 ? BERETTA : GLOCK)
          : registry.post(`/v1/weapons/${id}/markings`, { kind: 'PROOF', text: `P${n}` }, OURS),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201))
    const { body } = await registry.service.request<{ descriptionVersion: number; markings: unknown[] }>(
      `/v1/weapons/${id}`,
      OURS,
    )
    expect({ version: body.descriptionVersion, marks: body.markings.length }).toEqual({ version: 7, marks: 7 })
  })
})

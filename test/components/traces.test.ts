import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  OFFICER,
  openSmallRegistry,
  OURS,
  type SmallRegistry,
  traceBody,
  weaponBody,
} from '../support/small-registry.ts'
import { openWorkshop, SLIDE } from '../support/workshop.ts'

let registry: SmallRegistry
let workshop: ReturnType<typeof openWorkshop>

beforeAll(async () => {
  registry = await openSmallRegistry()
  workshop = openWorkshop(registry)
})
afterAll(() => registry.close())

describe('a trace by the number of a component', () => {
  it('never identifies the weapon it is in, names that weapon by its id, and releases nobody', async () => {
    const pistol = await workshop.pistolOf()
    const number = String(weaponBody().markings[0]?.['text'])
    for (const kind of ['SERIAL_PRIMARY', 'SERIAL_COMPONENT']) {
      const text = `${number}${kind.length}`
      const { id: slide } = await registry.registerWeapon(OURS, {
        ...SLIDE,
        markings: [{ kind, text, component: 'SLIDE' }],
      })
      await workshop.stored('ASSEMBLED', slide, pistol, '2020-01-10')
      const observation = { make: 'Glock', model: 'Glock 19', calibre: '9x19', markings: [{ kind, text }] }
      const {
        status,
        body,
        text: told,
      } = await registry.post<{ identification: { candidates: { weaponId: string }[] } }>(
        '/v1/trace-requests',
        traceBody(observation),
        OFFICER,
      )
      expect([status, body.identification.candidates.map(({ weaponId }) => weaponId)]).toEqual([201, [slide]])
      expect(told).toContain(`it is in weapon ${pistol}`)
      const { answer } = body as { answer?: Record<string, unknown> }
      if (answer !== undefined) {
        expect(answer).toMatchObject({ holder: null, owner: null, lastLicitHolder: null })
        expect(answer['relations']).toEqual([{ kind: 'ASSEMBLED_INTO', weaponId: pistol }])
      }
      expect((await workshop.read(pistol, OFFICER)).status).toBe(404)
    }
  })
})

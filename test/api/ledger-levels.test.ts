import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rootFromTiles, tilesForRoot } from '../../src/domain/ledger/tile-proofs.ts'
import { tilePath } from '../../src/domain/ledger/tile-paths.ts'
import { openTestLedger, type TestLedger } from '../support/grow-ledger.ts'
import { startTestService, type TestService } from '../support/service.ts'

// 65,536 entries fill a tile of the second level.
const SIZES = [701, 66_000]

let service: TestService
let ledger: TestLedger

beforeAll(async () => {
  service = await startTestService({ env: { LEDGER: 'off' } })
  ledger = await openTestLedger(service.database.ownerUrl)
  for (const size of SIZES) {
    await ledger.add(size - ledger.size())
    await ledger.publish()
  }
}, 120_000)
afterAll(async () => {
  await ledger.close()
  await service.close()
})

/** Hashing so many entries holds up the loop that the service shares, which then asks its callers to come again. */
async function get(path: string): Promise<Response> {
  for (let n = 0; n < 20; n++) {
    const response = await fetch(new URL(path, service.url))
    if (response.status !== 503) return response
    await sleep(250)
  }
  throw new Error('the service stayed busy')
}

describe('a ledger of three levels of tiles', () => {
  it('gives by its tiles the root that is signed, for its size now and for that of before', async () => {
    for (const size of SIZES) {
      const tiles = tilesForRoot(size)
      const read = await Promise.all(
        tiles.map(async ({ level, index, width }) =>
          Buffer.from(await (await get(`/ledger/${tilePath(level, index, width)}`)).arrayBuffer()),
        ),
      )
      const root = rootFromTiles(size, (level, index) => {
        const at = tiles.findIndex((tile) => tile.level === level && tile.index === index)
        return read[at] ?? Buffer.alloc(0)
      })
      expect(Buffer.from(root)).toEqual(Buffer.from(ledger.rootAt(size)))
    }
  })

  it('has at each level what its size fills, any part of it, and nothing beyond', async () => {
    expect(tilesForRoot(66_000).map(({ level, width }) => [level, width])).toEqual([
      [2, 1],
      [1, 1],
      [0, 208],
    ])
    const status = async (path: string) => (await get(`/ledger/tile/${path}`)).status
    expect(await Promise.all(['1/000', '1/000.p/2', '1/000.p/3', '1/001.p/1', '2/000.p/1'].map(status))).toEqual(
      Array(5).fill(200),
    )
    expect(await Promise.all(['1/001.p/2', '1/001', '2/000.p/2', '2/000', '3/000.p/1'].map(status))).toEqual(
      Array(5).fill(404),
    )
  })
})

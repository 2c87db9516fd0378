import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyCertificate } from '../../src/verify/verify-certificate.ts'
import { openEraser } from '../support/erasing.ts'
import { makeFolder, runLedger } from '../support/run-ledger.ts'
import { OFFICER, openSmallRegistry, REGISTRAR, type SmallRegistry } from '../support/small-registry.ts'
import { ask, seen, sellPistol } from '../support/traced.ts'

const folder = makeFolder()
const SECRET_PAPER = 'PERMIT-77'
let registry: SmallRegistry
let ledger: { close(): Promise<void> }

beforeAll(async () => {
  registry = await openSmallRegistry()
  ledger = await runLedger({ url: registry.service.database.serviceUrl, folder: folder.folder })
})
afterAll(async () => {
  await ledger.close()
  await registry.close()
})

describe('the certificate of an answer that names an erased event', () => {
  it('verifies, tells the erasure by its own proved record, and holds nothing of what went', async () => {
    const { erase } = await openEraser(registry.service)
    const { weaponId, serial } = await sellPistol(registry)
    const sale = await registry.store<{ events: { id: string }[] }>(
      '/v1/transfers',
      {
        kind: 'RETAIL_SALE',
        weaponIds: [weaponId],
        fromPartyId: registry.ourPerson,
        toPartyId: registry.theirPerson,
        occurredAt: '2024-03-05',
        documents: [{ kind: 'POSSESSION_PERMIT', number: SECRET_PAPER, issuer: 'P', issuedOn: '2024-01-01' }],
      },
      REGISTRAR,
    )
    // An entry is erased in the ledger only once it has its place there.
    await sleep(500)
    const { erasureId } = await erase({ kind: 'CUSTODY_EVENT', id: sale.events[0]?.id ?? '' })
    expect(erasureId).toBeDefined()
    const { body } = await ask(registry, seen(serial))
    const target = `/v1/trace-requests/${body.id}/certificate`
    const certificate = await registry.service.request(target, { ...OFFICER, headers: { prefer: 'wait=10' } })
    const policy = await registry.service.request('/.well-known/marktrace/trust-policy')
    const verified = verifyCertificate(certificate.text, policy.text)
    const failed = verified.checks.filter(({ verdict }) => verdict === 'FAILS').map(({ says }) => says)
    expect({ result: verified.result, failed }).toEqual({ result: 'VALID', failed: [] })
    expect(verified.checks.some(({ says }) => says.includes('lawfully erased'))).toBe(true)
    expect(certificate.text).not.toContain(SECRET_PAPER)
    expect(Buffer.from(JSON.parse(certificate.text).payload, 'base64url').toString()).not.toContain(SECRET_PAPER)
  })
})

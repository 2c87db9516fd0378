import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Certificate } from '../../src/features/traces/certificate-schemas.ts'
import { verifyCertificate } from '../../src/verify/verify-certificate.ts'
import { makeFolder, runLedger } from '../support/run-ledger.ts'
import { waitUntil } from '../support/service-process.ts'
import {
  OFFICER,
  openSmallRegistry,
  OURS,
  REGISTRAR,
  type SmallRegistry,
  weaponBody,
} from '../support/small-registry.ts'
import { ask, seen } from '../support/traced.ts'

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

interface Twice {
  readonly serial: string
  readonly weaponIds: readonly string[]
}

/** One pistol that our dealer's system registered twice, and sold by the second record. */
async function registerTwice(): Promise<Twice> {
  const body = weaponBody()
  const origin = { kind: 'STOCK_REGISTERED', partyId: registry.ours, occurredAt: '2018-02-01' }
  const { id: first } = await registry.store('/v1/weapons', { ...body, origin }, OURS)
  const { id: second } = await registry.store('/v1/weapons', { ...body, origin }, OURS)
  const sale = {
    kind: 'RETAIL_SALE',
    fromPartyId: registry.ours,
    toPartyId: registry.ourPerson,
    occurredAt: '2019-03-04',
  }
  await registry.store('/v1/transfers', { ...sale, weaponIds: [second] }, OURS)
  return { serial: String(body.markings[0]?.['text']), weaponIds: [first, second] }
}

const said = { basis: 'SAME_REGISTRATION', evidence: 'Photos agree.' }

async function proposeAndConfirm({ weaponIds }: Twice): Promise<string> {
  const { id } = await registry.store('/v1/identity-links', { ...said, weaponIds }, OURS)
  await registry.store(`/v1/identity-links/${id}/decisions`, { decision: 'CONFIRM', reason: 'Compared.' }, REGISTRAR)
  return id
}

/** The request's certificate, checked. */
async function certified(path: string) {
  const call = { ...OFFICER, headers: { prefer: 'wait=10' } }
  const { text, body } = await registry.service.request<Certificate>(`/v1/trace-requests/${path}/certificate`, call)
  const { result, checks } = verifyCertificate(text, policy)
  const failed = checks.filter(({ verdict }) => verdict === 'FAILS').map(({ says }) => says)
  const kinds = body.header.disclosures.flatMap(({ fact }) =>
    fact.shown.flatMap(({ pointer, value }) => (pointer === '/factKind' ? [value] : [])),
  )
  return { result, failed, kinds }
}

describe('the certificate of an answer that tells of two records', () => {
  it('verifies by the link and by the decision that a registrar took of it', async () => {
    const twice = await registerTwice()
    await proposeAndConfirm(twice)
    const { body } = await ask(registry, seen(twice.serial))
    expect(body.answer?.chain.map(({ kind }) => kind)).toContain('RETAIL_SALE')
    const { result, failed, kinds } = await certified(body.id)
    expect({ result, failed }).toEqual({ result: 'VALID', failed: [] })
    expect(kinds.filter((kind) => kind === 'identity-link' || kind === 'link-decision')).toEqual([
      'identity-link',
      'link-decision',
    ])
  })

  it('verifies by the word of a registrar who linked them himself', async () => {
    const twice = await registerTwice()
    await registry.store('/v1/identity-links', { ...said, weaponIds: twice.weaponIds }, REGISTRAR)
    const { body } = await ask(registry, seen(twice.serial))
    const { result, failed, kinds } = await certified(body.id)
    expect({ result, failed }).toEqual({ result: 'VALID', failed: [] })
    expect(kinds).not.toContain('link-decision')
  })

  it('verifies as it was given when the link is withdrawn later, and made anew', async () => {
    const twice = await registerTwice()
    const linkId = await proposeAndConfirm(twice)
    const { body } = await ask(registry, seen(twice.serial))
    await registry.store(`/v1/identity-links/${linkId}/withdrawals`, { explanation: 'Another frame.' }, REGISTRAR)
    const answer = `${body.id}/answers/${body.answer?.answerId}`
    expect(await certified(answer)).toMatchObject({ failed: [] })
    await registry.store('/v1/identity-links', { ...said, weaponIds: twice.weaponIds }, REGISTRAR)
    const first = await certified(answer)
    expect(first).toMatchObject({ failed: [] })
    expect(first.kinds).toContain('link-decision')
    const { body: again } = await ask(registry, seen(twice.serial), { caseReference: 'PJ-2025-0199' })
    const second = await certified(again.id)
    expect(second).toMatchObject({ result: 'VALID', failed: [] })
    expect(second.kinds).not.toContain('link-decision')
  })

  it('shows no link of records that waits for a registrar', async () => {
    const { id } = await registry.registerWeapon(OURS)
    const other = await registry.registerWeapon(OURS)
    await registry.store('/v1/identity-links', { ...said, weaponIds: [id, other.id] }, OURS)
    const { body } = await ask(registry, seen(other.serial))
    const { failed, kinds } = await certified(body.id)
    expect(failed).toEqual([])
    expect(kinds).not.toContain('identity-link')
  })
})

describe('the certificate of an answer about a party that changed', () => {
  it('shows a kind and a State of one day, by as many records as that takes', async () => {
    const { id: partyId } = await registry.store(
      '/v1/parties',
      { kind: 'GUNSMITH', name: 'Invented Gunsmith', country: 'BE' },
      REGISTRAR,
    )
    const change = (body: object) =>
      registry.store(
        `/v1/parties/${partyId}/versions`,
        { reason: 'CHANGED', explanation: 'By letter.', ...body },
        REGISTRAR,
      )
    await change({ kind: 'DEALER', validFrom: '2010-01-01' })
    await change({ country: 'FR', validFrom: '2012-01-01' })
    await change({ kind: 'MANUFACTURER', country: 'DE', validFrom: '2022-01-01' })
    const origin = { kind: 'STOCK_REGISTERED', partyId, occurredAt: '2018-02-01' }
    const body = weaponBody({ origin })
    await registry.store('/v1/weapons', body, REGISTRAR)
    const { body: asked } = await ask(registry, seen(String(body.markings[0]?.['text'])))
    expect(asked.answer?.chain[0]?.to).toMatchObject({ kind: 'DEALER', country: 'FR' })
    const { result, failed, kinds } = await certified(asked.id)
    expect({ result, failed }).toEqual({ result: 'VALID', failed: [] })
    expect(kinds.filter((kind) => kind === 'party-version')).toHaveLength(2)
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Custody } from '../../src/features/chain-schemas.ts'
import type { StoredReport } from '../../src/features/custody/schemas.ts'
import { openShipping, PISTOLS, recordPaper } from '../support/consignments.ts'
import {
  openSmallRegistry,
  OURS,
  type Problem,
  REGISTRAR,
  type SmallRegistry,
  THEIRS,
} from '../support/small-registry.ts'

let registry: SmallRegistry

beforeAll(async () => {
  registry = await openSmallRegistry()
})
afterAll(() => registry.close())

const EUC = { kind: 'END_USER_CERTIFICATE', nonRetransferClause: true }

function certificate(): object {
  return { ...EUC, endUserPartyId: registry.theirs }
}

function codesOf({ findings }: Pick<StoredReport, 'findings'>): string[] {
  return findings.map(({ code }) => code)
}

describe('a consignment', () => {
  it('is read serial by serial, authorised against shipped against delivered', async () => {
    const shipping = await openShipping(registry)
    await shipping.move('EXPORTED', shipping.weaponIds, '2025-06-01', OURS)
    const [first = '', second = ''] = shipping.weaponIds
    await shipping.move('IMPORTED', [first], '2025-06-08', THEIRS)
    await shipping.deliver({ items: [{ weaponId: second }], complete: true })
    const { body } = await shipping.read(THEIRS)
    const quantities = { planned: 3, authorised: 3, shipped: 3, arrived: 2, missing: 1, underWay: 0, unexpected: 0 }
    expect(body.totals).toMatchObject(quantities)
    expect(body.lines[0]).toMatchObject({ ...PISTOLS, ...quantities })
    const states = new Map(body.items.map(({ weaponId, state }) => [weaponId, state]))
    expect(shipping.weaponIds.map((id) => states.get(id))).toEqual(['ARRIVED', 'ARRIVED', 'MISSING'])
    expect(new Set(body.items.map(({ serial }) => serial))).toEqual(new Set(shipping.serials))
    expect(body.findings).toMatchObject([{ code: 'SHORTFALL', severity: 'WARNING', pointer: '#/lines/0' }])
  })

  it('carries its papers on each event of its weapons, with the State that issued them', async () => {
    const shipping = await openShipping(registry, { papers: [certificate()] })
    const { events } = await shipping.move('EXPORTED', shipping.weaponIds, '2025-06-01', OURS)
    const event = await registry.service.request<{ documents: object[]; destinationCountry: string }>(
      `/v1/custody-events/${events[0]?.id}`,
      OURS,
    )
    expect(event.body.destinationCountry).toBe('FR')
    expect(event.body.documents).toContainEqual({
      kind: 'END_USER_CERTIFICATE',
      number: 'N 1',
      country: 'FR',
      issuedOn: '2025-01-10',
      nonRetransferClause: true,
      verification: 'UNVERIFIED',
    })
  })

  it('tells its shipper what is wrong with its papers, and refuses it where strict handling was asked for', async () => {
    const shipping = await openShipping(registry, { papers: [certificate()], terms: { transitCountries: ['CH'] } })
    const body = {
      kind: 'EXPORTED',
      weaponIds: shipping.weaponIds,
      fromPartyId: registry.ours,
      toPartyId: registry.theirs,
      occurredAt: '2025-06-01',
      consignmentId: shipping.id,
    }
    const strict = { ...OURS, headers: { prefer: 'handling=strict' } }
    const refused = await registry.post<Problem>('/v1/transfers', body, strict)
    expect([refused.status, refused.body.errors.map(({ code }) => code)]).toEqual([
      409,
      expect.arrayContaining(['EUC_UNVERIFIED', 'TRANSIT_NOT_AUTHORISED']),
    ])
    expect((await shipping.read()).body.totals.shipped).toBe(0)
    const report = await registry.store<StoredReport>('/v1/transfers', body, OURS)
    expect(codesOf(report)).toEqual(
      expect.arrayContaining(['EUC_UNVERIFIED', 'DELIVERY_NOT_VERIFIED', 'TRANSIT_NOT_AUTHORISED']),
    )
    expect(codesOf(report)).not.toContain('DOCUMENT_MISSING')
  })

  it('follows what its certificate turns out to be', async () => {
    const papers = [certificate()]
    const shipping = await openShipping(registry, { papers })
    expect(await shipping.codes()).toEqual(['EUC_UNVERIFIED'])
    const euc = (await shipping.read()).body.authorisations.find(({ kind }) => kind === EUC.kind)
    const path = `/v1/authorisations/${euc?.id}/verifications`
    const asked = { verifiedOn: '2025-02-01', verifiedBy: 'Someone invented', method: 'By courier.' }
    await registry.store(path, { ...asked, status: 'AUTHENTICATED_WITH_ISSUER' }, REGISTRAR)
    expect(await shipping.codes()).toEqual([])
    await registry.store(path, { ...asked, status: 'REJECTED' }, REGISTRAR)
    expect(await shipping.codes()).toEqual(['EUC_REJECTED'])
  })

  it('gets a paper that came after it was opened', async () => {
    const shipping = await openShipping(registry, { terms: { embargoReferences: ['UNSC-2616/2021'] } })
    expect(await shipping.codes()).toEqual(['EMBARGO_REFERENCE_WITHOUT_EXEMPTION'])
    const embargoReferences = ['UNSC-2616/2021']
    await recordPaper(registry, { kind: 'UN_EXEMPTION_NOTIFICATION', embargoReferences, consignmentId: shipping.id })
    expect(await shipping.codes()).toEqual([])
  })

  it('counts against its licence what another consignment shipped under it', async () => {
    const first = await openShipping(registry)
    await first.move('EXPORTED', first.weaponIds, '2025-06-01', OURS)
    const { authorisations } = (await first.read()).body
    const again = await openShipping(registry, { terms: { authorisationIds: authorisations.map(({ id }) => id) } })
    expect(await again.codes()).toEqual([])
    const report = await again.move('EXPORTED', again.weaponIds, '2025-06-02', OURS)
    expect(codesOf(report)).toContain('OVER_SHIPMENT')
    expect(await first.codes()).toContain('OVER_SHIPMENT')
  })

  it('unpacked by control data tells field by field what differs, and keeps what was never shipped apart', async () => {
    const shipping = await openShipping(registry)
    await shipping.move('EXPORTED', shipping.weaponIds, '2025-06-01', OURS)
    const [serial = ''] = shipping.serials
    const { type: _, ...read } = PISTOLS
    const items = [
      { ...read, calibre: '.45 ACP', serial },
      { ...read, serial: 'NEVERSENT77' },
    ].map((controlData) => ({ controlData }))
    const { status, body } = await shipping.deliver({ items })
    expect(status).toBe(201)
    expect(body.items).toEqual([
      {
        status: 'DIFFERS',
        weaponId: shipping.weaponIds[0],
        differences: [{ field: 'calibre', given: '.45 ACP', shipped: '9x19' }],
      },
      { status: 'UNEXPECTED', differences: [] },
    ])
    expect((await shipping.read()).body.totals).toMatchObject({ arrived: 1, unexpected: 1 })
  })

  it('no longer counts a shipment that is declared wrong, and counts its replacement with the same papers', async () => {
    const shipping = await openShipping(registry, { quantity: 2, papers: [certificate()] })
    const { events } = await shipping.move('EXPORTED', shipping.weaponIds, '2025-06-01', OURS)
    const [wrong, dated] = events
    const declare = (id: string | undefined, body: object) =>
      registry.store<{ replacementId?: string }>(
        `/v1/custody-events/${id}/error-declarations`,
        { explanation: 'A slip.', ...body },
        REGISTRAR,
      )
    await declare(wrong?.id, { reason: 'DID_NOT_OCCUR' })
    expect((await shipping.read()).body.totals.shipped).toBe(1)
    const sides = { fromPartyId: registry.ours, toPartyId: registry.theirs }
    const replacement = { kind: 'EXPORTED', ...sides, occurredAt: '2025-06-03' }
    const { replacementId } = await declare(dated?.id, { reason: 'INCORRECT_DATA', replacement })
    expect((await shipping.read()).body.items).toMatchObject([{ state: 'SHIPPED', shippedAt: { value: '2025-06-03' } }])
    const { text } = await registry.service.request(`/v1/custody-events/${replacementId}`, REGISTRAR)
    expect(text).toContain('nonRetransferClause')
  })

  it('is listed page by page to those whose it is', async () => {
    await openShipping(registry, { quantity: 1 })
    await openShipping(registry, { quantity: 1 })
    const seen: string[] = []
    let target: string | undefined = '/v1/consignments?limit=2'
    while (target !== undefined) {
      const page: { body: { consignments: { id: string }[]; next?: string }; headers: Headers } =
        await registry.service.request(target, THEIRS)
      seen.push(...page.body.consignments.map(({ id }) => id))
      expect(page.body.consignments.length).toBeLessThanOrEqual(2)
      target = /<([^>]+)>/.exec(page.headers.get('link') ?? '')?.[1]
    }
    expect(seen.length).toBeGreaterThan(2)
    expect(new Set(seen).size).toBe(seen.length)
  })
})

describe('a weapon that was exported under a non-retransfer clause', () => {
  async function sold(consent?: object): Promise<Custody> {
    const shipping = await openShipping(registry, { quantity: 1, papers: [certificate()] })
    await shipping.move('EXPORTED', shipping.weaponIds, '2025-06-01', OURS)
    await shipping.move('IMPORTED', shipping.weaponIds, '2025-06-08', THEIRS)
    const third = await registry.store(
      '/v1/parties',
      { kind: 'MILITARY', country: 'SN', name: 'Third (invented)' },
      REGISTRAR,
    )
    const documents = consent === undefined ? [] : [{ kind: 'RE_EXPORT_CONSENT', number: 'C 1', ...consent }]
    const sides = { fromPartyId: registry.theirs, toPartyId: third.id, documents }
    const body = { kind: 'RE_EXPORTED', weaponIds: shipping.weaponIds, ...sides, occurredAt: '2025-06-20' }
    await registry.store('/v1/transfers', body, REGISTRAR)
    const headers = { purpose: 'DIVERSION_ANALYSIS', 'legal-basis': 'Test' }
    const path = `/v1/weapons/${shipping.weaponIds[0]}/custody`
    return (await registry.service.request<Custody>(path, { ...REGISTRAR, headers })).body
  }

  it('leaves licit control where it is sent on without the consent of the exporting State', async () => {
    const custody = await sold()
    const link = custody.chain.find(({ kind }) => kind === 'RE_EXPORTED')
    expect(link).toMatchObject({
      licit: 'ILLICIT',
      findings: [{ code: 'RETRANSFER_WITHOUT_CONSENT' }],
    })
    expect(custody).toMatchObject({ currentStatus: 'DIVERTED', lastLicitHolder: { partyId: registry.theirs } })
    expect(custody.diversion).toMatchObject({ notBefore: { value: '2025-06-08' }, notAfter: { value: '2025-06-20' } })
  })

  it('stays in it where that State consented', async () => {
    const custody = await sold({ country: 'FR' })
    const link = custody.chain.find(({ kind }) => kind === 'RE_EXPORTED')
    expect(link).toMatchObject({ licit: 'LICIT', findings: [] })
    expect(custody.diversion).toBeNull()
  })
})

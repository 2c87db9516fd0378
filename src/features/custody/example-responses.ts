// What the worked examples are answered. Ids and times are those of one run.

const maker = {
  kind: 'MANUFACTURER',
  country: 'US',
  partyId: '0193a000-0b00-7000-8000-000000000011',
  name: 'Smith & Wesson',
}
const store = { kind: 'POLICE', country: 'FR', partyId: '0193a000-0b00-7000-8000-000000000105' }
const lyonPolice = { kind: 'POLICE', country: 'FR', partyId: '0193a000-0b00-7000-8000-000000000120' }

export const storedTransferResponse = {
  id: '0197a1f0-0d00-7000-8000-000000000001',
  events: [{ id: '01a20a2d-c5dc-7c7d-9d1a-bd3b735e33c8', weaponId: '0193a000-0c00-7000-8000-000000000003' }],
  recordedAt: '2026-11-23T20:51:41.657950Z',
  findings: [
    {
      code: 'LICENCE_NOT_RECORDED',
      severity: 'INFO',
      pointer: '#/toPartyId',
      detail:
        'The licence that the report names is not recorded of this party. A PRIVATE_PERSON needs POSSESSION_PERMIT.',
      hint: 'Check kind and number, or ask a registrar to record it.',
      paragraph: 'ITI 12(b)',
    },
    {
      code: 'REPORTED_LATE',
      severity: 'INFO',
      pointer: '#/occurredAt',
      detail: 'Reported more than 30 days after it happened.',
    },
  ],
}

export const storedEventResponse = {
  id: '0197a1f0-0d00-7000-8000-000000000002',
  events: [{ id: '0197a1f0-0d00-7000-8000-000000000002', weaponId: '0193a000-0c00-7000-8000-000000000004' }],
  recordedAt: '2026-11-23T20:51:41.673214Z',
  findings: [
    {
      code: 'REPORTED_LATE',
      severity: 'INFO',
      pointer: '#/occurredAt',
      detail: 'Reported more than 30 days after it happened.',
    },
  ],
}

export const eventResponse = {
  id: '0193a000-0e00-7000-8000-000000000001',
  weaponId: '0193a000-0c00-7000-8000-000000000001',
  reportId: '0193a000-0e00-7000-8000-000000000001',
  kind: 'STOLEN',
  occurredAt: { value: '2023-11-02', precision: 'DAY' },
  transitCountries: [],
  documents: [{ kind: 'LOSS_REPORT', number: 'PV 2023/10218' }],
  recordedAt: '2026-11-23T20:51:31.249041Z',
  fromPartyId: '0193a000-0b00-7000-8000-000000000201',
  place: { country: 'FR', locality: 'Lyon' },
}

export const custodyResponse = {
  weaponId: '0193a000-0c00-7000-8000-000000000002',
  chain: [
    {
      type: 'EVENT',
      kind: 'MANUFACTURED',
      from: null,
      to: maker,
      owner: maker,
      occurredAt: { value: '1997', precision: 'YEAR' },
      recordedAt: '2026-11-23T20:51:31.264760Z',
      documents: [],
      licit: 'LICIT',
      findings: [],
      eventId: '01a20a2d-9d3f-7249-af9e-387bbeebe637',
      place: { country: 'US' },
    },
    {
      type: 'EVENT',
      kind: 'EXPORTED',
      from: maker,
      to: store,
      owner: maker,
      occurredAt: { value: '1998-02-10', precision: 'DAY' },
      recordedAt: '2026-11-23T20:51:31.270206Z',
      documents: [
        { kind: 'EXPORT_LICENCE', number: 'US-X-1998-02' },
        { kind: 'IMPORT_LICENCE', number: 'FR-AFCI-1998-0417' },
      ],
      licit: 'LICIT',
      findings: [],
      eventId: '01a20a2d-9d46-74a6-8434-9cb687a3225b',
      place: { country: 'US' },
    },
    {
      type: 'EVENT',
      kind: 'IMPORTED',
      from: maker,
      to: store,
      owner: store,
      occurredAt: { value: '1998-03-02', precision: 'DAY' },
      recordedAt: '2026-11-23T20:51:31.276130Z',
      documents: [
        { kind: 'EXPORT_LICENCE', number: 'US-X-1998-02' },
        { kind: 'IMPORT_LICENCE', number: 'FR-AFCI-1998-0417' },
      ],
      licit: 'LICIT',
      findings: [],
      eventId: '01a20a2d-9d4d-7799-beb2-9d84f78f213f',
      place: { country: 'FR' },
    },
    {
      type: 'EVENT',
      kind: 'GOV_ISSUED',
      from: store,
      to: lyonPolice,
      owner: store,
      occurredAt: { value: '1998-09-01', precision: 'DAY' },
      recordedAt: '2026-11-23T20:51:31.283248Z',
      documents: [],
      licit: 'LICIT',
      findings: [],
      eventId: '01a20a2d-9d54-793f-8e9f-23287cfc9400',
      place: { country: 'FR', locality: 'Lyon' },
    },
    {
      type: 'EVENT',
      kind: 'GOV_RETURNED',
      from: lyonPolice,
      to: store,
      owner: store,
      occurredAt: { value: '2014-06-16', precision: 'DAY' },
      recordedAt: '2026-11-23T20:51:31.292669Z',
      documents: [],
      licit: 'LICIT',
      findings: [],
      eventId: '01a20a2d-9d5d-7f5c-9e75-f4849c871850',
      place: { country: 'FR', locality: 'Limoges' },
    },
  ],
  holder: store,
  owner: store,
  lastLicitHolder: store,
  contenders: [],
  diversion: null,
  diversions: [],
  currentStatus: 'IN_POSSESSION',
  findings: [],
}

// What the worked examples are answered. Ids and times are those of one run.

const dealerLicence = {
  id: '019ab2d1-3f10-7a52-8c07-51c0c3f7a001',
  kind: 'DEALER_LICENCE',
  number: 'FR-RGA-69-2011-0042',
  validFrom: '2011-01-01',
  status: 'VALID',
}

export const storedPartyResponse = {
  id: '0197a1f0-0b00-7000-8000-000000000001',
  kind: 'PRIVATE_PERSON',
  country: 'FR',
  status: 'ACTIVE',
  licences: [],
  recordedAt: '2026-11-23T20:51:41.585059Z',
  findings: [],
  name: 'Camille Exemple (invented)',
}

export const partyPageResponse = {
  parties: [
    {
      id: '0193a000-0b00-7000-8000-000000000102',
      kind: 'DEALER',
      country: 'FR',
      status: 'ACTIVE',
      licences: [dealerLicence],
      recordedAt: '2026-11-23T20:51:31.019291Z',
      name: 'Armurerie du Pont Vieux, Lyon (invented)',
    },
  ],
}

export const partyResponse = {
  id: '0193a000-0b00-7000-8000-000000000102',
  kind: 'DEALER',
  country: 'FR',
  status: 'ACTIVE',
  licences: [dealerLicence],
  recordedAt: '2026-11-23T20:51:31.019291Z',
  name: 'Armurerie du Pont Vieux, Lyon (invented)',
}

const moved = {
  id: '0197a1f0-0b00-7000-8000-000000000002',
  partyId: '0197a1f0-0b00-7000-8000-000000000001',
  country: 'BE',
  validFrom: '2026-03-01',
  reason: 'CHANGED',
  recordedAt: '2026-11-23T20:51:41.912440Z',
}

export const partyVersionResponse = { ...moved, findings: [] }

export const partyVersionPageResponse = {
  versions: [
    {
      id: '0197a1f0-0b00-7000-8000-000000000001',
      partyId: '0197a1f0-0b00-7000-8000-000000000001',
      kind: 'PRIVATE_PERSON',
      country: 'FR',
      name: 'Camille Exemple (invented)',
      reason: 'REGISTERED',
      recordedAt: '2026-11-23T20:51:41.585059Z',
    },
    moved,
  ],
}

const permit = {
  id: '0197a1f0-0b00-7000-8000-000000000003',
  partyId: '0197a1f0-0b00-7000-8000-000000000001',
  kind: 'POSSESSION_PERMIT',
  number: 'FR-SIA-69-2024-1188 (invented)',
  validFrom: '2024-01-01',
  validTo: '2028-12-31',
  status: 'VALID',
  issuer: 'Préfecture du Rhône',
  country: 'FR',
  scope: { types: ['RIFLE', 'CARBINE'] },
  recordedAt: '2026-11-23T20:51:42.004713Z',
  versions: [],
}

export const storedLicenceResponse = { ...permit, findings: [] }

export const licencePageResponse = { licences: [permit] }

const suspension = {
  id: '0197a1f0-0b00-7000-8000-000000000004',
  action: 'SUSPENDED',
  from: '2026-05-01',
  recordedAt: '2026-11-23T20:51:42.120985Z',
}

export const changedLicenceResponse = {
  ...suspension,
  licence: { ...permit, status: 'SUSPENDED', versions: [suspension] },
  findings: [],
}

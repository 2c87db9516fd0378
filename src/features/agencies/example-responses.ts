// What the worked examples are answered. Ids and times are those of one run.

export const meResponse = {
  subject: 'demo-integrator',
  agency: {
    id: '0193a000-0a00-7000-8000-000000000004',
    name: 'Register of an importer and its dealers, Lyon (invented)',
    country: 'FR',
    mandateCountries: ['FR'],
  },
  scopes: ['parties:read', 'weapons:read', 'custody:read', 'parties:write', 'weapons:write', 'transfers:write'],
  parties: [
    {
      id: '0193a000-0b00-7000-8000-000000000101',
      kind: 'IMPORTER',
      country: 'FR',
      name: 'Armes du Rhône, importers (invented)',
    },
    {
      id: '0193a000-0b00-7000-8000-000000000102',
      kind: 'DEALER',
      country: 'FR',
      name: 'Armurerie du Pont Vieux, Lyon (invented)',
    },
    {
      id: '0193a000-0b00-7000-8000-000000000103',
      kind: 'DEALER',
      country: 'FR',
      name: 'Armurerie des Halles, Lille (invented)',
    },
  ],
}

export const storedAgencyResponse = {
  id: '0197a1f0-0a00-7000-8000-000000000001',
  name: 'Border police, weapons desk, Sarajevo (invented)',
  country: 'BA',
  mandateCountries: ['BA'],
  active: true,
  version: 1,
  recordedAt: '2026-11-23T20:51:41.112307Z',
  findings: [],
  contact: 'Duty desk, desk@sarajevo.example (invented)',
}

export const agencyResponse = {
  id: '0193a000-0a00-7000-8000-000000000006',
  name: 'Federal police, weapons desk, Mexico (invented)',
  country: 'MX',
  mandateCountries: ['MX'],
  active: true,
  version: 1,
  recordedAt: '2026-11-23T20:51:31.004218Z',
  contact: 'Duty desk MX-POLICE, desk@mx-police.example (invented)',
}

export const representationResponse = {
  id: '0197a1f0-0a00-7000-8000-000000000002',
  agencyId: '0193a000-0a00-7000-8000-000000000004',
  partyId: '0193a000-0b00-7000-8000-000000000104',
  validFrom: '2025-01-01',
  findings: [],
}

export const agencyPageResponse = { agencies: [agencyResponse] }

export const storedVersionResponse = {
  ...agencyResponse,
  mandateCountries: ['MX', 'GT'],
  version: 2,
  recordedAt: '2026-11-23T20:51:41.130455Z',
  findings: [],
}

export const agencyVersionsResponse = {
  versions: [
    {
      id: '0193a000-0a00-7000-8000-000000000007',
      name: 'United Nations panel of experts (invented)',
      country: 'CH',
      mandateCountries: ['SS', 'UG', 'IQ', 'SY'],
      contact: 'Duty desk UN-PANEL, desk@un-panel.example (invented)',
      active: true,
      version: 1,
      recordedAt: '2026-11-23T20:51:31.004218Z',
    },
  ],
}

export const representationPageResponse = {
  representations: [
    {
      id: '01a20a2d-c5dc-7c7d-9d1a-bd3b735e33c9',
      partyId: '0193a000-0b00-7000-8000-000000000010',
      validFrom: '2018-01-01',
      recordedAt: '2026-11-23T20:51:31.090114Z',
    },
  ],
}

export const representationEndResponse = {
  id: '0197a1f0-0a00-7000-8000-000000000004',
  representationId: '0197a1f0-0a00-7000-8000-000000000002',
  validTo: '2025-12-31',
  recordedAt: '2026-11-23T20:51:41.190222Z',
  findings: [],
}

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
  findings: [],
  contact: 'Duty desk, desk@sarajevo.example (invented)',
}

export const agencyResponse = {
  id: '0193a000-0a00-7000-8000-000000000006',
  name: 'Federal police, weapons desk, Mexico (invented)',
  country: 'MX',
  mandateCountries: ['MX'],
  contact: 'Duty desk MX-POLICE, desk@mx-police.example (invented)',
}

export const representationResponse = {
  id: '0197a1f0-0a00-7000-8000-000000000002',
  agencyId: '0193a000-0a00-7000-8000-000000000004',
  partyId: '0193a000-0b00-7000-8000-000000000104',
  validFrom: '2025-01-01',
  findings: [],
}

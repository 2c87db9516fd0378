// What the worked examples are answered. Ids and times are those of one run.

export const storedPartyResponse = {
  id: '0197a1f0-0b00-7000-8000-000000000001',
  kind: 'PRIVATE_PERSON',
  country: 'FR',
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
      licences: [{ kind: 'DEALER_LICENCE', number: 'FR-RGA-69-2011-0042', validFrom: '2011-01-01' }],
      recordedAt: '2026-11-23T20:51:31.019291Z',
      name: 'Armurerie du Pont Vieux, Lyon (invented)',
    },
  ],
}

export const partyResponse = {
  id: '0193a000-0b00-7000-8000-000000000102',
  kind: 'DEALER',
  country: 'FR',
  licences: [{ kind: 'DEALER_LICENCE', number: 'FR-RGA-69-2011-0042', validFrom: '2011-01-01' }],
  recordedAt: '2026-11-23T20:51:31.019291Z',
  name: 'Armurerie du Pont Vieux, Lyon (invented)',
}

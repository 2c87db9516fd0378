// What the worked examples are answered. Ids and times are those of one run.

export const storedAuthorisation = {
  id: '0197a1f0-0e20-7000-8000-000000000001',
  kind: 'IMPORT_LICENCE',
  number: 'FR-AFCI-2025-0231',
  country: 'FR',
  issuedOn: '2025-02-03',
  transitCountries: [],
  lines: [
    {
      quantity: 20,
      type: 'PISTOL_SELF_LOADING',
      make: 'Beretta',
      model: '92FS',
      calibre: '9x19',
      value: {
        amount: 11800,
        currency: 'EUR',
      },
    },
  ],
  nonRetransferClause: false,
  embargoReferences: [],
  verification: 'UNVERIFIED',
  recordedAt: '2026-11-25T03:48:26.613556Z',
  findings: [],
  expiresOn: '2026-02-02',
  exporterPartyId: '0193a000-0b00-7000-8000-000000000002',
  consigneePartyId: '0193a000-0b00-7000-8000-000000000101',
  destinationCountry: 'FR',
}

export const authorisation = {
  id: '0193a000-0e11-7000-8000-000000000003',
  kind: 'END_USER_CERTIFICATE',
  number: 'FR-EUC-2024-0312',
  country: 'FR',
  issuedOn: '2024-04-04',
  transitCountries: [],
  lines: [
    {
      quantity: 3,
      type: 'PISTOL_SELF_LOADING',
      make: 'Beretta',
      model: '92FS',
      calibre: '9x19',
    },
  ],
  nonRetransferClause: true,
  embargoReferences: [],
  verification: 'UNVERIFIED',
  exporterPartyId: '0193a000-0b00-7000-8000-000000000002',
  consigneePartyId: '0193a000-0b00-7000-8000-000000000101',
  endUserPartyId: '0193a000-0b00-7000-8000-000000000101',
  destinationCountry: 'FR',
}

export const storedVerification = {
  id: '0197a1f0-0e20-7000-8000-000000000002',
  authorisationId: '0193a000-0e11-7000-8000-000000000003',
  status: 'AUTHENTICATED_WITH_ISSUER',
  verifiedOn: '2025-03-11',
  recordedAt: '2026-11-25T03:48:27.046888Z',
  findings: [],
}

export const storedConsignment = {
  id: '0197a1f0-0e20-7000-8000-000000000003',
  exporterPartyId: '0193a000-0b00-7000-8000-000000000002',
  consigneePartyId: '0193a000-0b00-7000-8000-000000000101',
  destinationCountry: 'FR',
  transitCountries: ['CH'],
  embargoReferences: [],
  recordedAt: '2026-11-25T03:48:27.238969Z',
  authorisationIds: [],
  lines: [
    {
      quantity: 20,
      type: 'PISTOL_SELF_LOADING',
      make: 'Beretta',
      model: '92FS',
      calibre: '9x19',
    },
  ],
  findings: [
    {
      code: 'TRANSIT_NOT_AUTHORISED',
      severity: 'WARNING',
      pointer: '#/transitCountries/0',
      detail: 'CH has not agreed to the transit before shipment.',
      hint: 'Record its TRANSIT_AUTHORISATION or NO_OBJECTION.',
      paragraph: 'Firearms Protocol 10.2(b)',
    },
  ],
  reference: 'ADR-2025-004',
}

export const consignmentPage = {
  consignments: [
    {
      id: '0193a000-0e10-7000-8000-000000000001',
      exporterPartyId: '0193a000-0b00-7000-8000-000000000002',
      consigneePartyId: '0193a000-0b00-7000-8000-000000000101',
      destinationCountry: 'FR',
      transitCountries: ['CH'],
      embargoReferences: [],
      recordedAt: '2026-11-25T03:47:30.902474Z',
      planned: 3,
      reference: 'BER-2024-0519',
      endUserPartyId: '0193a000-0b00-7000-8000-000000000101',
    },
    {
      id: '0197a1f0-0e20-7000-8000-000000000003',
      exporterPartyId: '0193a000-0b00-7000-8000-000000000002',
      consigneePartyId: '0193a000-0b00-7000-8000-000000000101',
      destinationCountry: 'FR',
      transitCountries: ['CH'],
      embargoReferences: [],
      recordedAt: '2026-11-25T03:48:27.238969Z',
      planned: 20,
      reference: 'ADR-2025-004',
    },
  ],
}

export const storedDelivery = {
  id: '0197a1f0-0e20-7000-8000-000000000004',
  consignmentId: '0193a000-0e10-7000-8000-000000000001',
  items: [
    {
      status: 'DIFFERS',
      differences: [
        {
          field: 'serial',
          given: 'P8S523Z',
          shipped: 'P85523Z',
        },
      ],
      weaponId: '0193a000-0c00-7000-8000-000000000043',
    },
  ],
  recordedAt: '2026-11-25T03:48:27.384610Z',
  findings: [
    {
      code: 'DELIVERY_NOT_VERIFIED',
      severity: 'WARNING',
      pointer: '#',
      detail: 'Delivered under an end-user certificate, and no delivery verification certificate is recorded.',
      hint: 'Name the DELIVERY_VERIFICATION_CERTIFICATE with the arrival or with a delivery.',
      paragraph: 'Firearms Protocol 10',
    },
    {
      code: 'TRANSIT_NOT_AUTHORISED',
      severity: 'WARNING',
      pointer: '#',
      detail: 'CH has not agreed to the transit before shipment.',
      hint: 'Record its TRANSIT_AUTHORISATION or NO_OBJECTION.',
      paragraph: 'Firearms Protocol 10.2(b)',
    },
  ],
}

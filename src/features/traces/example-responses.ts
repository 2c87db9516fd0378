import { glockAnswer, glockIdentification } from './example-answer.ts'

// What the worked examples are answered. Ids and times are those of one run.

export const answeredResponse = {
  id: '01a20a2d-cc06-7fe5-8f43-e5aa3e546649',
  status: 'ANSWERED_FULL',
  priority: 'URGENT',
  illicitGrounds: ['ILLICIT_BY_NATIONAL_LAW'],
  purpose: 'CRIMINAL_INVESTIGATION',
  intendedUse: 'BOTH',
  flags: [{ code: 'STOLEN', blocking: false }],
  findings: [],
  recordedAt: '2026-11-23T20:51:43.238524Z',
  identification: glockIdentification,
  answer: { ...glockAnswer, requestId: '01a20a2d-cc06-7fe5-8f43-e5aa3e546649' },
}

export const waitingResponse = {
  id: '0193a000-0f00-7000-8000-000000000002',
  status: 'IN_PROGRESS_DOMESTIC',
  priority: 'URGENT',
  illicitGrounds: ['ILLICIT_BY_NATIONAL_LAW'],
  purpose: 'CRIMINAL_INVESTIGATION',
  intendedUse: 'BOTH',
  identification: {
    tier: 'T1',
    keysUsed: ['exact'],
    substitutions: [],
    candidates: [
      {
        weaponId: '0193a000-0c00-7000-8000-000000000501',
        tier: 'T1',
        keysUsed: ['exact'],
        reasons: [
          { descriptor: 'serial', relation: 'exact', observed: 'M92PV041373' },
          { descriptor: 'make', relation: 'agrees', observed: 'Zastava' },
          { descriptor: 'model', relation: 'agrees', observed: 'PAP M92 PV' },
          { descriptor: 'calibre', relation: 'compatible', observed: '7.62x39' },
          { descriptor: 'yearOfManufacture', relation: 'absent' },
          { descriptor: 'type', relation: 'agrees', observed: 'PISTOL_SELF_LOADING' },
          { descriptor: 'countryOfManufacture', relation: 'absent' },
        ],
      },
    ],
  },
  flags: [
    {
      code: 'ALREADY_RECOVERED_ELSEWHERE',
      blocking: true,
      country: 'MX',
      contact: 'Duty desk MX-POLICE, desk@mx-police.example (invented)',
    },
  ],
  findings: [],
  recordedAt: '2026-11-23T20:51:31.649201Z',
}

export const tracePageResponse = {
  requests: [
    {
      id: '0193a000-0f00-7000-8000-000000000002',
      status: 'IN_PROGRESS_DOMESTIC',
      priority: 'URGENT',
      tier: 'T1',
      recordedAt: '2026-11-23T20:51:31.649201Z',
    },
  ],
}

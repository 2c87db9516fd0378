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
  caseReference: 'PJ-2025-0193',
  relatedRequests: [{ id: '0193a000-0f00-7000-8000-000000000001' }],
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
        score: 0.9897,
        keysUsed: ['exact'],
        reasons: [
          { descriptor: 'serial', relation: 'exact', observed: 'M92PV041373', substitutions: [] },
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
  caseReference: 'PJ-2015-1113',
  recordedAt: '2026-11-23T20:51:31.649201Z',
}

export const tracePageResponse = {
  requests: [
    {
      id: '0193a000-0f00-7000-8000-000000000002',
      status: 'IN_PROGRESS_DOMESTIC',
      priority: 'URGENT',
      tier: 'T1',
      superseded: false,
      caseReference: 'PJ-2015-1113',
      recordedAt: '2026-11-23T20:51:31.649201Z',
    },
  ],
}

const misreadIdentification = {
  tier: 'T2',
  keysUsed: ['skeleton'],
  substitutions: [{ observed: 'I', registered: '1', position: 5 }],
  candidates: [
    {
      weaponId: '0193a000-0c00-7000-8000-000000000001',
      tier: 'T2',
      score: 0.9886,
      keysUsed: ['skeleton'],
      reasons: [
        {
          descriptor: 'serial',
          relation: 'skeleton',
          observed: 'BKXR2I4',
          substitutions: [{ observed: 'I', registered: '1', position: 5 }],
        },
        { descriptor: 'make', relation: 'agrees', observed: 'Glock' },
        { descriptor: 'model', relation: 'agrees', observed: 'Glock 19' },
        { descriptor: 'calibre', relation: 'compatible', observed: '9x19' },
        { descriptor: 'yearOfManufacture', relation: 'absent' },
        { descriptor: 'type', relation: 'agrees', observed: 'PISTOL_SELF_LOADING' },
        { descriptor: 'countryOfManufacture', relation: 'absent' },
      ],
    },
  ],
}

export const decidedResponse = {
  id: '0193a000-0f00-7000-8000-000000000003',
  status: 'ANSWERED_FULL',
  priority: 'URGENT',
  illicitGrounds: ['ILLICIT_BY_NATIONAL_LAW'],
  purpose: 'CRIMINAL_INVESTIGATION',
  intendedUse: 'BOTH',
  identification: misreadIdentification,
  flags: [],
  findings: [
    {
      code: 'SERIAL_IMPOSSIBLE_FOR_MAKER',
      severity: 'WARNING',
      pointer: '#/observation/markings/0/text',
      detail: 'This maker is not known to number its weapons so.',
      hint: 'Check the number and the maker on the weapon itself, and whether another number stands on the frame.',
    },
    {
      code: 'POSSIBLE_MATCH_REPORTED',
      severity: 'INFO',
      pointer: '#/observation',
      detail: 'A weapon that this may be is reported stolen, lost, diverted, destroyed or deactivated.',
      hint: 'Compare the marks themselves before acting; a person decides whether it is this one.',
    },
  ],
  recordedAt: '2026-11-26T11:48:02.642500Z',
  caseReference: 'PJ-2024-0417',
  decisions: [
    {
      id: '0197a1f0-0f10-7000-8000-000000000001',
      weaponId: '0193a000-0c00-7000-8000-000000000001',
      decision: 'CONFIRM',
      tier: 'T2',
      recordedAt: '2026-11-26T11:48:28.057031Z',
      actorId: '01a217af-0d72-78f9-ac65-59362334a252',
      reason: 'The I is a worn 1.',
    },
  ],
  steps: [
    {
      id: '01a217af-8589-73b6-be36-3f1a43e98f6a',
      action: 'ANSWER_FULL',
      status: 'ANSWERED_FULL',
      by: 'REGISTRY',
      recordedAt: '2026-11-26T11:48:28.057031Z',
    },
  ],
  answer: {
    ...glockAnswer,
    identification: misreadIdentification,
    decided: { persons: 1, decidedAt: '2026-11-23T21:04:10.238524Z' },
  },
}

export const acknowledgedResponse = {
  ...waitingResponse,
  steps: [
    {
      id: '01a217af-85cb-7e94-9b81-a4856658bf1d',
      action: 'ACKNOWLEDGE',
      status: 'IN_PROGRESS_DOMESTIC',
      by: 'REGISTRY',
      recordedAt: '2026-11-26T11:48:28.747543Z',
      text: 'Mexico was asked about its recovery of March 2015.',
    },
  ],
}

export const withdrawnResponse = {
  id: '0193a000-0f00-7000-8000-000000000004',
  status: 'WITHDRAWN',
  priority: 'URGENT',
  illicitGrounds: ['ILLICIT_BY_NATIONAL_LAW'],
  purpose: 'CRIMINAL_INVESTIGATION',
  intendedUse: 'BOTH',
  identification: {
    tier: 'T4',
    keysUsed: ['exact'],
    substitutions: [],
    candidates: [
      {
        weaponId: '0193a000-0c00-7000-8000-000000000001',
        tier: 'T4',
        score: 0.8402,
        keysUsed: ['exact'],
        reasons: [
          { descriptor: 'serial', relation: 'exact', observed: 'BKXR214', substitutions: [] },
          { descriptor: 'make', relation: 'absent' },
          { descriptor: 'model', relation: 'absent' },
          { descriptor: 'calibre', relation: 'unknown' },
          { descriptor: 'yearOfManufacture', relation: 'absent' },
          { descriptor: 'type', relation: 'agrees', observed: 'PISTOL_SELF_LOADING' },
          { descriptor: 'countryOfManufacture', relation: 'absent' },
        ],
      },
    ],
  },
  flags: [],
  findings: [
    {
      code: 'CALIBRE_UNKNOWN',
      severity: 'WARNING',
      pointer: '#/observation/calibre',
      detail: 'The calibre is not given.',
      hint: 'A calibre is needed to identify with certainty; read it off barrel or slide.',
      paragraph: 'ITI 17(b)',
    },
    {
      code: 'POSSIBLE_MATCH_REPORTED',
      severity: 'INFO',
      pointer: '#/observation',
      detail: 'A weapon that this may be is reported stolen, lost, diverted, destroyed or deactivated.',
      hint: 'Compare the marks themselves before acting; a person decides whether it is this one.',
    },
  ],
  recordedAt: '2026-11-26T11:48:02.676882Z',
  caseReference: 'PJ-2024-0420',
  steps: [
    {
      id: '01a217af-85e8-713c-b4d8-ee2e0c394c1f',
      action: 'WITHDRAW',
      status: 'WITHDRAWN',
      by: 'ASKER',
      recordedAt: '2026-11-26T11:48:28.775908Z',
      text: 'The owner came for it; it was never out of his hands.',
    },
  ],
}

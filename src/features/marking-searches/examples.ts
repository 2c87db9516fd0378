import type { Example } from '../../http/examples.ts'

export const searchMarksExample: Example = {
  role: 'officer',
  body: {
    observation: {
      type: 'PISTOL_SELF_LOADING',
      make: 'Glock',
      model: 'Glock 19',
      calibre: '9x19',
      markings: [{ kind: 'SERIAL_PRIMARY', text: 'BKX? 214', component: 'FRAME', condition: 'PARTIALLY_LEGIBLE' }],
    },
    purpose: 'CRIMINAL_INVESTIGATION',
    legalBasis: 'Code de procédure pénale, art. 60-1',
    limit: 10,
  },
  status: 200,
  response: {
    id: '01a20a2d-cc06-7fe5-8f43-e5aa3e546649',
    tier: 'T3',
    candidates: [
      {
        weaponId: '0193a000-0c00-7000-8000-000000000001',
        tier: 'T3',
        keysUsed: ['wildcard'],
        reasons: [
          {
            descriptor: 'serial',
            relation: 'wildcard',
            observed: 'BKX? 214',
            substitutions: [
              {
                observed: '?',
                registered: 'R',
                position: 3,
              },
            ],
          },
          {
            descriptor: 'make',
            relation: 'agrees',
            observed: 'Glock',
          },
          {
            descriptor: 'model',
            relation: 'agrees',
            observed: 'Glock 19',
          },
          {
            descriptor: 'calibre',
            relation: 'compatible',
            observed: '9x19',
          },
          {
            descriptor: 'yearOfManufacture',
            relation: 'absent',
          },
          {
            descriptor: 'type',
            relation: 'agrees',
            observed: 'PISTOL_SELF_LOADING',
          },
          {
            descriptor: 'countryOfManufacture',
            relation: 'absent',
          },
        ],
        score: 0.8869,
      },
    ],
    flags: [],
    findings: [
      {
        code: 'SECONDARY_MARKS_ONLY',
        severity: 'WARNING',
        pointer: '#/observation/markings',
        detail:
          'Only marks that may belong to a part are given, or marks that were altered; a person has to confirm any match.',
        hint: 'Look for the number on frame or receiver, also under grips and stock.',
        paragraph: 'ITI 10',
      },
    ],
  },
}

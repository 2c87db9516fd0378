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
  response: { id: '01a20a2d-cc06-7fe5-8f43-e5aa3e546649', tier: 'T3', candidates: [], flags: [], findings: [] },
}

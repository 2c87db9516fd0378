import type { Example } from '../../http/examples.ts'
import { DEMO_TRACE_IDS } from '../example-ids.ts'

export const listNoticesExample: Example = {
  role: 'officer',
  query: { limit: 10 },
  status: 200,
  response: {
    notices: [
      {
        id: '01a20a2d-cc06-7fe5-8f43-e5aa3e546650',
        kind: 'REQUEST_UPDATED',
        subjectId: DEMO_TRACE_IDS.waiting,
        recordedAt: '2026-11-26T10:02:00.000000Z',
        link: `/v1/trace-requests/${DEMO_TRACE_IDS.waiting}`,
      },
    ],
  },
}

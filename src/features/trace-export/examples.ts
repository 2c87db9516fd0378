import type { Example } from '../../http/examples.ts'
import { DEMO_AGENCY_IDS, DEMO_TRACE_IDS } from '../example-ids.ts'

const lines = [
  'id,agencyId,receivedAt,status,priority,purpose,tier,outcome,answeredAt,superseded,seizureItemId,countryOfRecovery,caseReference',
  `${DEMO_TRACE_IDS.answered},${DEMO_AGENCY_IDS.police},2026-11-23T20:51:31.625530Z,ANSWERED_FULL,URGENT,CRIMINAL_INVESTIGATION,T1,MATCH_LOST_STOLEN,2026-11-23T20:51:31.625530Z,false,,FR,PJ-2024-0381`,
]

export const exportTracesExample: Example = {
  role: 'officer',
  query: { status: 'ANSWERED_FULL' },
  status: 200,
  response: lines.map((line) => `${line}\r\n`).join(''),
}

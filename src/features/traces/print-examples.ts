import type { Example } from '../../http/examples.ts'
import { DEMO_TRACE_IDS } from '../example-ids.ts'

export const printPdfExample: Example = { role: 'officer', params: { id: DEMO_TRACE_IDS.answered }, status: 200 }

export const printTextExample: Example = { role: 'officer', params: { id: DEMO_TRACE_IDS.answered }, status: 200 }

import { operation } from '../../http/operation.ts'
import { CSV_FILE } from '../send-csv.ts'
import { exportTracesExample } from './examples.ts'
import { TraceExportQuery } from './schemas.ts'

export const exportTracesOperation = operation({
  schema: {
    operationId: 'exportTraceRequests',
    summary: 'Export the list of trace requests as CSV, newest first',
    description:
      'Those of your agency; for registrars and auditors those of all, which is recorded. The case reference is given to its own agency only. ' +
      'RFC 4180: UTF-8, commas, CRLF, a header row. A text that a spreadsheet would take for a formula has an apostrophe before it. ' +
      'A file that breaks off is not whole: ask again.',
    tags: ['traces'],
    querystring: TraceExportQuery,
    response: { 200: CSV_FILE },
  },
  config: { access: { scopes: ['traces:read'] }, example: exportTracesExample },
})

import { operation } from '../../http/operation.ts'
import { traceStatisticsExample } from './examples.ts'
import { StatisticsQuery, TraceStatistics } from './schemas.ts'

export const traceStatisticsOperation = operation({
  schema: {
    operationId: 'getTraceStatistics',
    summary: 'Count traces, and the traced share of SDG 16.4.2',
    description:
      'Of your agency; registrars and auditors count all agencies, or one. Requests are those received in the period, items those recovered in it. ' +
      'SDG 16.4.2 has two readings in use and both are given: of what could be traced, and of all that was seized, found or surrendered. ' +
      'One item is one, whatever its quantity, and counts once: by its newest request that has an answer, and the current answer to it. ' +
      'Reported lost or stolen, traced to its diversion, traced to the last licit holder and origin established by another authority count as traced. ' +
      'Only items recorded as recovered are counted: a request on a weapon that no seizure names is no item. Figures change when the records do.',
    tags: ['statistics'],
    querystring: StatisticsQuery,
    response: { 200: TraceStatistics },
  },
  config: { access: { scopes: ['traces:read'] }, example: traceStatisticsExample },
})

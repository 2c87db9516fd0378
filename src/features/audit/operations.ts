import { operation } from '../../http/operation.ts'
import { listAuditEntriesExample, listLooksExample } from './examples.ts'
import { AuditPage, AuditQuery, LookPage, LookQuery } from './schemas.ts'

const TAGS = ['audit']

export const listAuditEntriesOperation = operation({
  schema: {
    operationId: 'listAuditEntries',
    summary: 'Read who did what, newest first',
    description:
      'At most 366 days in one list; the last 31 where nothing is said. The reading is recorded as `audit.read`.',
    tags: TAGS,
    querystring: AuditQuery,
    response: { 200: AuditPage },
  },
  config: { access: { scopes: ['audit:read', 'registry:read-any'] }, example: listAuditEntriesExample },
})

export const listLooksOperation = operation({
  schema: {
    operationId: 'listLooks',
    summary: 'Read who saw what of a weapon, newest first',
    description: 'With the purpose and the legal basis that were given. The reading is recorded as `looks.read`.',
    tags: TAGS,
    querystring: LookQuery,
    response: { 200: LookPage },
  },
  config: { access: { scopes: ['audit:read', 'registry:read-any'] }, example: listLooksExample },
})

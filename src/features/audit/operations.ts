import { operation } from '../../http/operation.ts'
import { listAuditEntriesExample, listLooksExample, listOwnLooksExample } from './examples.ts'
import { AuditPage, AuditQuery, LookPage, LookQuery, OwnLookPage, OwnLookQuery } from './schemas.ts'

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
    summary: 'Read who saw what of a weapon or another record, newest first',
    description: 'With the purpose and the legal basis that were given. The reading is recorded as `looks.read`.',
    tags: TAGS,
    querystring: LookQuery,
    response: { 200: LookPage },
  },
  config: { access: { scopes: ['audit:read', 'registry:read-any'] }, example: listLooksExample },
})

export const listOwnLooksOperation = operation({
  schema: {
    operationId: 'listOwnLooks',
    summary: 'Read who looked at the records of your agency, newest first',
    description:
      'Looks at weapons that your agency registered, reported or holds, and at persons, hand-overs, trace requests, seizures, consignments and their papers, stock locations, counts and discrepancies, and evidence files that it reported, each with the fact that proves it: which agency, which of its persons (opaque), why, what was shown. An authority (a token with `traces:read`) is told of every look at once. A maker, dealer or holder is told at once of looks of its own agency and those for `RETURN_TO_OWNER`, `STATISTICS_SDG` or `STOCKPILE_ACCOUNTABILITY`, and of all others after 366 days, so that nobody learns of an investigation by it. A page may be shorter than asked for, or empty, and still have a `next`: read on until there is none. At most 366 days in one list; the last 31 where nothing is said. The reading is recorded as `looks.read`.',
    tags: TAGS,
    querystring: OwnLookQuery,
    response: { 200: OwnLookPage },
  },
  config: { access: { scopes: ['weapons:read'] }, example: listOwnLooksExample },
})

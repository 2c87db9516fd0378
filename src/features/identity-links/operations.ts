import { DryRunQuery } from '../../http/dry-run.ts'
import { operation } from '../../http/operation.ts'
import { StoringHeaders } from '../../http/storing.ts'
import { DryRunResult } from '../wire.ts'
import {
  decideLinkExample,
  dismissDuplicateExample,
  getLinkExample,
  listDuplicatesExample,
  listLinksExample,
  proposeLinkExample,
  withdrawLinkExample,
} from './examples.ts'
import {
  DuplicateList,
  IdentityLink,
  LinkList,
  LinkParams,
  ListDuplicatesQuery,
  ListLinksQuery,
  NewDismissal,
  NewIdentityLink,
  NewLinkDecision,
  NewLinkWithdrawal,
  StoredDismissal,
  StoredIdentityLink,
} from './schemas.ts'

const TAGS = ['identity links']
const stored = { 200: DryRunResult, 201: StoredIdentityLink }

export const proposeLinkOperation = operation({
  schema: {
    operationId: 'proposeIdentityLink',
    summary: 'Say that two records are one weapon',
    description:
      'Proposed for a registrar, or in effect at once where a registrar says it. Joined records have one chain and one holder, and count as one in every search.',
    tags: TAGS,
    headers: StoringHeaders,
    querystring: DryRunQuery,
    body: NewIdentityLink,
    response: stored,
  },
  config: { access: { scopes: ['weapons:write'] }, example: proposeLinkExample },
})

export const listLinksOperation = operation({
  schema: {
    operationId: 'listIdentityLinks',
    summary: 'List identity links',
    description: 'Newest first: those that the agency proposed, or all for registrars and auditors.',
    tags: TAGS,
    querystring: ListLinksQuery,
    response: { 200: LinkList },
  },
  config: { access: { scopes: ['weapons:read'] }, example: listLinksExample },
})

export const getLinkOperation = operation({
  schema: {
    operationId: 'getIdentityLink',
    summary: 'Read an identity link',
    tags: TAGS,
    params: LinkParams,
    response: { 200: IdentityLink },
  },
  config: { access: { scopes: ['weapons:read'] }, example: getLinkExample },
})

export const decideLinkOperation = operation({
  schema: {
    operationId: 'decideIdentityLink',
    summary: 'Confirm or reject a proposed identity link',
    tags: TAGS,
    params: LinkParams,
    headers: StoringHeaders,
    querystring: DryRunQuery,
    body: NewLinkDecision,
    response: stored,
  },
  config: { access: { scopes: ['registry:write-any'] }, example: decideLinkExample },
})

export const withdrawLinkOperation = operation({
  schema: {
    operationId: 'withdrawIdentityLink',
    summary: 'Withdraw an identity link',
    description: 'By a registrar, or by who proposed it while it waits. Each record is a weapon of its own again.',
    tags: TAGS,
    params: LinkParams,
    headers: StoringHeaders,
    querystring: DryRunQuery,
    body: NewLinkWithdrawal,
    response: stored,
  },
  config: { access: { scopes: ['weapons:write'] }, example: withdrawLinkExample },
})

export const listDuplicatesOperation = operation({
  schema: {
    operationId: 'listLikelyDuplicates',
    summary: 'List registrations that the registry may hold twice',
    description:
      'Found at entry, newest first; of what one registration brought, the likeliest first within the page. Their reporters never learn of it.',
    tags: TAGS,
    querystring: ListDuplicatesQuery,
    response: { 200: DuplicateList },
  },
  config: { access: { scopes: ['registry:read-any'] }, example: listDuplicatesExample },
})

export const dismissDuplicateOperation = operation({
  schema: {
    operationId: 'dismissLikelyDuplicate',
    summary: 'Decide that two records are two weapons',
    tags: TAGS,
    params: LinkParams,
    headers: StoringHeaders,
    querystring: DryRunQuery,
    body: NewDismissal,
    response: { 200: DryRunResult, 201: StoredDismissal },
  },
  config: { access: { scopes: ['registry:write-any'] }, example: dismissDuplicateExample },
})

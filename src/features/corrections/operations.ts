import { DryRunQuery } from '../../http/dry-run.ts'
import { operation } from '../../http/operation.ts'
import { StoringHeaders } from '../../http/storing.ts'
import { DryRunResult } from '../wire.ts'
import {
  decideDeclarationExample,
  declareDescriptionErrorExample,
  declareEventErrorExample,
  declareMarkingErrorExample,
  getDeclarationExample,
  listDeclarationsExample,
  withdrawDeclarationExample,
} from './examples.ts'
import {
  DeclarationList,
  DeclarationParams,
  ErrorDeclaration,
  ListDeclarationsQuery,
  NewDecision,
  NewDescriptionError,
  NewEventError,
  NewMarkingError,
  NewWithdrawal,
  StoredDeclaration,
} from './schemas.ts'

const TAGS = ['corrections']
const stored = { 200: DryRunResult, 201: StoredDeclaration }
const storing = { tags: TAGS, params: DeclarationParams, headers: StoringHeaders, querystring: DryRunQuery }

export const declareEventErrorOperation = operation({
  schema: {
    ...storing,
    operationId: 'declareEventError',
    summary: 'Declare a custody event wrong',
    description:
      'Nothing is overwritten: the event stays readable, and the replacement, if any, is an event of its own. In effect at once, or PENDING for a registrar where a later event, a look by another agency or an answer may rely on the event.',
    body: NewEventError,
    response: stored,
  },
  config: { access: { scopes: ['transfers:write'] }, example: declareEventErrorExample },
})

export const declareMarkingErrorOperation = operation({
  schema: {
    ...storing,
    operationId: 'declareMarkingError',
    summary: 'Declare a mark wrong',
    description: 'As for events. A mark that does not stand is not searched.',
    body: NewMarkingError,
    response: stored,
  },
  config: { access: { scopes: ['weapons:write'] }, example: declareMarkingErrorExample },
})

export const declareDescriptionErrorOperation = operation({
  schema: {
    ...storing,
    operationId: 'declareDescriptionError',
    summary: 'Declare a version of a description wrong',
    description: 'As for events. A weapon is never without a description: the only one is corrected by a replacement.',
    body: NewDescriptionError,
    response: stored,
  },
  config: { access: { scopes: ['weapons:write'] }, example: declareDescriptionErrorExample },
})

export const withdrawDeclarationOperation = operation({
  schema: {
    ...storing,
    operationId: 'withdrawDeclaration',
    summary: 'Withdraw an error declaration',
    description: 'What was declared wrong stands again, exactly as it was. By the rules of any correction.',
    body: NewWithdrawal,
    response: stored,
  },
  config: { access: { scopes: ['transfers:write'] }, example: withdrawDeclarationExample },
})

export const decideDeclarationOperation = operation({
  schema: {
    ...storing,
    operationId: 'decideDeclaration',
    summary: 'Confirm or reject a declaration that waits',
    description: 'By a registrar who did not make it. Chains as known before the decision are not changed by it.',
    body: NewDecision,
    response: stored,
  },
  config: { access: { scopes: ['registry:write-any'] }, example: decideDeclarationExample },
})

export const listDeclarationsOperation = operation({
  schema: {
    operationId: 'listDeclarations',
    summary: 'List error declarations',
    description: "Newest first: the agency's own, or all for registrars and auditors.",
    tags: TAGS,
    querystring: ListDeclarationsQuery,
    response: { 200: DeclarationList },
  },
  config: { access: { scopes: ['custody:read'] }, example: listDeclarationsExample },
})

export const getDeclarationOperation = operation({
  schema: {
    operationId: 'getDeclaration',
    summary: 'Read an error declaration',
    tags: TAGS,
    params: DeclarationParams,
    response: { 200: ErrorDeclaration },
  },
  config: { access: { scopes: ['custody:read'] }, example: getDeclarationExample },
})

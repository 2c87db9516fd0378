import { DryRunQuery } from '../../http/dry-run.ts'
import { operation } from '../../http/operation.ts'
import { StoringHeaders } from '../../http/storing.ts'
import { DryRunResult } from '../wire.ts'
import {
  Authorisation,
  NewAuthorisation,
  NewVerification,
  StoredAuthorisation,
  StoredVerification,
} from './authorisation-schemas.ts'
import {
  getAuthorisationExample,
  getConsignmentExample,
  listConsignmentsExample,
  openConsignmentExample,
  recordAuthorisationExample,
  recordDeliveryExample,
  verifyAuthorisationExample,
} from './examples.ts'
import {
  Consignment,
  ConsignmentPage,
  ConsignmentQuery,
  IdParams,
  NewConsignment,
  NewDelivery,
  StoredConsignment,
  StoredDelivery,
} from './schemas.ts'

const TAGS = ['consignments']
const storing = { tags: TAGS, headers: StoringHeaders, querystring: DryRunQuery }

export const recordAuthorisationOperation = operation({
  schema: {
    operationId: 'recordAuthorisation',
    summary: 'Record a licence, certificate or consent for crossing borders',
    description:
      'Kept apart from what is shipped under it. Until a registrar says that its issuer was asked, it is UNVERIFIED.',
    ...storing,
    body: NewAuthorisation,
    response: { 200: DryRunResult, 201: StoredAuthorisation },
  },
  config: { access: { scopes: ['transfers:write'] }, example: recordAuthorisationExample },
})

export const getAuthorisationOperation = operation({
  schema: {
    operationId: 'getAuthorisation',
    summary: 'Read a licence, certificate or consent',
    tags: TAGS,
    params: IdParams,
    response: { 200: Authorisation },
  },
  config: { access: { scopes: ['parties:read', 'custody:read'] }, example: getAuthorisationExample },
})

export const verifyAuthorisationOperation = operation({
  schema: {
    operationId: 'verifyAuthorisation',
    summary: 'Record what came of asking the issuer of a paper',
    description: 'The latest statement holds. Events keep what was known when they were recorded.',
    ...storing,
    params: IdParams,
    body: NewVerification,
    response: { 200: DryRunResult, 201: StoredVerification },
  },
  config: { access: { scopes: ['registry:write-any'] }, example: verifyAuthorisationExample },
})

export const openConsignmentOperation = operation({
  schema: {
    operationId: 'openConsignment',
    summary: 'Open a consignment',
    description:
      'Who sends what to whom, by which way, under which papers. Its weapons come with the transfers that name it (`consignmentId`), which carry its papers.',
    ...storing,
    body: NewConsignment,
    response: { 200: DryRunResult, 201: StoredConsignment },
  },
  config: { access: { scopes: ['transfers:write'] }, example: openConsignmentExample },
})

export const listConsignmentsOperation = operation({
  schema: {
    operationId: 'listConsignments',
    summary: 'List the consignments of own parties',
    tags: TAGS,
    querystring: ConsignmentQuery,
    response: { 200: ConsignmentPage },
  },
  config: { access: { scopes: ['parties:read', 'custody:read'] }, example: listConsignmentsExample },
})

export const getConsignmentOperation = operation({
  schema: {
    operationId: 'getConsignment',
    summary: 'Read a consignment: authorised, shipped and delivered, serial by serial',
    description: 'Read by exporter, consignee, end user and the readers of the registry; not by the carrier.',
    tags: TAGS,
    params: IdParams,
    response: { 200: Consignment },
  },
  config: { access: { scopes: ['parties:read', 'custody:read'] }, example: getConsignmentExample },
})

export const recordDeliveryOperation = operation({
  schema: {
    operationId: 'recordDelivery',
    summary: 'Report what was counted or unpacked of a consignment',
    description:
      'By consignee or end user. Control data are compared with what was shipped in this consignment and with nothing else; differences are told field by field. It ' +
      'moves no custody: that a weapon was imported is a transfer of its own.',
    ...storing,
    params: IdParams,
    body: NewDelivery,
    response: { 200: DryRunResult, 201: StoredDelivery },
  },
  config: { access: { scopes: ['transfers:write'] }, example: recordDeliveryExample },
})

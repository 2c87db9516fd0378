import { DryRunQuery } from '../../http/dry-run.ts'
import { operation } from '../../http/operation.ts'
import { StoringHeaders } from '../../http/storing.ts'
import { DryRunResult } from '../wire.ts'
import { assignPartyExample, getAgencyExample, getMeExample, registerAgencyExample } from './examples.ts'
import { Agency, AgencyParams, Me, NewAgency, NewRepresentation, Representation, StoredAgency } from './schemas.ts'

const TAGS = ['agencies']

export const getMeOperation = operation({
  schema: {
    operationId: 'getMe',
    summary: 'Who am I, for which agency, and what may I do?',
    tags: TAGS,
    response: { 200: Me },
  },
  config: { access: { scopes: [] }, example: getMeExample },
})

export const registerAgencyOperation = operation({
  schema: {
    operationId: 'registerAgency',
    summary: 'Register an agency',
    tags: TAGS,
    headers: StoringHeaders,
    querystring: DryRunQuery,
    body: NewAgency,
    response: { 200: DryRunResult, 201: StoredAgency },
  },
  config: { access: { scopes: ['agencies:manage'] }, example: registerAgencyExample },
})

export const getAgencyOperation = operation({
  schema: {
    operationId: 'getAgency',
    summary: 'Read an agency',
    tags: TAGS,
    params: AgencyParams,
    response: { 200: Agency },
  },
  config: { access: { scopes: ['agencies:manage'] }, example: getAgencyExample },
})

export const assignPartyOperation = operation({
  schema: {
    operationId: 'assignParty',
    summary: 'Say that an agency acts for a party',
    tags: TAGS,
    params: AgencyParams,
    headers: StoringHeaders,
    querystring: DryRunQuery,
    body: NewRepresentation,
    response: { 200: DryRunResult, 201: Representation },
  },
  config: { access: { scopes: ['agencies:manage'] }, example: assignPartyExample },
})

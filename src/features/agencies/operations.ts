import { DryRunQuery } from '../../http/dry-run.ts'
import { operation } from '../../http/operation.ts'
import { StoringHeaders } from '../../http/storing.ts'
import { DryRunResult } from '../wire.ts'
import {
  assignPartyExample,
  changeAgencyExample,
  endRepresentationExample,
  getAgencyExample,
  getMeExample,
  listAgenciesExample,
  listAgencyVersionsExample,
  listRepresentationsExample,
  registerAgencyExample,
} from './examples.ts'
import {
  Agency,
  AgencyPage,
  AgencyParams,
  AgencyQuery,
  AgencyVersions,
  Me,
  NewAgency,
  NewAgencyVersion,
  NewRepresentation,
  NewRepresentationEnd,
  Representation,
  RepresentationEnd,
  RepresentationPage,
  RepresentationParams,
  RepresentationQuery,
  StoredAgency,
  StoredAgencyVersion,
} from './schemas.ts'

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

export const listAgenciesOperation = operation({
  schema: {
    operationId: 'listAgencies',
    summary: 'List agencies as they are now',
    description: 'The newest registration first.',
    tags: TAGS,
    querystring: AgencyQuery,
    response: { 200: AgencyPage },
  },
  config: { access: { scopes: ['agencies:manage'] }, example: listAgenciesExample },
})

export const changeAgencyOperation = operation({
  schema: {
    operationId: 'changeAgency',
    summary: 'Give an agency a new version, suspend it, or make it active again',
    description:
      'Every token of a suspended agency is refused from the next call on. An agency cannot suspend itself. The earlier versions stay readable.',
    tags: TAGS,
    params: AgencyParams,
    headers: StoringHeaders,
    querystring: DryRunQuery,
    body: NewAgencyVersion,
    response: { 200: DryRunResult, 201: StoredAgencyVersion },
  },
  config: { access: { scopes: ['agencies:manage'] }, example: changeAgencyExample },
})

export const listAgencyVersionsOperation = operation({
  schema: {
    operationId: 'listAgencyVersions',
    summary: 'Read what an agency was, the newest version first',
    tags: TAGS,
    params: AgencyParams,
    response: { 200: AgencyVersions },
  },
  config: { access: { scopes: ['agencies:manage'] }, example: listAgencyVersionsExample },
})

export const listRepresentationsOperation = operation({
  schema: {
    operationId: 'listRepresentations',
    summary: 'List the parties that an agency acts for, acted for or will act for',
    tags: TAGS,
    params: AgencyParams,
    querystring: RepresentationQuery,
    response: { 200: RepresentationPage },
  },
  config: { access: { scopes: ['agencies:manage'] }, example: listRepresentationsExample },
})

export const endRepresentationOperation = operation({
  schema: {
    operationId: 'endRepresentation',
    summary: 'Say that an agency no longer acts for a party',
    tags: TAGS,
    params: RepresentationParams,
    headers: StoringHeaders,
    querystring: DryRunQuery,
    body: NewRepresentationEnd,
    response: { 200: DryRunResult, 201: RepresentationEnd },
  },
  config: { access: { scopes: ['agencies:manage'] }, example: endRepresentationExample },
})

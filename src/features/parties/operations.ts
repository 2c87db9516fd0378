import { DryRunQuery } from '../../http/dry-run.ts'
import { operation } from '../../http/operation.ts'
import { StoringHeaders } from '../../http/storing.ts'
import { DryRunResult } from '../wire.ts'
import {
  changeLicenceExample,
  changePartyExample,
  getPartyExample,
  listLicencesExample,
  listPartiesExample,
  listPartyVersionsExample,
  recordLicenceExample,
  registerPartyExample,
} from './examples.ts'
import {
  LicencePage,
  LicenceParams,
  LicenceQuery,
  NewLicence,
  NewLicenceVersion,
  StoredLicence,
  StoredLicenceVersion,
} from './licence-schemas.ts'
import {
  MomentQuery,
  NewParty,
  NewPartyVersion,
  Party,
  PartyPage,
  PartyParams,
  PartyQuery,
  PartyVersionPage,
  PartyVersionQuery,
  StoredParty,
  StoredPartyVersion,
} from './schemas.ts'

export const registerPartyOperation = operation({
  schema: {
    operationId: 'registerParty',
    summary: 'Register a party',
    description:
      'Licences are set by registrars only. A natural person is seen by the agency that reported him and by registrars.',
    tags: ['parties'],
    headers: StoringHeaders,
    querystring: DryRunQuery,
    body: NewParty,
    response: { 200: DryRunResult, 201: StoredParty },
  },
  config: { access: { scopes: ['parties:write'] }, example: registerPartyExample },
})

export const listPartiesOperation = operation({
  schema: {
    operationId: 'listParties',
    summary: 'List own parties, or find shared ones by licence number',
    tags: ['parties'],
    querystring: PartyQuery,
    response: { 200: PartyPage },
  },
  config: { access: { scopes: ['parties:read'] }, example: listPartiesExample },
})

export const getPartyOperation = operation({
  schema: {
    operationId: 'getParty',
    summary: 'Read a party',
    description:
      'As it is, or as it was on the day `at`, as known at the moment `knownAt`. A licence shows how it stood on that day.',
    tags: ['parties'],
    params: PartyParams,
    querystring: MomentQuery,
    response: { 200: Party },
  },
  config: { access: { scopes: ['parties:read'] }, example: getPartyExample },
})

export const changePartyOperation = operation({
  schema: {
    operationId: 'changeParty',
    summary: 'Record what a party is from a day on, or what was wrong of it',
    description:
      'A change (renamed, moved, closed) holds from `validFrom` on; a correction takes the place of what was said of the same day, and without a day of what was ' +
      'registered. What was said before stays readable. After a party is closed nobody acts for it but registrars (ITI 13). Its reporter may record a version alone ' +
      'while no custody event, licence or look of another depends on the party; after that a registrar does.',
    tags: ['parties'],
    params: PartyParams,
    headers: StoringHeaders,
    querystring: DryRunQuery,
    body: NewPartyVersion,
    response: { 200: DryRunResult, 201: StoredPartyVersion },
  },
  config: { access: { scopes: ['parties:write'] }, example: changePartyExample },
})

export const listPartyVersionsOperation = operation({
  schema: {
    operationId: 'listPartyVersions',
    summary: 'List what was said of a party',
    tags: ['parties'],
    params: PartyParams,
    querystring: PartyVersionQuery,
    response: { 200: PartyVersionPage },
  },
  config: { access: { scopes: ['parties:read'] }, example: listPartyVersionsExample },
})

export const recordLicenceOperation = operation({
  schema: {
    operationId: 'recordLicence',
    summary: 'Record a licence of a party',
    description:
      'A firm is found by its licence number from then on, whatever becomes of the licence; a person never is.',
    tags: ['parties'],
    params: PartyParams,
    headers: StoringHeaders,
    querystring: DryRunQuery,
    body: NewLicence,
    response: { 200: DryRunResult, 201: StoredLicence },
  },
  config: { access: { scopes: ['licences:write'] }, example: recordLicenceExample },
})

export const changeLicenceOperation = operation({
  schema: {
    operationId: 'changeLicence',
    summary: 'Record what became of a licence, or what was wrong of it',
    description:
      'REVOKED, SUSPENDED and REINSTATED hold from a day on, EXTENDED gives another term from a day on, CORRECTED says what its terms were from the start, ' +
      'RECORDED_IN_ERROR that the party never had it.',
    tags: ['parties'],
    params: LicenceParams,
    headers: StoringHeaders,
    querystring: DryRunQuery,
    body: NewLicenceVersion,
    response: { 200: DryRunResult, 201: StoredLicenceVersion },
  },
  config: { access: { scopes: ['licences:write'] }, example: changeLicenceExample },
})

export const listLicencesOperation = operation({
  schema: {
    operationId: 'listLicences',
    summary: 'List the licences of a party',
    description:
      'With how each stood on the day `at`, as known at the moment `knownAt`. Those of a person are for registrars and his own agency; to others the list is empty.',
    tags: ['parties'],
    params: PartyParams,
    querystring: LicenceQuery,
    response: { 200: LicencePage },
  },
  config: { access: { scopes: ['parties:read'] }, example: listLicencesExample },
})

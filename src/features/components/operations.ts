import { DryRunQuery } from '../../http/dry-run.ts'
import { operation } from '../../http/operation.ts'
import { StoringHeaders } from '../../http/storing.ts'
import { DryRunResult } from '../wire.ts'
import { recordAssemblyExample, recordExchangeExample } from './examples.ts'
import { NewAssembly, NewComponentExchange, StoredAssembly, StoredComponentExchange } from './schemas.ts'

const TAGS = ['components']

export const recordAssemblyOperation = operation({
  schema: {
    operationId: 'recordAssembly',
    summary: 'Report that a component was put into a weapon, or taken from it',
    description:
      'While it is in the weapon, a component follows the custody of the weapon. What does not fit earlier reports is recorded and told: a component in two weapons at one time is in neither until the records are mended.',
    tags: TAGS,
    headers: StoringHeaders,
    querystring: DryRunQuery,
    body: NewAssembly,
    response: { 200: DryRunResult, 201: StoredAssembly },
  },
  config: { access: { scopes: ['weapons:write'] }, example: recordAssemblyExample },
})

export const recordExchangeOperation = operation({
  schema: {
    operationId: 'recordComponentExchange',
    summary: 'Report that a part of a weapon was exchanged',
    description:
      'The event PART_EXCHANGED of the weapon, with the components that went out and in. The weapon stays the same weapon; with another frame or receiver it is another one: see frame-replacements.',
    tags: TAGS,
    headers: StoringHeaders,
    querystring: DryRunQuery,
    body: NewComponentExchange,
    response: { 200: DryRunResult, 201: StoredComponentExchange },
  },
  config: { access: { scopes: ['weapons:write', 'transfers:write'] }, example: recordExchangeExample },
})

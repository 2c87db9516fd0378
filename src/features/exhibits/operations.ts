import { DryRunQuery } from '../../http/dry-run.ts'
import { operation } from '../../http/operation.ts'
import { StoringHeaders } from '../../http/storing.ts'
import { DryRunResult } from '../wire.ts'
import { recordDispositionExample, recordExhibitEventExample } from './examples.ts'
import { NewDisposition, NewExhibitEvent, SeizureParams, StoredDisposition, StoredExhibitEvent } from './schemas.ts'

const TAGS = ['seizures']

export const recordExhibitEventOperation = operation({
  schema: {
    operationId: 'recordExhibitEvent',
    summary: 'Record what was done with items of a seizure',
    description:
      'Sealed, sent to a laboratory or court, given back, confiscated, retained, destroyed: custody events on the items’ own records, in one chain with the registered weapon ' +
      'once the two are joined. By the agency that recovered them, or a registrar.',
    tags: TAGS,
    headers: StoringHeaders,
    params: SeizureParams,
    querystring: DryRunQuery,
    body: NewExhibitEvent,
    response: { 200: DryRunResult, 201: StoredExhibitEvent },
  },
  config: { access: { scopes: ['seizures:write'] }, example: recordExhibitEventExample },
})

export const recordDispositionOperation = operation({
  schema: {
    operationId: 'recordDisposition',
    summary: 'Record that a recovered item was uniquely marked',
    description:
      'ITI 9: a recovered weapon is uniquely marked and recorded, or destroyed, as soon as possible. By the mark that it bears, or by one that was put on it, which is added to its record.',
    tags: TAGS,
    headers: StoringHeaders,
    params: SeizureParams,
    querystring: DryRunQuery,
    body: NewDisposition,
    response: { 200: DryRunResult, 201: StoredDisposition },
  },
  config: { access: { scopes: ['seizures:write'] }, example: recordDispositionExample },
})

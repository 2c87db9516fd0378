import { DryRunQuery } from '../../http/dry-run.ts'
import { operation } from '../../http/operation.ts'
import { StoringHeaders } from '../../http/storing.ts'
import { CSV_FILE } from '../send-csv.ts'
import { DryRunResult } from '../wire.ts'
import { Seizure, SeizureItem, StoredSeizure } from './answer-schemas.ts'
import {
  exportItemsExample,
  exportSeizuresExample,
  getItemExample,
  getSeizureExample,
  listItemsExample,
  listSeizuresExample,
  recordSeizureExample,
} from './examples.ts'
import {
  ItemExportQuery,
  ItemQuery,
  SeizureExportQuery,
  SeizureItemPage,
  SeizurePage,
  SeizureParams,
  SeizureQuery,
} from './list-schemas.ts'
import { NewSeizure } from './schemas.ts'
import { z } from 'zod'

const TAGS = ['seizures']
const storing = { tags: TAGS, headers: StoringHeaders, querystring: DryRunQuery }
const reading = { access: { scopes: ['seizures:read' as const] } }
const writing = { access: { scopes: ['seizures:write' as const] } }
const WHOSE = 'Those of your agency; for registrars and auditors those of all, which is recorded. '
const FILE =
  'RFC 4180: UTF-8, commas, CRLF, a header row. A text that a spreadsheet would take for a formula has an apostrophe before it. ' +
  'A file that breaks off is not whole: ask again.'

export const recordSeizureOperation = operation({
  schema: {
    operationId: 'recordSeizure',
    summary: 'Record what was seized, found or surrendered',
    description:
      'One to 200 items. Each is accepted or refused by itself: a refused one has status REFUSED with its errors, and the others are stored; where none can be, the call is refused. ' +
      'An accepted item becomes a weapon record of its own in State custody and is identified at once; at T1 with nothing speaking against it, it is joined to the registered weapon. ' +
      'Lots and items without a readable mark are not searched. Without startTraces.canGuaranteeConfidentiality answers name nobody (ITI 15).',
    ...storing,
    body: NewSeizure,
    response: { 200: DryRunResult, 201: StoredSeizure },
  },
  config: { ...writing, example: recordSeizureExample },
})

export const listSeizuresOperation = operation({
  schema: {
    operationId: 'listSeizures',
    summary: 'List seizures, newest first',
    description: `${WHOSE}The reference is given to its own agency only.`,
    tags: TAGS,
    querystring: SeizureQuery,
    response: { 200: SeizurePage },
  },
  config: { ...reading, example: listSeizuresExample },
})

export const exportSeizuresOperation = operation({
  schema: {
    operationId: 'exportSeizures',
    summary: 'Export the list of seizures as CSV, newest first',
    description: `${WHOSE}The reference is given to its own agency only. ${FILE}`,
    tags: TAGS,
    querystring: SeizureExportQuery,
    response: { 200: CSV_FILE },
  },
  config: { ...reading, example: exportSeizuresExample },
})

export const getSeizureOperation = operation({
  schema: {
    operationId: 'getSeizure',
    summary: 'Read a seizure with its items, and where each stands today',
    tags: TAGS,
    params: SeizureParams,
    querystring: z.strictObject({}),
    response: { 200: Seizure },
  },
  config: { ...reading, example: getSeizureExample },
})

export const listSeizureItemsOperation = operation({
  schema: {
    operationId: 'listSeizureItems',
    summary: 'List recovered items, newest first',
    description: `${WHOSE}disposition=OVERDUE are still secured after the day by which they were to be marked or destroyed (ITI 9).`,
    tags: TAGS,
    querystring: ItemQuery,
    response: { 200: SeizureItemPage },
  },
  config: { ...reading, example: listItemsExample },
})

export const exportSeizureItemsOperation = operation({
  schema: {
    operationId: 'exportSeizureItems',
    summary: 'Export the list of recovered items as CSV, newest first',
    description: `${WHOSE}${FILE}`,
    tags: TAGS,
    querystring: ItemExportQuery,
    response: { 200: CSV_FILE },
  },
  config: { ...reading, example: exportItemsExample },
})

export const getSeizureItemOperation = operation({
  schema: {
    operationId: 'getSeizureItem',
    summary: 'Read a recovered item, and where it stands today',
    tags: TAGS,
    params: SeizureParams,
    querystring: z.strictObject({}),
    response: { 200: SeizureItem },
  },
  config: { ...reading, example: getItemExample },
})

import { DryRunQuery } from '../../http/dry-run.ts'
import { operation } from '../../http/operation.ts'
import { StoringHeaders } from '../../http/storing.ts'
import { DryRunResult } from '../wire.ts'
import {
  getCountExample,
  getDiscrepancyExample,
  listDiscrepanciesExample,
  recordCountExample,
  resolveDiscrepancyExample,
} from './count-examples.ts'
import { NewStockCount, StockCount, StoredCount } from './count-schemas.ts'
import {
  DiscrepancyDetail,
  DiscrepancyPage,
  DiscrepancyQuery,
  NewResolution,
  StoredResolution,
} from './discrepancy-schemas.ts'
import { IdParams } from './location-schemas.ts'

const TAGS = ['stockpiles']
const READ = { scopes: ['stock:read'] } as const
const storing = { tags: TAGS, headers: StoringHeaders, querystring: DryRunQuery }

export const recordCountOperation = operation({
  schema: {
    ...storing,
    operationId: 'recordStockCount',
    summary: 'Record a stock-taking of a location',
    description:
      'Up to 2,000 readings, held against what the register puts here at that time and against nothing else: a mark that does not belong here gets the same answer whether it exists elsewhere or not. What is amiss is INFO, and goes to the list of discrepancies.',
    body: NewStockCount,
    response: { 200: DryRunResult, 201: StoredCount },
  },
  config: { access: { scopes: ['stock:write'] }, example: recordCountExample },
})

export const getCountOperation = operation({
  schema: {
    operationId: 'getStockCount',
    summary: 'Read a stock-taking',
    tags: TAGS,
    params: IdParams,
    response: { 200: StockCount },
  },
  config: { access: READ, example: getCountExample },
})

export const listDiscrepanciesOperation = operation({
  schema: {
    operationId: 'listStockDiscrepancies',
    summary: 'List what stock-takings found amiss',
    description:
      'Newest first: of the parties you act for, or of any for registrars and auditors. The narrowest of countId, locationId and partyId counts.',
    tags: TAGS,
    querystring: DiscrepancyQuery,
    response: { 200: DiscrepancyPage },
  },
  config: { access: READ, example: listDiscrepanciesExample },
})

export const getDiscrepancyOperation = operation({
  schema: {
    operationId: 'getStockDiscrepancy',
    summary: 'Read a discrepancy',
    description:
      'A registrar sees with an open surplus what the whole registry knows under its mark; each weapon shown is a recorded look.',
    tags: TAGS,
    params: IdParams,
    response: { 200: DiscrepancyDetail },
  },
  config: { access: READ, example: getDiscrepancyExample },
})

export const resolveDiscrepancyOperation = operation({
  schema: {
    ...storing,
    operationId: 'resolveStockDiscrepancy',
    summary: 'Say what became of a discrepancy',
    description:
      'Once, with a reason. LOSS_REPORTED records the loss in the chain of the weapon, between the last time it was seen and the count; FOUND_ELSEWHERE places it there.',
    params: IdParams,
    body: NewResolution,
    response: { 200: DryRunResult, 201: StoredResolution },
  },
  config: { access: { scopes: ['stock:write', 'transfers:write'] }, example: resolveDiscrepancyExample },
})

import { DryRunQuery } from '../../http/dry-run.ts'
import { operation } from '../../http/operation.ts'
import { StoringHeaders } from '../../http/storing.ts'
import { DryRunResult } from '../wire.ts'
import {
  changeLocationExample,
  getLocationExample,
  getLocationSummaryExample,
  getPartySummaryExample,
  listLocationsExample,
  listStockExample,
  openLocationExample,
  placeWeaponsExample,
} from './location-examples.ts'
import {
  IdParams,
  LocationPage,
  LocationQuery,
  NewLocationVersion,
  NewStockLocation,
  StockLocation,
  StoredLocation,
} from './location-schemas.ts'
import { NewStockPlacement, StockPage, StockQuery, StoredPlacement } from './placement-schemas.ts'
import { LocationSummary, PartySummary } from './summary-schemas.ts'

const TAGS = ['stockpiles']
const READ = { scopes: ['stock:read'] } as const
const WRITE = { scopes: ['stock:write'] } as const
const storing = { tags: TAGS, headers: StoringHeaders, querystring: DryRunQuery }

export const openLocationOperation = operation({
  schema: {
    ...storing,
    operationId: 'openStockLocation',
    summary: 'Open a place where a party keeps weapons',
    description:
      'Seen by who acts for the party, by registrars and auditors. To anybody else no location exists. A location holds up to 2,000 weapons; a depot is divided.',
    body: NewStockLocation,
    response: { 200: DryRunResult, 201: StoredLocation },
  },
  config: { access: WRITE, example: openLocationExample },
})

export const listLocationsOperation = operation({
  schema: {
    operationId: 'listStockLocations',
    summary: 'List the locations of the parties you act for',
    description: 'Registrars and auditors: of any party. Each location of another that they see is audited.',
    tags: TAGS,
    querystring: LocationQuery,
    response: { 200: LocationPage },
  },
  config: { access: READ, example: listLocationsExample },
})

export const getLocationOperation = operation({
  schema: {
    operationId: 'getStockLocation',
    summary: 'Read a location',
    tags: TAGS,
    params: IdParams,
    response: { 200: StockLocation },
  },
  config: { access: READ, example: getLocationExample },
})

export const changeLocationOperation = operation({
  schema: {
    ...storing,
    operationId: 'changeStockLocation',
    summary: 'Rename a location, change it, close it or open it again',
    description: 'A new version; the old ones stay. A location is closed when nothing lies there any more.',
    params: IdParams,
    body: NewLocationVersion,
    response: { 200: DryRunResult, 201: StoredLocation },
  },
  config: { access: WRITE, example: changeLocationExample },
})

export const listStockOperation = operation({
  schema: {
    operationId: 'listStockWeapons',
    summary: 'List what lies at a location now',
    description:
      'Placed here, and still with the party by its chain: a weapon that was sold has left without a word here.',
    tags: TAGS,
    params: IdParams,
    querystring: StockQuery,
    response: { 200: StockPage },
  },
  config: { access: READ, example: listStockExample },
})

export const getLocationSummaryOperation = operation({
  schema: {
    operationId: 'getStockLocationSummary',
    summary: 'Read how a location stands: stock, last count, what is due, marks',
    tags: TAGS,
    params: IdParams,
    response: { 200: LocationSummary },
  },
  config: { access: READ, example: getLocationSummaryExample },
})

export const getPartySummaryOperation = operation({
  schema: {
    operationId: 'getPartyStockSummary',
    summary: 'Read how the whole stock of a party stands',
    tags: TAGS,
    params: IdParams,
    response: { 200: PartySummary },
  },
  config: { access: READ, example: getPartySummaryExample },
})

export const placeWeaponsOperation = operation({
  schema: {
    ...storing,
    operationId: 'placeWeapons',
    summary: 'Place 1 to 500 weapons at a location, or take them out',
    description:
      'All weapons or none. They must be with the party of the location by their chains. No transfer of custody: between parties report a transfer.',
    body: NewStockPlacement,
    response: { 200: DryRunResult, 201: StoredPlacement },
  },
  config: { access: WRITE, example: placeWeaponsExample },
})

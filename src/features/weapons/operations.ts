import { DryRunQuery } from '../../http/dry-run.ts'
import { operation } from '../../http/operation.ts'
import { StoringHeaders } from '../../http/storing.ts'
import { DryRunResult } from '../wire.ts'
import { replaceFrameExample } from './frame-examples.ts'
import { NewFrameReplacement, StoredFrameReplacement } from './frame-schemas.ts'
import { splitLotExample } from './lot-examples.ts'
import {
  addMarkingExample,
  describeWeaponExample,
  getWeaponExample,
  listWeaponsExample,
  registerWeaponExample,
} from './examples.ts'
import { NewDescription, NewMarking } from '../weapon-schemas.ts'
import { WeaponPage, WeaponQuery } from './list-schemas.ts'
import {
  NewLotSplit,
  MarkingQuery,
  NewWeapon,
  StoredDescription,
  StoredLotSplit,
  StoredMarking,
  StoredWeapon,
  Weapon,
  WeaponMoments,
  WeaponParams,
} from './schemas.ts'

const TAGS = ['weapons']

export const registerWeaponOperation = operation({
  schema: {
    operationId: 'registerWeapon',
    summary: 'Register a weapon with its marks',
    description: 'Findings say which marking rules of the ITI are not met; only what cannot be true is refused.',
    tags: TAGS,
    headers: StoringHeaders,
    querystring: MarkingQuery,
    body: NewWeapon,
    response: { 200: DryRunResult, 201: StoredWeapon },
  },
  config: { access: { scopes: ['weapons:write'] }, example: registerWeaponExample },
})

export const listWeaponsOperation = operation({
  schema: {
    operationId: 'listWeapons',
    summary: 'List the weapons that your agency registered or holds, newest first',
    description:
      'Registrars and auditors list those of any agency; what they are shown of weapons that are not their own stands in the audit.',
    tags: TAGS,
    querystring: WeaponQuery,
    response: { 200: WeaponPage },
  },
  config: { access: { scopes: ['weapons:read'] }, example: listWeaponsExample },
})

export const getWeaponOperation = operation({
  schema: {
    operationId: 'getWeapon',
    summary: 'Read a weapon',
    description: 'Description and marks that stand, as of a moment (at) and as known at a moment (knownAt).',
    tags: TAGS,
    params: WeaponParams,
    querystring: WeaponMoments,
    response: { 200: Weapon },
  },
  config: { access: { scopes: ['weapons:read'] }, example: getWeaponExample },
})

export const addMarkingOperation = operation({
  schema: {
    operationId: 'addMarking',
    summary: 'Add a mark to a weapon',
    description: 'Findings are of this mark alone, held against the description and the marks on record.',
    tags: TAGS,
    params: WeaponParams,
    headers: StoringHeaders,
    querystring: MarkingQuery,
    body: NewMarking,
    response: { 200: DryRunResult, 201: StoredMarking },
  },
  config: { access: { scopes: ['weapons:write'] }, example: addMarkingExample },
})

export const describeWeaponOperation = operation({
  schema: {
    operationId: 'describeWeapon',
    summary: 'Give a weapon a new version of its description',
    description:
      'Findings say what the marks on record contradict. After a change of the weapon (validFrom) its old marks of model and calibre may differ.',
    tags: TAGS,
    params: WeaponParams,
    headers: StoringHeaders,
    querystring: DryRunQuery,
    body: NewDescription,
    response: { 200: DryRunResult, 201: StoredDescription },
  },
  config: { access: { scopes: ['weapons:write'] }, example: describeWeaponExample },
})

export const splitLotOperation = operation({
  schema: {
    operationId: 'splitLot',
    summary: 'Split parts off a lot',
    description:
      'Each part is a record of its own from then on, with the earlier life of the lot. The parts take no more than is left.',
    tags: TAGS,
    params: WeaponParams,
    headers: StoringHeaders,
    querystring: DryRunQuery,
    body: NewLotSplit,
    response: { 200: DryRunResult, 201: StoredLotSplit },
  },
  config: { access: { scopes: ['weapons:write'] }, example: splitLotExample },
})

export const replaceFrameOperation = operation({
  schema: {
    operationId: 'replaceFrame',
    summary: 'Report that the frame or receiver of a weapon was replaced',
    description:
      'The old weapon ends and a new one begins with the same holder and owner; they are linked, and are not one weapon. The other parts with a record of their own go over to the new one.',
    tags: TAGS,
    params: WeaponParams,
    headers: StoringHeaders,
    querystring: DryRunQuery,
    body: NewFrameReplacement,
    response: { 200: DryRunResult, 201: StoredFrameReplacement },
  },
  config: { access: { scopes: ['weapons:write', 'transfers:write'] }, example: replaceFrameExample },
})

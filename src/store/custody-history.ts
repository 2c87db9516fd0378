import type { Assembly } from '../domain/components/assembly.ts'
import type { ErrorDeclaration } from '../domain/corrections/declaration.ts'
import type { CustodyRecord, IdentityLink } from '../domain/custody/record.ts'
import type { LotPart } from '../domain/custody/shared-life.ts'
import type { TransferStatement } from '../domain/custody/statements.ts'
import type { CustodyEvent } from '../domain/custody/types.ts'
import type { LicenceOfParty } from '../domain/licences/licences-in-chain.ts'
import type { VersionOfParty } from '../domain/parties/parties-then.ts'
import type { Statement, Tx } from './db.ts'

/** One row of what is recorded, as the database tells it. */
export type HistoryRow = {
  readonly root: string
  readonly weapon_id: string
  readonly id: string
  readonly recorded_at: string
} & (
  | { readonly item: 'EVENT'; readonly body: Omit<CustodyEvent, 'id' | 'weaponId' | 'recordedAt'> }
  | { readonly item: 'DECLARATION'; readonly body: Omit<ErrorDeclaration, 'id' | 'weaponId' | 'recordedAt'> }
  | { readonly item: 'LINK'; readonly body: Omit<IdentityLink, 'id' | 'weaponId' | 'recordedAt'> }
  | { readonly item: 'LICENCE'; readonly body: Omit<LicenceOfParty, 'id' | 'recordedAt'> }
  | {
      readonly item: 'PARTY_VERSION'
      readonly body: Omit<VersionOfParty, 'id' | 'nameId' | 'successorPartyId' | 'recordedAt'>
    }
  | { readonly item: 'ASSEMBLY'; readonly body: Omit<Assembly, 'id' | 'componentId' | 'recordedAt'> }
  | { readonly item: 'LOT_PART'; readonly body: Omit<LotPart, 'id' | 'weaponId' | 'recordedAt'> }
  | { readonly item: 'KEY'; readonly body: ChainKey }
  | { readonly item: 'ERASURE'; readonly body: object }
  | { readonly item: 'STATEMENT'; readonly body: Omit<TransferStatement, 'id' | 'weaponId' | 'recordedAt'> }
)

const HISTORY = {
  name: 'registry_record',
  text: 'select root, weapon_id, item, id, body, recorded_at from registry_record($1::uuid[])',
}

/**
 * The history with the licences of the firms in it and with what was erased, for a chain that is shown: what decides a report asks for licences otherwise, and
 * nothing that was erased decides anything.
 */
const SHOWN_HISTORY = {
  name: 'registry_record_shown',
  text: `${HISTORY.text}
    union all
    select root, weapon_id, item, id, body, recorded_at from registry_firm_licences($1::uuid[])
    union all
    select root, weapon_id, item, id, body, recorded_at from registry_erasures($1::uuid[])`,
}

/** What the chain of a weapon was made from, for keeping it. There is none of a weapon whose chain depends on the asker. */
export interface ChainKey {
  readonly lastSeq: number
  readonly chainRevision: number
  readonly partyIds: readonly string[]
  readonly partyRevision: number
  /** True where an event of it names evidence, which not every reader is shown. */
  readonly withEvidence: boolean
}

/** A shown history with the key of what it is made from, read in one statement: both are of one moment. */
const KEYED_HISTORY = {
  name: 'registry_record_keyed',
  text: `${SHOWN_HISTORY.text}
    union all
    select root, weapon_id, item, id, body, recorded_at from registry_chain_keys($1::uuid[])`,
}

/** Puts a row where it belongs. */
export function addRow(record: Growing, row: HistoryRow): void {
  const { id, weapon_id: weaponId, recorded_at: recordedAt } = row
  if (row.item === 'EVENT') record.events.push({ ...row.body, id, weaponId, recordedAt })
  if (row.item === 'DECLARATION') record.declarations.push({ ...row.body, id, weaponId, recordedAt })
  if (row.item === 'PARTY_VERSION')
    record.partyVersions.push({ ...row.body, id, recordedAt, nameId: null, successorPartyId: null })
  if (row.item === 'LICENCE') record.licences.push({ ...row.body, id, recordedAt })
  if (row.item === 'LINK') record.links.push({ ...row.body, id, weaponId, recordedAt })
  if (row.item === 'ASSEMBLY') record.assemblies.push({ ...row.body, id, componentId: weaponId, recordedAt })
  if (row.item === 'LOT_PART') record.lotParts.push({ ...row.body, id, weaponId, recordedAt })
  if (row.item === 'ERASURE') record.erased.add(id)
  if (row.item === 'STATEMENT') record.statements.push({ ...row.body, id, weaponId, recordedAt })
}

interface Growing extends CustodyRecord {
  readonly events: CustodyEvent[]
  readonly declarations: ErrorDeclaration[]
  readonly links: IdentityLink[]
  readonly partyVersions: VersionOfParty[]
  readonly assemblies: Assembly[]
  readonly lotParts: LotPart[]
  readonly licences: LicenceOfParty[]
  readonly statements: TransferStatement[]
  readonly erased: Set<string>
}

function emptyRecord(weaponId: string): Growing {
  return {
    weaponId,
    events: [],
    declarations: [],
    links: [],
    statements: [],
    partyVersions: [],
    assemblies: [],
    lotParts: [],
    licences: [],
    erased: new Set(),
  }
}

/** Records of which nothing is known yet. */
export function emptyRecords(weaponIds: readonly string[]): Map<string, Growing> {
  return new Map(weaponIds.map((weaponId) => [weaponId, emptyRecord(weaponId)]))
}

/**
 * Everything recorded of the custody of some weapons, of the records joined to them and of those whose life they shared, registry-wide, in one statement: for
 * deciding a report or assembling an answer, never to be sent as it is. Served by custody_event_pk (weapon_id, seq), error_declaration_pk and identity_link_pk
 * (weapon_id, id), party_version_pk, assembly_pk and weapon_lot_pk.
 */
export async function loadRecords(
  tx: Tx,
  weaponIds: readonly string[],
  statement: Statement = HISTORY,
): Promise<Map<string, CustodyRecord>> {
  const { records } = await loadKeyed(tx, weaponIds, statement)
  return records
}

async function loadKeyed(
  tx: Tx,
  weaponIds: readonly string[],
  statement: Statement,
): Promise<{ records: Map<string, CustodyRecord>; keys: Map<string, ChainKey> }> {
  const records = emptyRecords(weaponIds)
  const keys = new Map<string, ChainKey>()
  for (const row of await tx.rows<HistoryRow>(statement, [weaponIds])) {
    const record = records.get(row.root)
    if (row.item === 'KEY') keys.set(row.root, row.body)
    else if (record !== undefined) addRow(record, row)
  }
  return { records, keys }
}

/** Shown records, with the key of each whose chain is the same for every asker. */
export async function loadKeyedRecords(
  tx: Tx,
  weaponIds: readonly string[],
): Promise<{ records: ReadonlyMap<string, CustodyRecord>; keys: ReadonlyMap<string, ChainKey> }> {
  return loadKeyed(tx, weaponIds, KEYED_HISTORY)
}

/** Records as `loadRecords`, with what is recorded of the licences of the firms in them: for chains that are shown, in one statement too. */
export async function loadShownRecords(tx: Tx, weaponIds: readonly string[]): Promise<Map<string, CustodyRecord>> {
  return loadRecords(tx, weaponIds, SHOWN_HISTORY)
}

/** The same of one weapon. */
export async function loadShownRecord(tx: Tx, weaponId: string): Promise<CustodyRecord | undefined> {
  return (await loadShownRecords(tx, [weaponId])).get(weaponId)
}

/** What a chain says now of one weapon, as far as others look it up. */
export interface ProjectedState {
  readonly weaponId: string
  readonly status: string
  readonly holderPartyId: string | null
  readonly consigneePartyId: string | null
  readonly chainIntact: boolean
  /** The lowest id of the records joined to it, itself included; null where it stands alone. */
  readonly groupId: string | null
  /** What its own record alone says, where a recovered item is taken for it or it is one; null where none is. */
  readonly ownStatus: string | null
}

const PROJECT = { name: 'project_custody', text: 'select project_custody($1::jsonb)' }

/** Writes states. Where a weapon has none the database refuses, which shows when the transaction asks for something, or commits. */
export async function projectCustody(tx: Tx, states: readonly ProjectedState[]): Promise<void> {
  const rows = states.map((state) => ({
    weapon_id: state.weaponId,
    status: state.status,
    holder_party_id: state.holderPartyId,
    consignee_party_id: state.consigneePartyId,
    chain_intact: state.chainIntact,
    group_id: state.groupId,
    own_status: state.ownStatus,
  }))
  tx.run(PROJECT, [JSON.stringify(rows)])
}

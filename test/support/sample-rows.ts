import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { ledgerSamples } from './ledger-samples.ts'

import { erasureRows } from './erasure-rows.ts'

export type SampleRow = Readonly<Record<string, unknown>>

const recorded_at = '2025-06-01T10:00:00Z'
const occurred = {
  value: '2025-05-01',
  precision: 'DAY',
  from: '2025-05-01T00:00:00Z',
  to: '2025-05-02T00:00:00Z',
}
const bytes32 = `\\x${'07'.repeat(32)}`

/** One valid row for each table that the catalog declares, all of them of one agency; a new table without a row here fails the tests that ask for one. */
export function sampleRows(agencyId: string, weaponId: string = randomUUID()): Record<string, SampleRow> {
  const id = randomUUID()
  const other = randomUUID()
  const own = { id, agency_id: agencyId, recorded_at }
  const ofWeapon = { ...own, weapon_id: weaponId }
  const reader = { weapon_id: weaponId, agency_id: agencyId, recorded_at }
  const request = { operation: 'POST /v1/weapons', key: id, request_hash: bytes32 }
  const report = { occurred, transit_countries: [], documents: [] }
  const span = { occurred_from: occurred.from, occurred_to: occurred.to }
  const weapon = { type: 'RIFLE_ASSAULT', make: 'Zastava', make_key: 'ZASTAVA', model: 'M92', model_key: 'M92' }
  const calibre = { calibre: '7.62x39', calibre_key: '762X39', action: 'UNKNOWN', country_of_manufacture: 'RS' }
  const asked = { priority: 'URGENT', illicit_grounds: ['ILLICIT_BY_NATIONAL_LAW'], purpose: 'CRIMINAL_INVESTIGATION' }
  const used = { intended_use: 'BOTH', can_guarantee_confidentiality: true, text_id: other, status: 'ANSWERED_FULL' }
  const sealed = { key_id: other, sealed: bytes32 }
  const ofItself = { lot_id: weaponId, split_id: id }
  const reported = { reporter_id: agencyId }
  const received = { received_at: recorded_at, weapon_id: weaponId, answer_id: id }
  const decided = { decision: 'CONFIRM', tier: 'T2' }
  const recovered = {
    recovery_class: 'SEIZED',
    circumstance: 'AIRPORT',
    occurred,
    occurred_from: occurred.from,
    place: {},
  }
  const item = {
    observation: {},
    identification: {},
    flags: [],
    findings: [],
    traceability: 'TRACEABLE',
    due_on: '2025-09-01',
  }
  const numbers = { last_seq: 1, last_mark: 1, last_description: 1 }
  return {
    weapon: { ...own, id: weaponId, category: 'SMALL_ARM', recovered: false },
    fact: { ...own, kind: 'weapon', canonical: '{}', secret: bytes32 },
    ...erasureRows(ofWeapon, other),
    leaf_queue: { fact_id: id, entry: bytes32 },
    ...ledgerSamples(),
    outbox: { fact_id: id, kind: 'weapon', recorded_at },
    personal_record: { ...own, kind: 'PARTY_NAME', subject_id: id, body: { name: 'Invented Person' } },
    content_key: { id, key: bytes32 },
    idempotency_record: {
      agency_id: agencyId,
      recorded_at,
      ...request,
      ...sealed,
      actor_id: other,
      status: 201,
      headers: {},
    },
    client_id: { id, agency_id: agencyId, actor_id: other, ...request },
    audit_entry: { ...own, actor_id: other, action: 'look', subject_ids: [other], amount: 1, request_id: 'r1' },
    agency: { ...own, name: 'Test agency', country: 'RS', mandate_countries: ['RS'] },
    agency_version: { ...own, of_agency_id: agencyId, version: 2, name: 'Test', country: 'RS', ...mandated },
    party: { ...own, kind: 'PRIVATE_PERSON', country: 'RS', name_id: id },
    party_licence: { ...own, party_id: other, kind: 'DEALER', number: 'L 1', valid_from: '2025-01-01' },
    party_version: { ...own, party_id: other, ...moved, actor_id: other },
    licence_version: { ...own, party_id: other, licence_id: other, ...revoked, reason_id: other, actor_id: other },
    party_in_custody: { party_id: other },
    representation: { ...own, party_id: other, valid_from: '2025-01-01', reporter_id: agencyId },
    representation_end: { ...own, party_id: other, representation_id: other, valid_to: '2025-06-01', ...reported },
    weapon_description: { ...ofWeapon, version: 1, ...weapon, ...calibre, list_version: '1' },
    marking: { ...ofWeapon, n: 1, kind: 'SERIAL_PRIMARY', text: 'M92 1234', condition: 'INTACT' },
    marking_key: { kind: 'NO_ZERO', key: 'M921234', make_key: 'ZASTAVA', weapon_id: weaponId, n: 1 },
    marking_alphabet: { make_key: 'ZASTAVA', length: 7, position: 0, character: 'M' },
    weapon_reader: { ...reader, basis: 'REGISTERED', source_id: weaponId, names: false },
    weapon_state: {
      weapon_id: weaponId,
      ...numbers,
      status: 'IN_STOCK',
      chain_intact: true,
      chain_revision: 0,
      registered_at: recorded_at,
    },
    transfer: { ...own, ...report, kind: 'SOLD_DOMESTIC', weapon_count: 1 },
    custody_event: {
      ...ofWeapon,
      ...report,
      ...span,
      seq: 1,
      report_id: other,
      kind: 'MANUFACTURED',
      to_party_id: other,
    },
    error_declaration: { ...ofWeapon, ...declared, subject_id: other, explanation_id: other, actor_id: other },
    registrar_decision: { ...ofWeapon, subject_id: other, decision: 'CONFIRM', reason_id: other, actor_id: other },
    party_revision: { party_id: id, revision: 1 },
    custody_dossier: { weapon_id: weaponId, ...kept },
    fallen_fact: { weapon_id: weaponId, fact_id: id, reason: 'DECLARED' },
    transfer_statement: { ...ofWeapon, event_id: other, transfer_id: other, ...stated, actor_id: other },
    identity_link: { ...ofWeapon, ...linked, evidence_id: other, actor_id: other },
    likely_duplicate: { ...ofWeapon, other_weapon_id: other, tier: 'T1', score: '0.9731', reasons: [] },
    assembly: { ...ofWeapon, host_id: other, action: 'ASSEMBLED', report_id: id, occurred, documents: [] },
    component_place: { weapon_id: weaponId, host_id: weaponId, occurred },
    weapon_lot: {
      weapon_id: weaponId,
      agency_id: agencyId,
      recorded_at,
      amount: '12.5',
      unit: 'KILOGRAM',
      ...ofItself,
    },
    lot_split: { ...ofWeapon, occurred },
    succession: { ...ofWeapon, successor_id: other, occurred },
    stock_location: { ...own, party_id: other, country: 'RS', kind: 'ARMOURY' },
    stock_location_version: { ...own, location_id: id, version: 1, party_id: other, name_id: other, closed: false },
    stock_placement: {
      ...ofWeapon,
      ...span,
      occurred,
      location_id: id,
      party_id: other,
      placed: true,
      report_id: other,
      actor_id: other,
    },
    stock_count: { ...own, ...counted, location_id: id, party_id: other, counted: occurred, actor_id: other },
    stock_count_line: {
      count_id: id,
      n: 0,
      party_id: other,
      class: 'MATCHED',
      weapon_id: weaponId,
      quantity: 1,
      agency_id: agencyId,
    },
    stock_discrepancy: {
      ...own,
      count_id: id,
      n: 0,
      location_id: id,
      party_id: other,
      kind: 'SURPLUS',
      similar_to: [],
      quantity: 1,
    },
    stock_resolution: {
      ...own,
      discrepancy_id: id,
      party_id: other,
      outcome: 'MISREAD_CONFIRMED',
      reason_id: other,
      actor_id: other,
    },
    seizure: { ...own, ...recovered, actor_id: other, text_id: other, item_count: 1 },
    seizure_item: { ...ofWeapon, ...item, seizure_id: id, n: 0 },
    disposition: { ...ofWeapon, item_id: id, kind: 'DESTROYED', occurred, actor_id: other },
    trace_state: { request_id: id, agency_id: agencyId, status: 'ANSWERED_FULL', superseded: false, ...received },
    trace_decision: { ...own, ...decided, request_id: id, weapon_id: weaponId, reason_id: other, actor_id: other },
    trace_step: { ...own, request_id: id, action: 'CLOSE', status: 'CLOSED', details: {}, actor_id: other },
    answer_supersession: { ...own, request_id: id, answer_id: other, differences: ['outcome'] },
    notice: { id, to_agency_id: agencyId, kind: 'REQUEST_ANSWERED', subject_id: id, fact_id: other, recorded_at },
    event_locator: { event_id: id, weapon_id: weaponId },
    authorisation: { ...own, ...authorised, issued_on: '2025-01-01' },
    authorisation_verification: { ...own, authorisation_id: other, ...verified, note_id: other },
    consignment: { ...own, ...sent, exporter_party_id: other, consignee_party_id: other, authorisation_ids: [other] },
    consignment_movement: {
      weapon_id: weaponId,
      event_id: id,
      consignment_id: other,
      agency_id: agencyId,
      recorded_at,
    },
    consignment_delivery: {
      ...own,
      consignment_id: other,
      occurred,
      complete: false,
      lines: [],
      items: [],
      documents: [],
    },
    trace_request: { ...own, ...asked, ...used, actor_id: other, circumstances: {}, observation: {}, ...concluded },
    trace_answer: { ...own, ...sealed, request_id: id, outcome: 'NO_RECORD', names: false, told: {} },
    evidence_content: { ...sealed, sha256: bytes32, agency_id: agencyId, recorded_at },
    evidence_file: {
      ...own,
      id: other,
      sha256: bytes32,
      media_type: 'image/png',
      size: 1,
      key_id: other,
      actor_id: other,
    },
    evidence_use: { ...reader, subject_id: id, evidence_id: other, subject_kind: 'MARKING', opens: true },
    marking_search: {
      ...own,
      actor_id: other,
      observation: {},
      purpose: 'OTHER',
      text_id: other,
      start_rank: 0,
      shown: [],
    },
    disclosure: { ...ofWeapon, actor_id: other, own_record: false, shown: ['RECORD'], source: 'weapon' },
  }
}

const stated = { side: 'RECEIVER', statement: 'ACCEPTED' }
const route = { destination_country: 'FR', transit_countries: [], embargo_references: [], lines: [] }
const authorised = { kind: 'EXPORT_LICENCE', number: 'X 1', country: 'RS', ...route, non_retransfer_clause: false }
const verified = { status: 'UNVERIFIED', verified_on: '2025-01-02' }
const sent = { ...route }
const declared = { subject_kind: 'CUSTODY_EVENT', reason: 'DID_NOT_OCCUR', needs_decision: true }
const linked = {
  other_weapon_id: 'ffffffff-ffff-7fff-bfff-ffffffffffff',
  basis: 'SAME_REGISTRATION',
  needs_decision: true,
}
const moved = { country: 'FR', valid_from: '2025-02-01', reason: 'CHANGED' }
const revoked = { action: 'REVOKED', from_day: '2025-02-01', terms: {} }
const counted = { counted_from: occurred.from, counted_to: occurred.to, method: 'OTHER', complete: true, totals: {} }
const keyed = { last_seq: 1, chain_revision: 0, party_ids: [], party_revision: 0 }
const shown = { with_evidence: false, body: '{}', named_ids: [], name_ids: [], reporter_ids: [], shared: [] }
const kept = { ...keyed, ...shown, program: 'none', valid_until: 'infinity' }
const mandated = { mandate_countries: ['RS'], active: true }
const concluded = { identification: {}, flags: [], findings: [] }

/** Inserts a sample row as the database turns JSON into one; a column that is not named is null. */
export async function insertSample(client: pg.Client, table: string, row: SampleRow): Promise<void> {
  const columns = Object.keys(row).join(', ')
  const text = `insert into ${table} (${columns}) select ${columns} from jsonb_populate_record(null::${table}, $1::jsonb)`
  await client.query(text, [JSON.stringify(row)])
}

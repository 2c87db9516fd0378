// Enough that a sequential scan is never the cheaper plan by accident.
const WEAPONS = 100_000
export const LONG_EVENTS = 200
export const LONG_CORRECTIONS = 30
export const AGENCY = '0197a1f0-0000-7000-8000-000000000001'

const id = (prefix: string) => `(lpad(to_hex(g), 8, '0') || '-0000-7000-8000-${prefix}')::uuid`
const WEAPON_ID = id('00000000aaaa')
/** One of a hundred agencies, as a list of what one of them did is asked for. */
const SOME_AGENCY = `(lpad(to_hex(g % 100), 8, '0') || '-0000-7000-8000-00000000aab0')::uuid`
const NUMBERS = `from generate_series(1, ${WEAPONS}) as g`
const OCCURRED = `'{"value": "2020-01-01", "precision": "DAY"}'::jsonb`

/** The tables that the hot statements read, filled by the owner in one statement each. */
export function fillings(): string[] {
  const event = (
    seq: number,
  ) => `insert into custody_event (weapon_id, seq, id, report_id, kind, to_party_id, occurred, occurred_from, occurred_to,
      transit_countries, documents, agency_id, recorded_at)
    select ${WEAPON_ID}, ${seq}, ${id(`00000000e00${seq}`)}, ${id('00000000bbbb')}, 'MANUFACTURED', ${id('00000000cccc')}, ${OCCURRED},
      '2020-01-01', '2020-01-02', '{}', '[]', '${AGENCY}', '2020-02-01' ${NUMBERS}`
  // What counts revisions would rewrite a hundred thousand rows of state with each filling; the plans ask only that rows are there.
  const uncounted = [
    ...[
      'transfer_statement',
      'assembly',
      'weapon_lot',
      'lot_split',
      'identity_link',
      'error_declaration',
      'registrar_decision',
    ].map((table) => `alter table ${table} disable trigger chain_moves`),
    ...['party_version', 'party_licence', 'licence_version'].map(
      (table) => `alter table ${table} disable trigger party_moves`,
    ),
  ]
  return [
    ...uncounted,
    `insert into weapon select ${WEAPON_ID}, 'SMALL_ARM', '${AGENCY}', '2020-02-01' ${NUMBERS}`,
    `insert into weapon_description select ${WEAPON_ID}, 1, ${id('00000000d000')}, 'RIFLE_ASSAULT', 'Zastava', 'ZASTAVA', 'M70', 'M70', '7.62x39', '762X39',
      'UNKNOWN', 'RS', 2019, null, '1', '${AGENCY}', '2020-02-01' ${NUMBERS}`,
    `insert into marking (weapon_id, n, id, kind, text, condition, agency_id, recorded_at)
      select ${WEAPON_ID}, 1, ${id('00000000d001')}, 'SERIAL_PRIMARY', 'B ' || g, 'INTACT', '${AGENCY}', '2020-02-01' ${NUMBERS}`,
    ...['NO_ZERO', 'PHONETIC', 'NCIC', 'CORE'].map(
      (kind) =>
        `insert into marking_key select '${kind}', 'B' || g, case when g % 3 = 0 then 'MAKE_' || g % 300 else 'ZASTAVA' end, ${WEAPON_ID}, 1 ${NUMBERS}`,
    ),
    `insert into marking_alphabet select make.key, l, p, c
      from (values ('ZASTAVA'), ('*')) as make (key), generate_series(2, 7) as l, generate_series(0, 6) as p, regexp_split_to_table('B0123456789', '') as c
      where p < l and (p = 0) = (c = 'B')`,
    `insert into marking_alphabet select 'MAKE_' || m, l, p, chr(48 + c)
      from generate_series(1, 300) as m, generate_series(5, 9) as l, generate_series(0, 4) as p, generate_series(0, 9) as c`,
    `insert into weapon_state select ${WEAPON_ID}, 2, 1, 1, 'IN_STOCK', ${id('00000000cccc')}, null, true ${NUMBERS}`,
    `insert into weapon_reader select ${WEAPON_ID}, '${AGENCY}', 'REGISTERED', ${WEAPON_ID}, false, '2020-02-01' ${NUMBERS}`,
    event(1),
    event(2),
    `insert into party select ${id('00000000cccc')}, 'DEALER', 'RS', ${id('00000000ccce')}, '${AGENCY}', '2020-02-01' ${NUMBERS}`,
    `insert into representation select '${AGENCY}', ${id('00000000cccc')}, ${id('00000000cccd')}, '2020-01-01', null, '${AGENCY}', '2020-02-01'
      ${NUMBERS} where g % 100 = 0`,
    `insert into party_version (party_id, id, country, valid_from, reason, actor_id, agency_id, recorded_at)
      select ${id('00000000cccc')}, ${id('00000000cccf')}, 'ME', '2021-01-01', 'CHANGED', '${AGENCY}', '${AGENCY}', '2021-02-01' ${NUMBERS}`,
    `insert into representation_end select '${AGENCY}', ${id('00000000cccc')}, ${id('00000000cccd')}, ${id('00000000cccf')}, 'infinity', null, '${AGENCY}',
      '2020-02-01' ${NUMBERS}`,
    `insert into transfer select ${id('00000000aaac')}, 'SOLD_DOMESTIC', ${id('00000000cccc')}, ${id('00000000cccb')}, null, 1, ${OCCURRED}, null, null, '{}',
      '[]', null, '${AGENCY}', timestamptz '2020-02-01' + g * interval '1 s' ${NUMBERS}`,
    `insert into audit_entry select ${id('00000000aaad')}, ${SOME_AGENCY}, ${id('00000000cccd')}, 'weapon.register', array[${WEAPON_ID}], 1, 'r',
      timestamptz '2020-02-01' + g * interval '1 s' ${NUMBERS}`,
    `insert into disclosure (id, actor_id, weapon_id, own_record, shown, source, agency_id, recorded_at, fact_id, request_id)
      select ${id('00000000aaae')}, ${id('00000000cccd')}, ${WEAPON_ID}, false, '{CHAIN}', 'custody', ${SOME_AGENCY},
      timestamptz '2020-02-01' + g * interval '1 s', ${id('00000000aaaf')}, 'r' ${NUMBERS}`,
    `insert into error_declaration select ${WEAPON_ID}, ${id('00000000e0d1')}, 'CUSTODY_EVENT', ${id('00000000e001')}, 'DID_NOT_OCCUR', ${id('00000000e0d2')},
      null, true, '${AGENCY}', '${AGENCY}', '2020-02-01' ${NUMBERS}`,
    `insert into registrar_decision select ${WEAPON_ID}, ${id('00000000e0d1')}, ${id('00000000e0d3')}, 'CONFIRM', ${id('00000000e0d4')}, '${AGENCY}',
      '${AGENCY}', '2020-02-01' ${NUMBERS}`,
    `insert into fallen_fact select ${WEAPON_ID}, ${id('00000000e001')}, 'DECLARED' ${NUMBERS}`,
    `insert into transfer_statement (weapon_id, event_id, id, transfer_id, side, statement, actor_id, agency_id, recorded_at)
      select ${WEAPON_ID}, ${id('00000000e001')}, ${id('00000000e0f1')}, ${id('00000000aaac')}, 'RECEIVER', 'ACCEPTED', '${AGENCY}', '${AGENCY}', '2020-02-01'
      ${NUMBERS}`,
    `insert into party_licence (party_id, id, kind, number, valid_from, agency_id, recorded_at)
      select ${id('00000000cccc')}, ${id('00000000e0f2')}, 'DEALER_LICENCE', 'D-' || g, '2019-01-01', '${AGENCY}', '2020-02-01' ${NUMBERS}`,
    `insert into licence_version (party_id, licence_id, id, action, from_day, terms, reason_id, actor_id, agency_id, recorded_at)
      select ${id('00000000cccc')}, ${id('00000000e0f2')}, ${id('00000000e0f3')}, 'REVOKED', '2022-01-01', '{}', ${id('00000000e0f4')}, '${AGENCY}', '${AGENCY}',
      '2022-02-01' ${NUMBERS}`,
    ...longRecord(),
    `insert into identity_link select ${WEAPON_ID}, ${id('00000000e0a1')}, ${id('00000000aaab')}, 'SAME_REGISTRATION', 'T1', ${id('00000000e0a2')}, false,
      '${AGENCY}', '${AGENCY}', '2020-02-01' ${NUMBERS}`,
    `insert into assembly (weapon_id, id, host_id, action, report_id, occurred, documents, agency_id, recorded_at)
      select ${WEAPON_ID}, ${id('00000000e0b1')}, ${id('00000000aaab')}, 'ASSEMBLED', ${id('00000000e0b1')}, ${OCCURRED}, '[]', '${AGENCY}', '2020-02-01'
      ${NUMBERS}`,
    `insert into weapon_lot select ${WEAPON_ID}, null, 1, 'PIECE', ${WEAPON_ID}, ${id('00000000e0c1')}, '${AGENCY}', '2020-02-01' ${NUMBERS}`,
    `insert into lot_split select ${WEAPON_ID}, ${id('00000000e0c1')}, ${OCCURRED}, null, '${AGENCY}', '2020-02-01' ${NUMBERS}`,
    `insert into component_place select ${WEAPON_ID}, ${id('00000000aaab')}, ${OCCURRED} ${NUMBERS}`,
    `insert into party_revision select ${id('00000000cccc')}, 3 ${NUMBERS}`,
    `insert into custody_dossier select ${WEAPON_ID}, 2, 0, array[${id('00000000cccc')}], 3, 'p', 'infinity', false, '{}', array[${id('00000000cccc')}],
      array[${id('00000000ccce')}], array['${AGENCY}'::uuid], '{true}' ${NUMBERS}`,
    `insert into personal_record select ${id('00000000ccce')}, 'PARTY_NAME', ${id('00000000cccc')}, '${AGENCY}', '{"name": "Invented"}', '2020-02-01'
      ${NUMBERS}`,
    `insert into idempotency_record select '${AGENCY}', '${AGENCY}', 'POST /v1/weapons', 'key-' || g, '\\x00', 201, '{}', ${id('00000000ffff')}, '\\x00',
      '2020-02-01' ${NUMBERS}`,
  ]
}

/** The first weapon has 200 events and 30 corrections, among a hundred thousand that have few. */
function longRecord(): string[] {
  const first = id('00000000aaaa').replace('to_hex(g)', 'to_hex(1)')
  const [lender, borrower] = ['1 + g % 2', '1 + (g + 1) % 2'].map((n) =>
    id('00000000cccc').replace('to_hex(g)', `to_hex(${n})`),
  )
  return [
    `insert into custody_event (weapon_id, seq, id, report_id, kind, from_party_id, to_party_id, occurred, occurred_from, occurred_to, transit_countries,
      documents, agency_id, recorded_at)
      select ${first}, g, ${id('00000000e0e1')}, ${id('00000000bbbb')}, 'LOANED', ${lender}, ${borrower},
      ${OCCURRED}, '2020-01-01', '2020-01-02', '{}', '[]', '${AGENCY}', '2020-02-01' from generate_series(3, ${LONG_EVENTS}) as g`,
    `insert into error_declaration
      select ${first}, ${id('00000000e0e2')}, 'CUSTODY_EVENT', ${id('00000000e0e1')}, 'DID_NOT_OCCUR', ${id('00000000e0d2')}, null, false, '${AGENCY}',
      '${AGENCY}', '2020-02-01' from generate_series(3, ${LONG_CORRECTIONS} + 1) as g`,
  ]
}

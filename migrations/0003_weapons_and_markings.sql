create table weapon (
  id           uuid        not null,
  category     text        not null,
  agency_id    uuid        not null,
  recorded_at  timestamptz not null,
  constraint weapon_pk primary key (id)
);
call declare_table('weapon', 'fact', 'registered weapons, essential components and related items');

-- A description is versioned: the highest version is today's, the others stay readable.
create table weapon_description (
  weapon_id              uuid        not null,
  version                integer     not null,
  id                     uuid        not null,
  type                   text        not null,
  make                   text        not null,
  make_key               text        not null collate "C",
  model                  text        not null,
  model_key              text        not null collate "C",
  calibre                text        not null,
  calibre_key            text        not null collate "C",
  action                 text        not null,
  country_of_manufacture text        not null,
  year_of_manufacture    smallint,
  year_unknown           text,
  list_version           text        not null,
  agency_id              uuid        not null,
  recorded_at            timestamptz not null,
  constraint weapon_description_pk primary key (weapon_id, version),
  constraint weapon_description_of_weapon foreign key (weapon_id) references weapon (id)
);
call declare_table('weapon_description', 'fact', 'what a weapon is, in versions');

create table marking (
  weapon_id   uuid        not null,
  n           integer     not null,
  id          uuid        not null,
  kind        text        not null,
  text        text        not null,
  component   text,
  side        text,
  method      text,
  condition   text        not null,
  country     text,
  year        smallint,
  height_mm   numeric(8, 4),
  depth_mm    numeric(8, 4),
  agency_id   uuid        not null,
  recorded_at timestamptz not null,
  constraint marking_pk primary key (weapon_id, n),
  constraint marking_of_weapon foreign key (weapon_id) references weapon (id)
);
call declare_table('marking', 'fact', 'one observed mark each');

-- Search keys of the marks that may be the serial, computed when the mark is written. The primary key is the one index every search uses;
-- make is in it so that the table can be sharded by make, and no foreign key leads out of it.
create table marking_key (
  kind      text    not null collate "C",
  key       text    not null collate "C",
  make_key  text    not null collate "C",
  weapon_id uuid    not null,
  n         integer not null,
  constraint marking_key_pk primary key (kind, key, make_key, weapon_id, n),
  constraint marking_key_kind_known check (kind in ('NO_ZERO', 'PHONETIC', 'NCIC', 'CORE'))
);
call declare_table('marking_key', 'projection', 'search keys of marks');
create policy append_any on marking_key for insert with check (current_agency() is not null);

-- Who may read a weapon's record because of something he did or was told; holding is looked up live in weapon_state.
create table weapon_reader (
  weapon_id   uuid        not null,
  agency_id   uuid        not null,
  basis       text        not null,
  source_id   uuid        not null,
  names       boolean     not null,
  recorded_at timestamptz not null,
  constraint weapon_reader_pk primary key (weapon_id, agency_id, basis, source_id),
  constraint weapon_reader_basis_known check (basis in ('REGISTERED', 'REPORTED', 'RELEASED'))
);
call declare_table('weapon_reader', 'fact', 'which agency was given sight of which weapon, and by what');
create policy own on weapon_reader for select using (agency_id = current_agency() or reads_registry());
create policy append_own on weapon_reader for insert with check (agency_id = current_agency());

-- Where the weapon stands now, and the row every writer locks by raising last_seq. Written by the functions below only.
create table weapon_state (
  weapon_id          uuid    not null,
  last_seq           integer not null,
  last_mark          integer not null,
  last_description   integer not null,
  status             text    not null,
  holder_party_id    uuid,
  consignee_party_id uuid,
  chain_intact       boolean not null,
  constraint weapon_state_pk primary key (weapon_id),
  constraint weapon_state_of_weapon foreign key (weapon_id) references weapon (id)
);
create index weapon_state_by_holder on weapon_state (holder_party_id);
call declare_table('weapon_state', 'projection', 'status and holder of a weapon, derived from its custody events');

-- THE visibility predicate (design 3.9). A weapon is readable to the registry's readers, to who registered it or reported an event that fitted its chain,
-- to who was given it by an answer, and to the agency of its holder or expected consignee while the chain to them is unbroken: a claim
-- that does not fit the chain opens nothing, else anyone could read a weapon's life by claiming to have received it.
-- Served by weapon_reader_pk, weapon_state_pk and representation_pk.
create function weapon_readable(p_weapon uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select current_agency() is not null and (
      reads_registry()
      or exists (select from weapon_reader r where r.weapon_id = p_weapon and r.agency_id = current_agency())
      or exists (select from weapon_state s where s.weapon_id = p_weapon and s.chain_intact
                 and (acts_for(s.holder_party_id) or acts_for(s.consignee_party_id))));
  end;

-- True where the agency reported or holds the weapon itself: such a look needs no purpose.
create function weapon_is_own(p_weapon uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select exists (select from weapon_reader r
                   where r.weapon_id = p_weapon and r.agency_id = current_agency() and r.basis in ('REGISTERED', 'REPORTED'))
      or exists (select from weapon_state s where s.weapon_id = p_weapon and s.chain_intact
                 and (acts_for(s.holder_party_id) or acts_for(s.consignee_party_id)));
  end;

create policy readable on weapon for select using (agency_id = current_agency() or weapon_readable(id));
create policy append_own on weapon for insert with check (agency_id = current_agency());
create policy readable on weapon_description for select using (agency_id = current_agency() or weapon_readable(weapon_id));
create policy append_own on weapon_description for insert with check (agency_id = current_agency());
create policy readable on marking for select using (agency_id = current_agency() or weapon_readable(weapon_id));
create policy append_own on marking for insert with check (agency_id = current_agency());

-- These functions, and the registry-wide ones of the next migration, pass row-level security by, so each asks for an agency itself:
-- a connection that forgot it sees nothing here either, and moves nothing.
create function open_weapon_states(p_weapons uuid[], p_marks integer[]) returns void
  language sql security definer set search_path = public, pg_temp
  begin atomic
    insert into weapon_state (weapon_id, last_seq, last_mark, last_description, status, chain_intact)
      select o.weapon_id, 0, o.marks, 1, 'NOT_RECORDED', true from unnest(p_weapons, p_marks) as o (weapon_id, marks)
      where current_agency() is not null;
  end;

-- Locks the weapons by raising their numbers, and says what the numbers now are. One UPDATE: its index scan visits the ids in order,
-- so overlapping writers queue instead of deadlocking (and the caller retries the deadlock that a changed plan could still bring).
create function lock_weapons(p_weapons uuid[], p_events integer, p_marks integer, p_descriptions integer)
  returns table (weapon_id uuid, last_seq integer, last_mark integer, last_description integer)
  language sql security definer set search_path = public, pg_temp
  begin atomic
    update weapon_state s
      set last_seq = s.last_seq + p_events, last_mark = s.last_mark + p_marks, last_description = s.last_description + p_descriptions
      where s.weapon_id = any (p_weapons) and current_agency() is not null
      returning s.weapon_id, s.last_seq, s.last_mark, s.last_description;
  end;

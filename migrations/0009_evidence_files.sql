-- Photos and papers, stored once.

-- The bytes, sealed: deleting the key erases them (a photo may show a person). Once for each agency: a store that all share would have to keep one agency's bytes
-- after another's erasure, or lose them by it, and whoever uploads would learn from time or size whether others have the same.
create table evidence_content (
  key_id      uuid        not null,
  sha256      bytea       not null,
  sealed      bytea       not null,
  agency_id   uuid        not null,
  recorded_at timestamptz not null,
  constraint evidence_content_pk primary key (key_id),
  constraint evidence_content_digest_size check (octet_length(sha256) = 32)
);
-- What is sealed cannot be compressed, and uncompressed it can be read in pieces.
alter table evidence_content alter column sealed set storage external;
create index evidence_content_by_digest on evidence_content (agency_id, sha256);
call declare_table('evidence_content', 'fact', 'bytes of evidence files, sealed');

-- An upload: what it was, by whom, when. It stays when its content is erased.
create table evidence_file (
  id          uuid        not null,
  sha256      bytea       not null,
  media_type  text        not null,
  size        integer     not null,
  key_id      uuid        not null,
  actor_id    uuid        not null,
  agency_id   uuid        not null,
  recorded_at timestamptz not null,
  constraint evidence_file_pk primary key (id),
  constraint evidence_file_digest_size check (octet_length(sha256) = 32),
  constraint evidence_file_not_empty check (size > 0)
);
create index evidence_file_by_content on evidence_file (key_id);
call declare_table('evidence_file', 'fact', 'evidence files: digest, type, size');

-- Which event, mark or trace request names which file. 'opens': who reads the weapon may read the file, which only its uploader or a registrar can bring about:
-- nobody spreads another's file by naming it on a weapon of his own.
create table evidence_use (
  subject_id   uuid        not null,
  evidence_id  uuid        not null,
  subject_kind text        not null,
  weapon_id    uuid,
  opens        boolean     not null,
  agency_id    uuid        not null,
  recorded_at  timestamptz not null,
  constraint evidence_use_pk primary key (subject_id, evidence_id),
  constraint evidence_use_of_file foreign key (evidence_id) references evidence_file (id),
  constraint evidence_use_kind_known check (subject_kind in ('CUSTODY_EVENT', 'MARKING', 'TRACE_REQUEST')),
  constraint evidence_use_of_weapon check ((weapon_id is null) = (subject_kind = 'TRACE_REQUEST')),
  constraint evidence_use_opens_weapon check (not opens or weapon_id is not null)
);
create index evidence_use_by_file on evidence_use (evidence_id, recorded_at, subject_id);
call declare_table('evidence_use', 'fact', 'which facts name which evidence files');

-- True where a weapon's record shows its evidence to the asking agency: it reads the weapon, and not only by an answer that was released without names, since a paper
-- may hold what that answer kept back. Served by weapon_reader_pk and weapon_state_pk.
create function weapon_shows_evidence(p_weapon uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select weapon_readable(p_weapon) and (
      reads_registry() or weapon_is_own(p_weapon)
      or exists (select from weapon_reader r
                 where r.weapon_id = p_weapon and r.agency_id = current_agency() and (r.names or r.basis <> 'RELEASED')
                   and not exists (select from fallen_fact f where f.weapon_id = r.weapon_id and f.fact_id = r.source_id)));
  end;

-- The one predicate of who may read an evidence file: its agency, the registry's readers, who named it in a trace request, and who reads a weapon whose standing
-- event or mark names it. Served by evidence_use_by_file.
create function evidence_readable(p_file uuid, p_agency uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select current_agency() is not null and (
      p_agency = current_agency() or reads_registry()
      or exists (select from evidence_use u
                 where u.evidence_id = p_file and (
                   (u.subject_kind = 'TRACE_REQUEST' and u.agency_id = current_agency())
                   or (u.opens and weapon_shows_evidence(u.weapon_id)
                     and not exists (select from fallen_fact f where f.weapon_id = u.weapon_id and f.fact_id = u.subject_id)))));
  end;

create policy readable on evidence_file for select using (evidence_readable(id, agency_id));
create policy append_own on evidence_file for insert with check (agency_id = current_agency());

-- Content follows its files; row security of evidence_file is asked. Served by evidence_file_by_content.
create policy of_readable_file on evidence_content for select using (
  agency_id = current_agency() or exists (select from evidence_file f where f.key_id = evidence_content.key_id));
create policy append_own on evidence_content for insert with check (agency_id = current_agency());

create policy own_or_of_weapon on evidence_use for select using (
  agency_id = current_agency() or reads_registry() or (weapon_id is not null and weapon_shows_evidence(weapon_id)));
-- A file can be named by who may read it, and opened by whose it is.
create policy append_own on evidence_use for insert with check (
  agency_id = current_agency()
  and exists (select from evidence_file f
              where f.id = evidence_use.evidence_id and (not evidence_use.opens or f.agency_id = current_agency() or reads_names())));

-- Sizes of which a checkpoint was signed and shown to witnesses, and that a witness keeps the head of a log that has no entry yet.

-- A row before any witness is asked: from then on somebody may hold a checkpoint of this size and ask for its tiles, also where too few witnesses sign and it is not
-- published. Written only where checkpoints are published with witnesses alone; of the others, `ledger_checkpoint` says it.
create table ledger_signed (
  size        bigint      not null,
  recorded_at timestamptz not null,
  constraint ledger_signed_pk primary key (size),
  constraint ledger_signed_is_of_entries check (size > 0)
);
call declare_table('ledger_signed', 'fact', 'sizes of the ledger that were shown to witnesses');
create policy anybody on ledger_signed for select using (current_agency() is not null);
create policy append_under_lock on ledger_signed for insert with check ((select holds_ledger_lock()));

-- The first head of a log may be that of size 0: what was cosigned can be asked for.
alter table witnessed_checkpoint
  drop constraint witnessed_checkpoint_grows,
  add constraint witnessed_checkpoint_grows check (size > coalesce(old_size, -1));

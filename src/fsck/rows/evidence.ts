import type { RowCheck } from './row-check.ts'

/**
 * Files, and what names them. Which key sealed the bytes is in no fact; they are proved by their digest.
 *
 * The fact of an erased event does not say any more which files it named, only how many. The fact of a seizure does not name the files of the call, so that all that is
 * asked of such a use is that it opens nothing.
 */
export const EVIDENCE_CHECKS: readonly RowCheck[] = [
  {
    table: 'evidence_file',
    factKinds: ['evidence-file'],
    columns: 'media_type size actor_id',
    named: { sha256: `encode(r.sha256, 'hex')` },
  },
  {
    table: 'evidence_use',
    factKinds: ['custody-event', 'marking', 'trace-request', 'trace-decision', 'seizure-item'],
    // Told from the text first: few facts name a file, and to read JSON costs more than the rest of the comparison.
    facts: `f.canonical like '%"evidenceIds":%'`,
    rows: `
      select u.*, g.agency_id as owner_id from evidence_use u
        left join evidence_file g on g.id = u.evidence_id left join fact_erasure x on x.fact_id = u.subject_id
      where u.subject_kind <> 'SEIZURE' and x.fact_id is null`,
    factId: 'subject_id',
    each: {
      of: `jsonb_array_elements_text(coalesce(f.canonical::jsonb -> 'evidenceIds', f.canonical::jsonb #> '{observation,evidenceIds}'))`,
      column: 'evidence_id',
    },
    columns: '',
    isPart: true,
    holds: {
      subject_kind: `r.subject_kind = upper(replace(f.kind, '-', '_'))`,
      weapon_id: `r.weapon_id::text is not distinct from f.canonical::jsonb ->> 'weaponId'`,
      // Whether a registrar named another's file, which opens it too, is not recorded.
      opens: 'case when r.weapon_id is null then not r.opens else r.opens or r.owner_id <> r.agency_id end',
    },
  },
  {
    table: 'evidence_use',
    factKinds: ['seizure'],
    rows: `select * from evidence_use where subject_kind = 'SEIZURE'`,
    factId: 'subject_id',
    columns: '',
    isPart: true,
    holds: {
      'weapon_id, opens': 'r.weapon_id is null and not r.opens',
    },
    isPartial: true,
  },
  {
    table: 'evidence_use',
    factKinds: ['custody-event'],
    rows: `
      select u.subject_id, u.weapon_id, u.agency_id, u.recorded_at, bool_and(u.subject_kind = 'CUSTODY_EVENT') as of_event, count(*) as uses
      from evidence_use u join fact_erasure x on x.fact_id = u.subject_id group by u.subject_id, u.weapon_id, u.agency_id, u.recorded_at`,
    factId: 'subject_id',
    columns: 'weapon_id',
    isPart: true,
    holds: {
      subject_kind: 'r.of_event',
      evidence_id: `r.uses = (
        select count(*) from jsonb_array_elements(x.remaining -> 'hidden') h where h ->> 'pointer' ~ '^/evidenceIds/[0-9]+$')`,
    },
    isPartial: true,
  },
]

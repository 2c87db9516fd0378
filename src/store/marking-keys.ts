import { learnedFrom } from '../domain/identification/alphabet.ts'
import type { Tx } from './db.ts'

/** A search key of a registered mark, under a make that its weapon bears or bore. */
export interface MarkingKeyRow {
  readonly kind: string
  readonly key: string
  readonly makeKey: string
  readonly weaponId: string
  readonly n: number
}

const INSERT = {
  name: 'insert_marking_keys',
  // marking_key_pk and marking_alphabet_pk say what is there already. Both in one statement: what a mark teaches costs no round trip, and comes with its keys or not at all.
  text: `
    with kept as (
      insert into marking_key (kind, key, make_key, weapon_id, n)
        select k.kind, k.key, k.make_key, k.weapon_id, k.n
        from unnest($1::text[], $2::text[], $3::text[], $4::uuid[], $5::integer[]) as k (kind, key, make_key, weapon_id, n)
        on conflict do nothing
        returning 1)
    select learn_alphabet($6::text[], $7::integer[], $8::integer[], $9::text[])`,
}

/** Writes search keys, and what they teach of the makes' alphabets. Those that are there already stay: they are derived, and may be derived again. */
export async function insertMarkingKeys(tx: Tx, rows: readonly MarkingKeyRow[]): Promise<void> {
  if (rows.length === 0) return
  const learned = learnedFrom(rows.filter(({ kind }) => kind === 'NO_ZERO'))
  await tx.rows(INSERT, [
    rows.map(({ kind }) => kind),
    rows.map(({ key }) => key),
    rows.map(({ makeKey }) => makeKey),
    rows.map(({ weaponId }) => weaponId),
    rows.map(({ n }) => n),
    learned.map(({ makeKey }) => makeKey),
    learned.map(({ length }) => length),
    learned.map(({ position }) => position),
    learned.map(({ character }) => character),
  ])
}

/** What the search keys of a mark are made of. */
export interface MarkToKey {
  readonly n: number
  readonly kind: string
  readonly text: string
  readonly condition: string
}

const MARKS = {
  name: 'marks_to_key',
  // Served by marking_pk. Marks that do not stand get their keys too: they may stand again.
  text: 'select n, kind, text, condition from marking where weapon_id = $1::uuid',
}

/** All marks of a weapon, as far as their search keys need them. */
export async function findMarksToKey(tx: Tx, weaponId: string): Promise<MarkToKey[]> {
  return tx.rows(MARKS, [weaponId])
}

const MAKES = {
  name: 'makes_to_key',
  // Served by weapon_description_pk. A description that does not stand may stand again, and the lists may have changed since one was made.
  text: 'select distinct make, make_key as "makeKey" from weapon_description where weapon_id = $1::uuid',
}

/** Every make that a weapon was ever described under. */
export async function findMakesToKey(tx: Tx, weaponId: string): Promise<{ make: string; makeKey: string }[]> {
  return tx.rows(MAKES, [weaponId])
}

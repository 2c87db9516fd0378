import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CheckedLedger, codesAt, openCheckedLedger } from '../support/checked-ledger.ts'

let ledger: CheckedLedger
beforeAll(async () => {
  ledger = await openCheckedLedger()
  // Each kind of text at least once: the demo has no note of a look and no note of a stock.
  const headers = { purpose: 'CRIMINAL_INVESTIGATION', 'legal-basis': 'CPC 60-1' }
  const weapon = await ledger.one('select id::text as one from weapon limit 1')
  await ledger.service.request(`/v1/weapons/${weapon}/custody`, { role: 'registrar', headers })
}, 120_000)
afterAll(() => ledger.close())

const KINDS = ['ACTOR', 'LOOK_TEXT', 'NOTE', 'PARTY_NAME', 'REQUEST_TEXT', 'SEIZURE_TEXT']

/** Changes one row, the constraints that would refuse it set aside, and puts it back. */
async function changedText(id: string, change: string) {
  const keep = `create table kept as select * from personal_record where id = '${id}'`
  const undo = `delete from personal_record where id = '${id}'; insert into personal_record select * from kept; drop table kept`
  return ledger.withHarm(`${keep}; ${change}`, undo, () => ledger.verify())
}

describe('names and free texts', () => {
  it('of every kind are bound to their ids, and agree', async () => {
    const kinds = await ledger.one(`select string_agg(distinct kind, ' ' order by kind) as one from personal_record`)
    expect(kinds.split(' ')).toEqual(expect.arrayContaining(KINDS))
    const { problems, texts } = await ledger.verify()
    expect(problems).toEqual([])
    expect(texts).toBe(Number(await ledger.one('select count(*)::text as one from personal_record')))
  })

  it.each(KINDS)('that were changed are found, in each of their columns: %s', async (kind) => {
    const id = await ledger.one(
      `select id::text as one from personal_record where kind = '${kind}' order by id limit 1`,
    )
    const field = await ledger.one(
      `select jsonb_object_keys(body) as one from personal_record where id = '${id}' limit 1`,
    )
    const changes = [
      `body = jsonb_set(body, '{${field}}', '"Another"')`,
      `body = body || '{"more": null}'`,
      `secret = set_byte(secret, 31, get_byte(secret, 31) # 1)`,
      `kind = case kind when 'NOTE' then 'PARTY_NAME' else 'NOTE' end`,
      `subject_id = gen_random_uuid()`,
      `agency_id = gen_random_uuid()`,
    ]
    for (const change of changes) {
      const report = await changedText(id, `update personal_record set ${change} where id = '${id}'`)
      expect([change, ...codesAt(report, `personal_record ${id}`)]).toEqual([change, 'TEXT_CHANGED'])
    }
  })

  it('cannot be made ones from before they were bound', async () => {
    const id = await ledger.one(`select name_id::text as one from party order by id limit 1`)
    const change = `update personal_record set secret = null where id = '${id}'`
    await expect(ledger.admin.query(change)).rejects.toThrow(/personal_record_bound/)
    const drop = 'alter table personal_record drop constraint personal_record_bound'
    const add = `alter table personal_record add constraint personal_record_bound check ((secret is not null) = (substr(id::text, 15, 1) = '8'))`
    const report = await ledger.withHarm(drop, add, () => changedText(id, change))
    expect(codesAt(report, `personal_record ${id}`)).toEqual(['TEXT_CHANGED'])
  })

  it('that are a later name of a party are missed likewise', async () => {
    const [party, agency] = (
      await ledger.one(`select id || ' ' || agency_id as one from party order by id desc limit 1`)
    ).split(' ')
    const gone = 'aaaaaaaa-aaaa-8aaa-8aaa-aaaaaaaaaaaa'
    const version = `insert into party_version (id, party_id, name_id, valid_from, reason, actor_id, agency_id, recorded_at)
      values ('${gone}', '${party}', '${gone}', '2024-01-01', 'CHANGED', '${agency}', '${agency}', now())`
    const undo = `delete from party_version where id = '${gone}'`
    const report = await ledger.withHarm(version, undo, () => ledger.verify())
    expect(codesAt(report, `personal_record ${gone}`)).toEqual(['TEXT_MISSING'])
  })

  it('that are the name of a party are missed where they are gone, and not where an erasure is on record', async () => {
    const [party, name] = (await ledger.one(`select id || ' ' || name_id as one from party order by id limit 1`)).split(
      ' ',
    ) as [string, string]
    const gone = `delete from personal_record where id = '${name}'`
    expect(codesAt(await changedText(name, gone), `personal_record ${name}`)).toEqual(['TEXT_MISSING'])
    const order = `insert into erasure (id, subject_kind, subject_id, ground, basis, text_id, ordered_by, facts, personal_records, sealed_bodies, agency_id, recorded_at)
      select gen_random_uuid(), 'PERSON', '${party}', 'RETENTION_ENDED', '{}', gen_random_uuid(), gen_random_uuid(), 0, 1, 0, agency_id, now() from party limit 1`
    const report = await ledger.withHarm(order, 'delete from erasure', () => changedText(name, gone))
    expect(codesAt(report, `personal_record ${name}`)).toEqual([])
  })
})

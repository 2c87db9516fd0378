import { expect, test } from 'vitest'
import { assessRequest, refuseIncomplete, type RequestToCheck } from '../../../src/domain/traces/check-request.ts'

const REQUEST: RequestToCheck = {
  priority: 'ROUTINE',
  circumstances: { country: 'FR', occurredAt: '2026-05-01' },
  observation: { type: 'PISTOL_SELF_LOADING', calibre: '9x19', markings: [{}] },
}

test('a whole request has no finding and no refusal', () => {
  expect(refuseIncomplete(REQUEST, ['FR'])).toEqual([])
  expect(assessRequest(REQUEST, false)).toEqual([])
})

test('a weapon found outside the mandate is refused at its country (ITI 16)', () => {
  expect(refuseIncomplete(REQUEST, ['MX', 'US'])).toMatchObject([
    { pointer: '#/circumstances/country', code: 'country-outside-mandate' },
  ])
})

test('no mark, and not said that none is visible, is refused (ITI 17(b))', () => {
  const observation = { ...REQUEST.observation, markings: [] }
  expect(refuseIncomplete({ ...REQUEST, observation }, ['FR'])).toMatchObject([{ code: 'markings-required' }])
})

test('everything that is wrong is told at once', () => {
  const observation = { ...REQUEST.observation, markings: [] }
  expect(refuseIncomplete({ ...REQUEST, observation }, ['MX'])).toHaveLength(2)
})

test('no visible mark is taken, and photographs are wanted', () => {
  const observation = { type: 'RIFLE', calibre: '7.62x39', noMarkingsVisible: true }
  expect(refuseIncomplete({ ...REQUEST, observation }, ['FR'])).toEqual([])
  expect(assessRequest({ ...REQUEST, observation }, false)).toMatchObject([
    { code: 'PHOTOS_WANTED', severity: 'WARNING' },
  ])
  expect(assessRequest({ ...REQUEST, observation }, true)).toEqual([])
})

test('a mark that was read contradicts that none is visible', () => {
  const observation = { ...REQUEST.observation, noMarkingsVisible: true }
  expect(refuseIncomplete({ ...REQUEST, observation }, ['FR'])).toMatchObject([{ code: 'markings-contradicted' }])
})

test('type, calibre and day may be missing, with a warning each', () => {
  const request: RequestToCheck = { ...REQUEST, circumstances: { country: 'FR' }, observation: { markings: [{}] } }
  expect(assessRequest(request, false).map(({ code }) => code)).toEqual([
    'TYPE_UNKNOWN',
    'CALIBRE_UNKNOWN',
    'RECOVERY_DATE_UNKNOWN',
  ])
})

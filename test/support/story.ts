import { expect } from 'vitest'
import type { StoredReport } from '../../src/features/custody/schemas.ts'
import type { StoredParty } from '../../src/features/parties/schemas.ts'
import type { TraceAnswer } from '../../src/tracing/answer-schemas.ts'
import type { TraceRequest } from '../../src/tracing/request-schemas.ts'
import type { StoredWeapon } from '../../src/features/weapons/schemas.ts'
import { type Answer, startTestService } from './service.ts'

/** When and where something happened. */
export interface Happening {
  readonly on: string
  readonly in: string
}

/** What an asker says: for whom he asks, where and when the weapon was found, and what is seen on it. */
export interface Question {
  readonly agency: string
  readonly found: { readonly on?: string; readonly in: string }
  readonly seen: Readonly<Record<string, unknown>>
}

/** A case told to a service over HTTP, by a registrar who enters it and officers who ask. */
export interface Story {
  party(kind: string, country: string, name: string): Promise<string>
  weapon(described: Readonly<Record<string, unknown>>): Promise<string>
  /** A hand-over of one weapon. */
  handOver(kind: string, weaponId: string, from: string, to: string, when: Happening): Promise<StoredReport>
  /** What is no hand-over; `partyId` is who lost it or who took it. */
  happens(kind: string, weaponId: string, partyId: string | undefined, when: Happening): Promise<StoredReport>
  ask(question: Question): Promise<Answer<TraceRequest>>
  /** A registrar, named, confirms that a candidate is the weapon. */
  confirm(requestId: string, weaponId: string, by?: string): Promise<TraceRequest>
  /** A registrar declares that an event never happened. */
  neverHappened(eventId: string | undefined): Promise<void>
  /** The answer as the asker reads it now. */
  answerNow(asked: Answer<TraceRequest>, agency: string): Promise<TraceAnswer>
  /** Checks that a request waits for a person, and that nothing in its replies tells who had the weapon. */
  expectWaiting(asked: Answer<TraceRequest>, agency: string): Promise<void>
  close(): Promise<void>
}

async function stored<Body>(reply: Promise<Answer<Body>>): Promise<Body> {
  const { status, text, body } = await reply
  if (status !== 201) throw new Error(`the registry answered ${status}: ${text}`)
  return body
}

/** Begins with an empty registry: agencies are known, and nothing else. */
export async function beginStory(): Promise<Story> {
  const service = await startTestService()
  const partyIds: string[] = []
  const partyNames: string[] = []
  const post = <Body>(path: string, body: object) => stored(service.request<Body>(path, { role: 'registrar', body }))
  return {
    party: async (kind, country, name) => {
      const { id } = await post<StoredParty>('/v1/parties', { kind, country, name })
      partyIds.push(id)
      partyNames.push(name)
      return id
    },
    weapon: async (described) => (await post<StoredWeapon>('/v1/weapons', described)).id,
    handOver: (kind, weaponId, fromPartyId, toPartyId, { on: occurredAt, in: country }) =>
      post('/v1/transfers', { kind, weaponIds: [weaponId], fromPartyId, toPartyId, occurredAt, place: { country } }),
    happens: (kind, weaponId, partyId, { on: occurredAt, in: country }) =>
      post('/v1/custody-events', { kind, weaponIds: [weaponId], partyId, occurredAt, place: { country } }),
    ask: ({ agency, found, seen }) => {
      const circumstances = { kind: 'CRIME_SCENE', country: found.in, occurredAt: found.on }
      const legal = {
        illicitGrounds: ['ILLICIT_BY_NATIONAL_LAW'],
        legalBasis: 'Code of criminal procedure',
        caseReference: 'A-1',
      }
      const use = { purpose: 'CRIMINAL_INVESTIGATION', intendedUse: 'BOTH', canGuaranteeConfidentiality: true }
      const body = { priority: 'ROUTINE', ...legal, ...use, circumstances, observation: seen }
      return service.request<TraceRequest>('/v1/trace-requests', { role: 'officer', agency, body })
    },
    confirm: (requestId, weaponId, by = 'anna') => {
      const said = { decision: 'CONFIRM', reason: 'The photographs show this weapon.', evidence: 'Photographs 1 to 4' }
      const path = `/v1/trace-requests/${requestId}/decisions`
      return stored(
        service.request<TraceRequest>(path, { role: 'registrar', subject: by, body: { weaponId, ...said } }),
      )
    },
    neverHappened: async (eventId) => {
      const body = { reason: 'DID_NOT_OCCUR', explanation: 'It was another weapon.' }
      await post(`/v1/custody-events/${eventId}/error-declarations`, body)
    },
    answerNow: async ({ body: { id } }, agency) => {
      const { body } = await service.request<TraceAnswer>(`/v1/trace-requests/${id}/answer`, {
        role: 'officer',
        agency,
      })
      return body
    },
    expectWaiting: async (asked, agency) => {
      expect([asked.status, asked.body.status]).toEqual([201, 'IN_PROGRESS_DOMESTIC'])
      const path = `/v1/trace-requests/${asked.body.id}`
      const read = await service.request(path, { role: 'officer', agency })
      const answer = await service.request<{ code: string }>(`${path}/answer`, { role: 'officer', agency })
      expect([read.status, answer.status, answer.body.code]).toEqual([200, 404, 'answer-not-ready'])
      const told = asked.text + read.text + answer.text
      for (const secret of [...partyIds, ...partyNames]) expect(told).not.toContain(secret)
      expect(asked.body).not.toHaveProperty('answer')
      for (const { weaponId } of asked.body.identification.candidates) {
        const reason = { purpose: 'CRIMINAL_INVESTIGATION', 'legal-basis': 'Code of criminal procedure' }
        const custody = await service.request(`/v1/weapons/${weaponId}/custody`, {
          role: 'officer',
          agency,
          headers: reason,
        })
        expect(custody.status).toBe(404)
      }
    },
    close: () => service.close(),
  }
}

/** The links of a released chain, as one word each; a GAP with its reason. */
export function linksOf({ body }: Answer<TraceRequest>): string[] {
  return (body.answer?.chain ?? []).map(({ type, kind }) => (type === 'EVENT' ? kind : `${type} ${kind}`))
}

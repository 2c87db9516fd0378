import { VerificationError } from './codes.ts'
import { LIMITS } from './limits.ts'
import { readJson } from './read-json.ts'

/** A party as an answer names it. */
export interface AnswerParty {
  readonly partyId?: string
  readonly kind: string
  readonly country: string
}

export const LINK_TYPES = ['EVENT', 'GAP', 'CONFLICT'] as const

export interface AnswerLink {
  readonly type: (typeof LINK_TYPES)[number]
  readonly eventId?: string
  readonly kind: string
  readonly from: AnswerParty | null
  readonly to: AnswerParty | null
  readonly occurredAt: { readonly value: string; readonly precision: string }
  readonly recordedAt: string
  readonly place?: {
    readonly country: string
    readonly locality?: string
    readonly latitude?: number
    readonly longitude?: number
  }
  readonly documents: readonly Readonly<Record<string, string | boolean>>[]
}

export interface AnswerMark {
  readonly kind: string
  readonly text: string
  readonly condition: string
  readonly component?: string
}

export interface AnswerWeapon {
  readonly id: string
  readonly category: string
  readonly type: string
  readonly make: string
  readonly model: string
  readonly calibre: string
  readonly countryOfManufacture: string
  readonly yearOfManufacture: number | null
  readonly markings: readonly AnswerMark[]
}

/** Of an answer, what records are shown for. */
export interface ProvableAnswer {
  readonly answerId: string
  readonly requestId: string
  readonly answeredAt: string
  readonly superseded?: { readonly recordedAt: string; readonly differences: readonly string[] }
  readonly weapon: AnswerWeapon | null
  readonly chain: readonly AnswerLink[]
}

type Members = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isText = (value: unknown): value is string => typeof value === 'string'

const areTexts = (value: Members, names: readonly string[]): boolean => names.every((name) => isText(value[name]))

/** Without lists and objects in it: each of its fields is one of a record. */
const isFlat = (value: unknown): value is Members =>
  isObject(value) && Object.values(value).every((inner) => typeof inner !== 'object' || inner === null)

function isParty(value: unknown): boolean {
  if (value === null) return true
  return (
    isObject(value) && areTexts(value, ['kind', 'country']) && ['string', 'undefined'].includes(typeof value['partyId'])
  )
}

function isLink(value: unknown): boolean {
  if (!isObject(value) || !areTexts(value, ['type', 'kind', 'recordedAt'])) return false
  const { type, from, to, occurredAt, documents, place, eventId = '' } = value
  const isOfType = LINK_TYPES.some((known) => known === type)
  const isDated = isObject(occurredAt) && areTexts(occurredAt, ['value', 'precision'])
  const isPlaced = place === undefined || isFlat(place)
  const isDocumented = Array.isArray(documents) && documents.every(isFlat)
  return isOfType && isDated && isPlaced && isDocumented && isParty(from) && isParty(to) && isText(eventId)
}

function isWeapon(value: unknown): boolean {
  if (value === null) return true
  return (
    isObject(value) && areTexts(value, ['id']) && Array.isArray(value['markings']) && value['markings'].every(isFlat)
  )
}

/** Just its two members: no record holds a third. */
function isSupersession(value: unknown): boolean {
  if (!isObject(value) || Object.keys(value).sort().join() !== 'differences,recordedAt') return false
  const { recordedAt, differences } = value
  return isText(recordedAt) && Array.isArray(differences) && differences.every(isText)
}

function isAnswer(value: unknown): boolean {
  if (!isObject(value) || !areTexts(value, ['answerId', 'requestId', 'answeredAt'])) return false
  const { weapon, chain, superseded } = value
  const isSaid = superseded === undefined || isSupersession(superseded)
  return isSaid && isWeapon(weapon) && Array.isArray(chain) && chain.every(isLink)
}

/** Reads the payload as an answer. @throws VerificationError `answer-malformed` */
export function readAnswer(payload: Uint8Array): ProvableAnswer {
  const json = readJson(payload, 'answer-malformed', 'payload')
  if (!isAnswer(json))
    throw new VerificationError('answer-malformed', 'payload', 'It is not the answer to a trace request.')
  const answer = json as ProvableAnswer
  const { length } = answer.chain
  if (length <= LIMITS.links) return answer
  const says = `Its chain has ${length} steps, and no answer has more than ${LIMITS.links}.`
  throw new VerificationError('answer-malformed', 'payload/chain', says)
}

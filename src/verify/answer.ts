import { VerificationError } from './codes.ts'
import { readJson } from './read-json.ts'

/** A party as an answer names it. */
export interface AnswerParty {
  readonly partyId?: string
  readonly kind: string
  readonly country: string
}

export interface AnswerLink {
  readonly type: string
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

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const areTexts = (value: Readonly<Record<string, unknown>>, names: readonly string[]): boolean =>
  names.every((name) => typeof value[name] === 'string')

function isParty(value: unknown): boolean {
  return value === null || (isObject(value) && areTexts(value, ['kind', 'country']))
}

function isLink(value: unknown): boolean {
  if (!isObject(value) || !areTexts(value, ['type', 'kind', 'recordedAt'])) return false
  const { from, to, occurredAt, documents, place, eventId = '' } = value
  const isDated = isObject(occurredAt) && areTexts(occurredAt, ['value', 'precision'])
  const isPlaced = place === undefined || isObject(place)
  const isDocumented = Array.isArray(documents) && documents.every(isObject)
  return isDated && isPlaced && isDocumented && isParty(from) && isParty(to) && typeof eventId === 'string'
}

function isWeapon(value: unknown): boolean {
  if (value === null) return true
  return (
    isObject(value) && areTexts(value, ['id']) && Array.isArray(value['markings']) && value['markings'].every(isObject)
  )
}

function isAnswer(value: unknown): boolean {
  if (!isObject(value) || !areTexts(value, ['answerId', 'requestId', 'answeredAt'])) return false
  const { weapon, chain, superseded } = value
  const isSaid =
    superseded === undefined ||
    (isObject(superseded) && areTexts(superseded, ['recordedAt']) && Array.isArray(superseded['differences']))
  return isSaid && isWeapon(weapon) && Array.isArray(chain) && chain.every(isLink)
}

/** Reads the payload as an answer. @throws VerificationError `answer-malformed` */
export function readAnswer(payload: Uint8Array): ProvableAnswer {
  const json = readJson(payload, 'answer-malformed', 'payload')
  if (isAnswer(json)) return json as ProvableAnswer
  throw new VerificationError('answer-malformed', 'payload', 'It is not the answer to a trace request.')
}

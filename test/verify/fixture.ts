import { hash } from 'node:crypto'
import { canonicalJson, type JsonValue } from '../../src/domain/ledger/canonical-json.ts'
import { textId, textSalt } from '../../src/domain/ledger/bound-text.ts'
import { rawPublicKey } from '../../src/domain/ledger/note-keys.ts'
import type { SecretName } from '../../src/features/traces/disclose-names.ts'
import type { SecretRecord } from '../../src/features/traces/opened-record.ts'
import { TraceAnswer } from '../../src/tracing/answer-schemas.ts'
import { keyName } from '../../src/verify/check-signature.ts'
import { privateKeyOf } from '../domain/ledger/keys.ts'

// An invented pistol, its maker, a dealer and a buyer, and what the registry would have recorded of them.

export const ANSWER_KEY = privateKeyOf(0x0b)
const PUBLIC_KEY = rawPublicKey(ANSWER_KEY).toString('base64url')
export const KID = keyName(PUBLIC_KEY)

/** `0193a000-0000-7000-8000-0000000000` and two digits. */
const id = (n: number): string => `0193a000-0000-7000-8000-${n.toString().padStart(12, '0')}`
export const IDS = {
  request: id(1),
  answer: id(2),
  key: id(3),
  weapon: id(10),
  description: id(11),
  mark: id(12),
  made: id(20),
  sold: id(21),
  maker: id(30),
  dealer: id(31),
  supersession: id(40),
  item: id(50),
  link: id(51),
  version: id(52),
  erasure: id(53),
  decision: id(54),
  laterVersion: id(55),
}
const AGENCY = id(99)
const AT = '2026-01-05T10:00:00.000000Z'
const ANSWERED = '2026-02-01T12:00:00.000000Z'
export const SUPERSEDED = { recordedAt: '2026-03-01T08:00:00.000000Z', differences: ['chain', 'outcome'] }

const maker = { partyId: IDS.maker, kind: 'MANUFACTURER', country: 'AT', name: 'Invented Arms Works' }
const dealer = { partyId: IDS.dealer, kind: 'DEALER', country: 'FR', name: 'Invented Dealer (Lyon)' }

/** A name as the registry keeps it; its secret is a digest of whose it is, so that the cases are the same each time. */
export function nameOf(partyId: string, name: string, of = 'the name') {
  const secret = hash('sha256', `secret of ${of} of ${partyId}`, 'buffer')
  const text = { kind: 'PARTY_NAME', body: { name } }
  const owner = { agencyId: AGENCY, subjectId: partyId }
  return { id: textId(textSalt(secret, owner), text), partyId, agencyId: AGENCY, ...text, secret }
}
export const MAKER_NAME = nameOf(maker.partyId, maker.name)
export const DEALER_NAME = nameOf(dealer.partyId, dealer.name)
/** From before names were bound. */
export const UNBOUND_NAME: SecretName = { ...DEALER_NAME, id: id(71), secret: null }
export const NAMES: readonly SecretName[] = [MAKER_NAME, DEALER_NAME]

const head = {
  answerId: IDS.answer,
  requestId: IDS.request,
  identification: { tier: null, keysUsed: [], substitutions: [], candidates: [] },
  flags: [],
  relations: [],
  restrictions: [],
  disclaimer: 'An invented answer.',
  answeredAt: ANSWERED,
}

/** No weapon was found: an answer too. */
export const NOTHING = TraceAnswer.parse({
  ...head,
  outcome: 'FAILED_NOT_FOUND',
  weapon: null,
  manufacturer: null,
  chain: [],
  gaps: [],
  holder: null,
  owner: null,
  lastLicitHolder: null,
  diversion: null,
  diversions: [],
  timeToCrimeDays: null,
  timeToCrime: null,
  timeToDiversionDays: null,
  timeToDiversion: null,
  nextAuthorities: [{ country: 'AT', reason: 'COUNTRY_OF_MANUFACTURE' }],
})

const link = { type: 'EVENT', licit: 'LICIT', findings: [], recordedAt: AT }

export const TRACED = TraceAnswer.parse({
  ...NOTHING,
  outcome: 'TRACED_LAST_LICIT',
  weapon: {
    id: IDS.weapon,
    category: 'SMALL_ARM',
    type: 'PISTOL_SELF_LOADING',
    make: 'Glock',
    model: 'Glock 19',
    calibre: '9x19',
    countryOfManufacture: 'AT',
    yearOfManufacture: 2019,
    markings: [{ kind: 'SERIAL_PRIMARY', text: 'BKXR214', condition: 'INTACT', component: 'FRAME' }],
  },
  manufacturer: { ...maker, make: 'Glock' },
  chain: [
    {
      ...link,
      eventId: IDS.made,
      kind: 'MANUFACTURED',
      from: null,
      to: maker,
      owner: maker,
      occurredAt: { value: '2019-03', precision: 'MONTH' },
      documents: [],
    },
    {
      ...link,
      eventId: IDS.sold,
      kind: 'SOLD_DOMESTIC',
      from: maker,
      to: dealer,
      owner: dealer,
      occurredAt: { value: '2019-05-06', precision: 'DAY' },
      place: { country: 'FR', locality: 'Lyon', latitude: 45.75, longitude: 4.85 },
      documents: [{ kind: 'IMPORT_LICENCE', number: 'FR-AFCI-2019-0417' }],
    },
  ],
  holder: dealer,
  owner: dealer,
  lastLicitHolder: dealer,
})

export interface FactToRecord {
  readonly id: string
  readonly kind: string
  readonly body: { readonly [field: string]: JsonValue }
  readonly recordedAt?: string
}

type WholeRecord = SecretRecord & { readonly canonical: string; readonly secret: Buffer }

/** The fact with bytes and secret as `appendFacts` would store them; the secret is a digest of the id, so that the cases are the same each time. */
export function recordOf({ id: factId, kind, body, recordedAt = AT }: FactToRecord): WholeRecord {
  const canonical = canonicalJson({ ...body, agencyId: AGENCY, factId, factKind: kind, recordedAt })
  return { factId, kind, canonical, secret: hash('sha256', `secret of ${factId}`, 'buffer'), remaining: null }
}

const nameless = (value: unknown): JsonValue =>
  JSON.parse(JSON.stringify(value, (key, inner: unknown) => (key === 'name' ? undefined : inner))) as JsonValue

export function answerFact({ superseded: _superseded, ...answer }: TraceAnswer): FactToRecord {
  const body = { requestId: answer.requestId, answer: nameless(answer) }
  return { id: answer.answerId, kind: 'trace-answer', recordedAt: ANSWERED, body }
}

export const KEY_FACT: FactToRecord = {
  id: IDS.key,
  kind: 'key-event',
  body: { event: 'ADDED', use: 'ANSWER', kid: KID, publicKey: PUBLIC_KEY, from: AT },
}

export const SUPERSESSION_FACT: FactToRecord = {
  id: IDS.supersession,
  kind: 'answer-supersession',
  recordedAt: SUPERSEDED.recordedAt,
  body: { requestId: IDS.request, answerId: IDS.answer, differences: SUPERSEDED.differences },
}

const event = {
  seq: 1,
  reportId: id(60),
  carrierPartyId: null,
  knownSince: null,
  destinationCountry: null,
  noteId: null,
}

export const WEAPON_FACTS: readonly FactToRecord[] = [
  { id: IDS.weapon, kind: 'weapon', body: { category: 'SMALL_ARM' } },
  {
    id: IDS.description,
    kind: 'description',
    body: {
      weaponId: IDS.weapon,
      version: 1,
      type: 'PISTOL_SELF_LOADING',
      make: 'Glock',
      model: 'Glock 19',
      calibre: '9x19',
      action: 'SEMI_AUTOMATIC',
      countryOfManufacture: 'AT',
      yearOfManufacture: 2019,
      listVersion: '2026.1',
    },
  },
  {
    id: IDS.mark,
    kind: 'marking',
    body: {
      weaponId: IDS.weapon,
      n: 1,
      markingKind: 'SERIAL_PRIMARY',
      text: 'BKXR214',
      condition: 'INTACT',
      component: 'FRAME',
      side: 'LEFT',
      country: null,
    },
  },
  {
    id: IDS.made,
    kind: 'custody-event',
    body: {
      ...event,
      weaponId: IDS.weapon,
      eventKind: 'MANUFACTURED',
      fromPartyId: null,
      toPartyId: IDS.maker,
      occurred: { value: '2019-03', precision: 'MONTH', zone: 'Europe/Vienna' },
      place: null,
      transitCountries: [],
      documents: [],
    },
  },
  {
    id: IDS.sold,
    kind: 'custody-event',
    body: {
      ...event,
      weaponId: IDS.weapon,
      eventKind: 'SOLD_DOMESTIC',
      fromPartyId: IDS.maker,
      toPartyId: IDS.dealer,
      occurred: { value: '2019-05-06', precision: 'DAY', zone: 'Europe/Paris' },
      place: { country: 'FR', locality: 'Lyon', latitude: '45.75', longitude: '4.85' },
      transitCountries: ['DE'],
      documents: [{ kind: 'IMPORT_LICENCE', number: 'FR-AFCI-2019-0417' }],
    },
  },
  { id: IDS.maker, kind: 'party', body: { partyKind: 'MANUFACTURER', country: 'AT', nameId: MAKER_NAME.id } },
  { id: IDS.dealer, kind: 'party', body: { partyKind: 'DEALER', country: 'FR', nameId: DEALER_NAME.id } },
]

/** The facts of the weapon with changes to the body of one. */
export function changed(factId: string, change: FactToRecord['body']): FactToRecord[] {
  return WEAPON_FACTS.map((fact) => (fact.id === factId ? { ...fact, body: { ...fact.body, ...change } } : fact))
}

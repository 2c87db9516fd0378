import fc from 'fast-check'
import type { ErrorDeclaration, Statement } from '../../../src/domain/corrections/declaration.ts'
import { refuseDeciding, refuseDeclaring, refuseWithdrawing } from '../../../src/domain/corrections/may-declare.ts'
import type { CustodyRecord, IdentityLink } from '../../../src/domain/custody/record.ts'
import { ruleOf } from '../../../src/domain/custody/event-kinds.ts'
import type { TransferStatement } from '../../../src/domain/custody/statements.ts'
import type { CustodyEvent } from '../../../src/domain/custody/types.ts'
import { refuseLinking, refuseLinkStatus } from '../../../src/domain/identity/link-rules.ts'
import type { VersionOfParty } from '../../../src/domain/parties/parties-then.ts'
import { LINK_BASES } from '../../../src/domain/vocabulary/identity-links.ts'
import type { PartyKind } from '../../../src/domain/vocabulary/parties.ts'
import { PARTIES } from '../custody/generated-lives.ts'

export const RECORDS = ['weapon', 'other', 'third'] as const
const PARTY_IDS = Object.keys(PARTIES)
const KINDS: readonly PartyKind[] = ['DEALER', 'GUNSMITH', 'CARRIER', 'PRIVATE_PERSON', 'MILITARY']
const BEGINNINGS = [null, '2010-06-01', '2012-01-01', '2014-01-01'] as const

const ACTS = ['REPORT', 'DECLARE', 'REPLACE', 'DECIDE', 'WITHDRAW', 'LINK', 'SAY', 'BECOME'] as const

/** What somebody does to a record, told by a number that is taken modulo what there is. */
type Act = readonly [what: (typeof ACTS)[number], which: number, flag: boolean]

export const acts: fc.Arbitrary<readonly Act[]> = fc.array(
  fc.tuple(
    // Reports stand twice, so that there is enough to be wrong.
    fc.constantFrom('REPORT' as const, ...ACTS),
    fc.nat(120),
    fc.boolean(),
  ),
  { minLength: 1, maxLength: 25 },
)

export interface Growing extends CustodyRecord {
  readonly events: CustodyEvent[]
  readonly declarations: ErrorDeclaration[]
  readonly links: IdentityLink[]
  readonly statements: TransferStatement[]
  readonly partyVersions: VersionOfParty[]
}

/** One act at its moment. */
interface Moment {
  readonly record: Growing
  /** What is still to be reported. */
  readonly arriving: CustodyEvent[]
  readonly which: number
  readonly flag: boolean
  readonly recordedAt: string
  readonly id: string
}

const pick = <T>(items: readonly T[], which: number): T | undefined => items[which % Math.max(1, items.length)]

function said({ id, recordedAt, flag }: Moment): Statement {
  return { id, recordedAt, needsDecision: flag, decision: null, decidedAt: null }
}

function declare(moment: Moment, subject: Pick<ErrorDeclaration, 'subjectKind' | 'subjectId' | 'replacementId'>): void {
  moment.record.declarations.push({ ...said(moment), ...subject, weaponId: 'weapon' })
}

function report({ record, arriving, which, recordedAt }: Moment): void {
  const next = arriving.shift()
  const weaponId = RECORDS[which % RECORDS.length] ?? 'weapon'
  if (next !== undefined) record.events.push({ ...next, weaponId, recordedAt })
}

function declareWrong(moment: Moment, isReplaced: boolean): void {
  const { record, arriving, recordedAt, id } = moment
  const event = pick(record.events, moment.which)
  if (event === undefined || refuseDeclaring(event.id, record.declarations) !== null) return
  const source = isReplaced ? arriving.shift() : undefined
  declare(moment, { subjectKind: 'CUSTODY_EVENT', subjectId: event.id, replacementId: source?.id ?? null })
  if (source !== undefined) record.events.push({ ...source, weaponId: event.weaponId, recordedAt, declarationId: id })
}

function decide({ record: { declarations, links }, which, flag, recordedAt }: Moment): void {
  const decision = { decision: flag ? ('CONFIRM' as const) : ('REJECT' as const), decidedAt: recordedAt }
  const link = pick(links, which)
  const declaration = pick(declarations, which)
  if (link !== undefined && refuseLinkStatus(link, declarations, 'DECIDE') === null)
    links[links.indexOf(link)] = { ...link, ...decision }
  else if (declaration !== undefined && refuseDeciding(declaration, declarations) === null)
    declarations[declarations.indexOf(declaration)] = { ...declaration, ...decision }
}

function withdraw(moment: Moment): void {
  const { declarations, links } = moment.record
  const link = pick(links, moment.which)
  const declaration = pick(declarations, moment.which)
  if (moment.which % 2 === 0 && link !== undefined && refuseLinkStatus(link, declarations, 'WITHDRAW') === null)
    declare(moment, { subjectKind: 'IDENTITY_LINK', subjectId: link.id, replacementId: null })
  else if (declaration !== undefined && refuseWithdrawing(declaration, declarations) === null)
    declare(moment, { subjectKind: 'ERROR_DECLARATION', subjectId: declaration.id, replacementId: null })
}

function join(moment: Moment): void {
  const weaponId = RECORDS[moment.which % RECORDS.length] ?? 'weapon'
  const otherWeaponId = RECORDS[(moment.which + 1) % RECORDS.length] ?? 'other'
  const basis = LINK_BASES[Math.floor(moment.which / RECORDS.length) % LINK_BASES.length] ?? 'SAME_REGISTRATION'
  if (refuseLinking({ ...moment.record, weaponId }, otherWeaponId) === null)
    moment.record.links.push({ ...said(moment), basis, weaponId, otherWeaponId })
}

function say({ record, which, flag, id, recordedAt }: Moment): void {
  // Only of a hand-over, and only by a side that it names.
  const event = pick(
    record.events.filter(({ kind }) => ruleOf(kind).channels.includes('TRANSFER')),
    which,
  )
  if (event === undefined || (flag ? event.from : event.to) === null) return
  const statement = which % 3 === 0 ? 'ACCEPTED' : 'DISPUTED'
  const side = flag ? 'GIVER' : 'RECEIVER'
  record.statements.push({ id, weaponId: event.weaponId, eventId: event.id, side, statement, recordedAt })
}

function become({ record, which, flag, id, recordedAt }: Moment): void {
  record.partyVersions.push({
    id,
    recordedAt,
    partyId: pick(PARTY_IDS, which) ?? 'dealer',
    kind: flag ? null : (pick(KINDS, which) ?? null),
    country: which % 7 === 0 ? 'ME' : null,
    status: flag ? (which % 2 === 0 ? 'CLOSED' : 'ACTIVE') : null,
    nameId: null,
    successorPartyId: null,
    validFrom: pick(BEGINNINGS, which) ?? null,
  })
}

/** Each act is carried out where the rules allow it; what they refuse is left out, as the service would. */
export const DOES: Readonly<Record<Act[0], (moment: Moment) => void>> = {
  REPORT: report,
  DECLARE: (moment) => declareWrong(moment, false),
  REPLACE: (moment) => declareWrong(moment, true),
  DECIDE: decide,
  WITHDRAW: withdraw,
  LINK: join,
  SAY: say,
  BECOME: become,
}

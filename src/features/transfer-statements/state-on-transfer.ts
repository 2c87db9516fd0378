import { type Side, SIDES } from '../../domain/custody/statements.ts'
import { DomainError, notFound } from '../../domain/errors.ts'
import type { Finding } from '../../domain/findings.ts'
import { compareItems } from '../../domain/receipts/compare-items.ts'
import { appendFacts } from '../../store/append-fact.ts'
import { recordAudit } from '../../store/audit.ts'
import { lockRecords } from '../../store/lock-records.ts'
import { insertRows } from '../../store/insert-rows.ts'
import { newId } from '../../store/new-id.ts'
import { transferStatement } from '../../store/tables/custody.ts'
import { keepNote } from '../keep-note.ts'
import { reprojectAll } from '../reproject.ts'
import type { Stored, VerbWrite } from '../storing.ts'
import { findExpected, findSidedTransfer, type SidedEvent, type SidedTransfer } from './queries.ts'
import type { NewStatement, StoredStatement } from './schemas.ts'

function unprocessable(pointer: string, code: string, detail: string): DomainError {
  return new DomainError('unprocessable', detail, { errors: [{ pointer, code, detail }] })
}

/** The side for which the caller speaks: one of a party of his, or either for a registrar. Who reported the hand-over has said what he has to say. */
function sideOf({ requester }: VerbWrite, transfer: SidedTransfer, wanted: Side | undefined): Side {
  const isRegistrar = requester.scopes.has('registry:write-any')
  const mine: Record<Side, boolean> = { GIVER: transfer.isGiver, RECEIVER: transfer.isReceiver }
  const open = SIDES.filter((side) => isRegistrar || (mine[side] && transfer.reporterId !== requester.agencyId))
  if (open.length === 0) {
    throw new DomainError('forbidden', 'Only the other side of a hand-over, or a registrar, makes a statement on it.')
  }
  if (wanted !== undefined) {
    if (open.includes(wanted)) return wanted
    throw new DomainError('forbidden', 'You may not speak for this side of the hand-over.')
  }
  const [only, another] = open
  if (only === undefined || another !== undefined)
    throw unprocessable('#/side', 'side-required', 'You may speak for both sides: say for which.')
  return only
}

/** The events of the side for which is spoken: of a hand-over that was corrected for one weapon, that weapon may have other sides than the rest. */
function eventsOfSide({ requester }: VerbWrite, { events }: SidedTransfer, side: Side): readonly SidedEvent[] {
  const isRegistrar = requester.scopes.has('registry:write-any')
  return events.filter((event) => {
    const [has, is] = side === 'GIVER' ? [event.hasGiver, event.isGiver] : [event.hasReceiver, event.isReceiver]
    return has && (is || isRegistrar)
  })
}

/** Which weapons the statement is about, and what of the items in hand differs from them. */
async function chooseWeapons(
  write: VerbWrite,
  all: readonly string[],
  side: Side,
  wanted: NewStatement,
): Promise<{ weaponIds: ReadonlySet<string>; findings: readonly Finding[] }> {
  if (wanted.items !== undefined) {
    if (side !== 'RECEIVER')
      throw unprocessable('#/items', 'items-not-here', 'Items say what was received: the giver names weaponIds.')
    const expected = await findExpected(write.tx, all)
    if (expected.length === 0) {
      const detail = 'The weapons of this hand-over are not open to you, as after a dispute: nothing can be compared.'
      throw unprocessable('#/items', 'items-not-comparable', `${detail} Accept by weaponIds, or all of them.`)
    }
    const { received, findings } = compareItems(wanted.items, expected)
    if (received.length > 0) return { weaponIds: new Set(received), findings }
    const errors = findings.map(({ pointer, code, detail }) => ({ pointer, code, detail }))
    throw new DomainError('unprocessable', 'None of the items is a weapon of this hand-over.', { errors })
  }
  const named = wanted.weaponIds ?? all
  const errors = named.flatMap((id, n) => {
    const detail = 'This weapon is not of this hand-over.'
    return all.includes(id) ? [] : [{ pointer: `#/weaponIds/${n}`, code: 'weapon-not-in-transfer', detail }]
  })
  if (errors.length > 0) throw new DomainError('unprocessable', 'A weapon is not of this hand-over.', { errors })
  return { weaponIds: new Set(named), findings: [] }
}

/**
 * What the other side says of a reported hand-over, beside the report: accepted, or denied. A denied hand-over is a CONFLICT between giver and receiver, it opens
 * the weapon to nobody, and stays so until that side accepts it or a registrar settles it. A later statement of the same side takes the place of the earlier.
 */
export async function stateOnTransfer(
  write: VerbWrite,
  transferId: string,
  wanted: NewStatement,
): Promise<Stored<StoredStatement>> {
  const { tx, requester, actorId } = write
  const transfer = await findSidedTransfer(tx, transferId)
  if (transfer === undefined) throw notFound('transfer')
  const side = sideOf(write, transfer, wanted.side)
  const sided = eventsOfSide(write, transfer, side)
  if (sided.length === 0) throw unprocessable('#/side', 'nothing-to-state', 'No event of this hand-over has this side.')
  const { weaponIds, findings } = await chooseWeapons(
    write,
    sided.map(({ weaponId }) => weaponId),
    side,
    wanted,
  )
  const events = sided.filter(({ weaponId }) => weaponIds.has(weaponId))
  const { recordedAt } = await lockRecords(tx, [...weaponIds], 0)
  const id = wanted.id ?? newId()
  const { agencyId } = requester
  const reasonId = await keepNote(write, id, wanted.reason)
  const said = { transferId, side, statement: wanted.statement, reasonId, actorId }
  await insertRows(
    tx,
    transferStatement,
    events.map((event) => ({ id, weaponId: event.weaponId, eventId: event.id, ...said, agencyId, recordedAt })),
  )
  const eventIds = events.map((event) => event.id)
  await appendFacts(tx, agencyId, recordedAt, [{ id, kind: 'transfer-statement', body: { ...said, eventIds } }])
  await reprojectAll(write, [...weaponIds], recordedAt)
  await recordAudit(write, recordedAt, 'transfer.state', [transferId, id, ...weaponIds])
  const body: StoredStatement = {
    id,
    transferId,
    side,
    statement: wanted.statement,
    weaponIds: [...weaponIds].sort(),
    ...(wanted.reason === undefined ? {} : { reason: wanted.reason }),
    agencyId,
    recordedAt,
    findings: [...findings],
  }
  return { body, location: `/v1/transfers/${transferId}/statements`, findings }
}

import type { Custody, Diversion, Link, PartyRef } from '../domain/custody/types.ts'
import { type Said, SIDES } from '../domain/custody/statements.ts'
import type { Occurred } from '../domain/time/occurred-at.ts'
import type { ChainLink, Custody as WireCustody } from './chain-schemas.ts'
import type { PartyInChain } from './wire.ts'

/** The names that this reader may have, by party id; a party that is not in it is shown without one. */
export type Names = ReadonlyMap<string, string>

export function renderParty(party: PartyRef, names: Names): PartyInChain
export function renderParty(party: PartyRef | null, names: Names): PartyInChain | null
export function renderParty(party: PartyRef | null, names: Names): PartyInChain | null {
  if (party === null) return null
  const name = names.get(party.id)
  const { id: partyId, kind, country, status } = party
  return {
    partyId,
    kind,
    country,
    ...(name === undefined ? {} : { name }),
    ...(status === undefined ? {} : { status }),
  }
}

/** Dates go back as they were reported: the range that was computed from them is ours, not the reporter's. */
export function renderDate(occurred: Occurred): { value: string; precision: string } {
  return { value: occurred.value, precision: occurred.precision }
}

export function renderDiversion(diversion: Diversion): NonNullable<WireCustody['diversion']> {
  const { notBefore, notAfter } = diversion
  return {
    notBefore: notBefore === null ? null : renderDate(notBefore),
    notAfter: notAfter === null ? null : renderDate(notAfter),
  }
}

function renderSaid(said: Said): NonNullable<ChainLink['statements']> {
  return SIDES.flatMap((side) => {
    const statement = said[side]
    return statement === undefined ? [] : [{ side, statement }]
  })
}

export function renderLink(link: Link, names: Names): ChainLink {
  const { type, eventId, kind, recordedAt, licit, place } = link
  return {
    type,
    ...(eventId === undefined ? {} : { eventId }),
    kind,
    from: renderParty(link.from, names),
    to: renderParty(link.to, names),
    owner: renderParty(link.owner, names),
    occurredAt: renderDate(link.occurred),
    recordedAt,
    ...(place === null ? {} : { place }),
    documents: [...link.documents],
    licit,
    ...(link.said === undefined ? {} : { statements: renderSaid(link.said) }),
    findings: [...link.findings],
  }
}

/** Everyone a chain names, for looking their names up at once. */
export function partiesOf(custody: Custody): PartyRef[] {
  const named = [custody.holder, custody.owner, custody.lastLicitHolder, ...custody.contenders]
  const linked = custody.links.flatMap((link) => [link.from, link.to, link.owner])
  return [...named, ...linked].filter((party) => party !== null)
}

export function renderCustody(custody: Custody, names: Names): WireCustody {
  return {
    weaponId: custody.weaponId,
    chain: custody.links.map((link) => renderLink(link, names)),
    holder: renderParty(custody.holder, names),
    owner: renderParty(custody.owner, names),
    lastLicitHolder: renderParty(custody.lastLicitHolder, names),
    contenders: custody.contenders.map((party) => renderParty(party, names)),
    diversion: custody.diversion === null ? null : renderDiversion(custody.diversion),
    diversions: custody.diversions.map(renderDiversion),
    currentStatus: custody.status,
    findings: [...custody.findings],
  }
}

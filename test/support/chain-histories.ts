import { LOOK } from './corrections.ts'
import { FILES, storeFile } from './evidence.ts'
import type { CallOptions } from './service.ts'
import { OFFICER, OURS, REGISTRAR, type SmallRegistry, THEIRS, traceBody, weaponBody } from './small-registry.ts'
import { NAMELESS } from './chain-askers.ts'

/** What a history has made so far; each step picks from it. */
interface World {
  readonly weapons: string[]
  readonly serials: string[]
  readonly components: string[]
  readonly parties: string[]
  readonly events: string[]
  readonly transfers: string[]
  readonly declarations: string[]
  readonly links: string[]
  readonly licences: { partyId: string; id: string }[]
  readonly files: string[]
}

interface Answered {
  readonly id?: string
  readonly events?: readonly { id: string; weaponId: string }[]
}

/** A history that is told to a registry step by step; every kind of fact that a chain is made from is among the steps. */
export interface ChainHistory {
  readonly world: World
  /** One step by its name, or any; refused ones change nothing and are well. Gives its name, and whether it was recorded. */
  readonly step: (name?: string) => Promise<{ name: string; isRecorded: boolean }>
  readonly names: readonly string[]
}

const EXPLAINED = { explanation: 'Entered wrongly.' }

/** @param random numbers from 0 to 1 */
export function tellHistory(registry: SmallRegistry, random: () => number): ChainHistory {
  const world: World = {
    weapons: [],
    serials: [],
    components: [],
    parties: [registry.maker, registry.ours, registry.theirs, registry.ourPerson, registry.theirPerson],
    events: [],
    transfers: [],
    declarations: [],
    links: [],
    licences: [],
    files: [],
  }
  const pick = <T>(some: readonly T[]): T => some[Math.floor(random() * some.length)] as T
  const day = () => `20${20 + Math.floor(random() * 6)}-0${1 + Math.floor(random() * 9)}-1${Math.floor(random() * 10)}`
  const post = async (path: string, body: object, call: CallOptions): Promise<Answered | undefined> => {
    const { status, body: answered } = await registry.post<Answered>(path, body, call)
    if (status >= 500) throw new Error(`${path} answered ${status}`)
    return status < 300 ? answered : undefined
  }
  const keep = (list: string[], answered: Answered | undefined): boolean => {
    if (answered?.id !== undefined) list.push(answered.id)
    for (const { id } of answered?.events ?? []) world.events.push(id)
    return answered !== undefined
  }
  const steps: Record<string, () => Promise<boolean>> = {
    register: async () => {
      const partyId = pick([registry.ours, registry.theirs])
      const body = weaponBody({ origin: { kind: 'STOCK_REGISTERED', partyId, occurredAt: '2019-03-04' } })
      world.serials.push(String(body.markings[0]?.['text']))
      return keep(
        world.weapons,
        await post('/v1/weapons', body, pick([REGISTRAR, partyId === registry.ours ? OURS : THEIRS])),
      )
    },
    registerPart: async () => {
      const text = String(weaponBody().markings[0]?.['text'])
      const markings = [{ kind: 'SERIAL_COMPONENT', text, component: 'SLIDE' }]
      const origin = { kind: 'STOCK_REGISTERED', partyId: registry.ours, occurredAt: '2019-03-04' }
      const part = { ...weaponBody({ origin, markings }), category: 'ESSENTIAL_COMPONENT', type: 'SLIDE' }
      const made = await post('/v1/weapons', part, OURS)
      if (made?.id !== undefined) world.weapons.push(made.id)
      return keep(world.components, made)
    },
    transfer: async () => {
      const sides = { fromPartyId: pick(world.parties), toPartyId: pick(world.parties) }
      const kind = pick(['SOLD_DOMESTIC', 'RETAIL_SALE', 'PRIVATE_TRANSFER', 'LOANED'])
      const files = world.files.length > 0 && random() < 0.3 ? { evidenceIds: [pick(world.files)] } : {}
      const body = { kind, weaponIds: [pick(world.weapons)], ...sides, occurredAt: day(), ...files }
      return keep(world.transfers, await post('/v1/transfers', body, pick([REGISTRAR, OURS, THEIRS])))
    },
    exportOne: async () => {
      const documents = [{ kind: 'EXPORT_LICENCE', number: 'X 1', expiresOn: pick(['2024-01-01', '2035-01-01']) }]
      const sides = { fromPartyId: pick(world.parties), toPartyId: pick(world.parties), destinationCountry: 'RS' }
      const occurredAt = pick([day(), new Date().toISOString().slice(0, 10)])
      const body = { kind: 'EXPORTED', weaponIds: [pick(world.weapons)], ...sides, occurredAt, documents }
      return keep(world.transfers, await post('/v1/transfers', body, REGISTRAR))
    },
    loss: async () => {
      const kind = pick(['LOST', 'STOLEN', 'FOUND_BY_HOLDER'])
      const body = { kind, weaponIds: [pick(world.weapons)], partyId: pick(world.parties), occurredAt: day() }
      return keep([], await post('/v1/custody-events', body, pick([REGISTRAR, OURS])))
    },
    declare: async () => {
      const body = { reason: 'DID_NOT_OCCUR', ...EXPLAINED }
      const path = `/v1/custody-events/${pick(world.events)}/error-declarations`
      return keep(world.declarations, await post(path, body, pick([REGISTRAR, OURS, THEIRS])))
    },
    decide: async () => {
      const body = { decision: pick(['CONFIRM', 'REJECT']), reason: 'Seen on paper.' }
      return keep([], await post(`/v1/error-declarations/${pick(world.declarations)}/decisions`, body, REGISTRAR))
    },
    withdraw: async () => {
      const path = `/v1/error-declarations/${pick(world.declarations)}/withdrawals`
      return keep(world.declarations, await post(path, EXPLAINED, REGISTRAR))
    },
    state: async () => {
      const body = pick([{ statement: 'ACCEPTED' }, { statement: 'DISPUTED', reason: 'Never came.' }])
      return keep([], await post(`/v1/transfers/${pick(world.transfers)}/statements`, body, pick([OURS, THEIRS])))
    },
    link: async () => {
      const weaponIds = [pick(world.weapons), pick(world.weapons)]
      const body = { weaponIds, basis: 'SAME_REGISTRATION', evidence: 'Photos agree.' }
      return keep(world.links, await post('/v1/identity-links', body, pick([REGISTRAR, OURS])))
    },
    decideLink: async () => {
      const body = { decision: pick(['CONFIRM', 'REJECT']), reason: 'Seen on paper.' }
      return keep([], await post(`/v1/identity-links/${pick(world.links)}/decisions`, body, REGISTRAR))
    },
    withdrawLink: async () =>
      keep([], await post(`/v1/identity-links/${pick(world.links)}/withdrawals`, EXPLAINED, REGISTRAR)),
    assemble: async () => {
      const action = pick(['ASSEMBLED', 'REMOVED'])
      const body = { action, componentId: pick(world.components), weaponId: pick(world.weapons), occurredAt: day() }
      return keep([], await post('/v1/assemblies', body, pick([REGISTRAR, OURS])))
    },
    changeParty: async () => {
      const change = pick<object>([
        { name: `Renamed (invented) ${Math.floor(random() * 1e6)}` },
        { kind: pick(['DEALER', 'GUNSMITH', 'PRIVATE_PERSON']) },
        { country: 'BE' },
        { status: pick(['CLOSED', 'ACTIVE']) },
      ])
      const validFrom = pick([day(), '2000-01-01', '2090-01-01'])
      const body = { reason: 'CHANGED', ...change, validFrom }
      return keep([], await post(`/v1/parties/${pick(world.parties)}/versions`, body, REGISTRAR))
    },
    license: async () => {
      const partyId = pick(world.parties)
      const body = { kind: pick(['DEALER_LICENCE', 'POSSESSION_PERMIT']), number: `L ${random()}`, validFrom: day() }
      const made = await post(`/v1/parties/${partyId}/licences`, body, REGISTRAR)
      if (made?.id !== undefined) world.licences.push({ partyId, id: made.id })
      return made !== undefined
    },
    changeLicence: async () => {
      const licence = pick(world.licences)
      if (licence === undefined) return false
      const action = pick<object>([
        { action: 'REVOKED', from: day() },
        { action: 'SUSPENDED', from: day() },
        { action: 'RECORDED_IN_ERROR' },
      ])
      const path = `/v1/parties/${licence.partyId}/licences/${licence.id}/versions`
      return keep([], await post(path, { reason: 'Decision 7', ...action }, REGISTRAR))
    },
    keepFile: async () => {
      world.files.push(await storeFile(registry.service, FILES.png(String(random())), pick([OURS, REGISTRAR])))
      return true
    },
    trace: async () => {
      const markings = [{ kind: 'SERIAL_PRIMARY', text: pick(world.serials), component: 'FRAME' }]
      const seen = { type: 'PISTOL_SELF_LOADING', make: 'Glock', model: 'Glock 19', calibre: '9x19', markings }
      const isSilent = random() < 0.5
      const body = traceBody(seen, isSilent ? {} : { canGuaranteeConfidentiality: false })
      return keep([], await post('/v1/trace-requests', body, isSilent ? OFFICER : NAMELESS))
    },
    look: async () => {
      await registry.service.request(`/v1/weapons/${pick(world.weapons)}/custody`, { ...REGISTRAR, headers: LOOK })
      return true
    },
  }
  const names = Object.keys(steps)
  const step: ChainHistory['step'] = async (name = pick(names)) => ({
    name,
    isRecorded: (await steps[name]?.()) === true,
  })
  return { world, step, names }
}

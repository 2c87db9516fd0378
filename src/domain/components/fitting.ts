import type { ErrorEntry } from '../errors.ts'
import type { WeaponCategory } from '../vocabulary/weapons.ts'

/** What a component may be put into. A category that is not named here is no component. */
const HOSTS_OF: Partial<Record<WeaponCategory, readonly WeaponCategory[]>> = {
  ESSENTIAL_COMPONENT: ['SMALL_ARM', 'LIGHT_WEAPON'],
  UAS_COMPONENT: ['UAS'],
  IED_COMPONENT: ['IED_COMPONENT', 'UAS'],
}

/** Where the two stand in the body of a report. */
export interface AssemblyPointers {
  readonly component: string
  readonly host: string
}

/** Refuses what cannot be put together: a whole weapon as a component, a rotor into a rifle, a thing into itself. */
export function refuseMisfit(
  component: { readonly id: string; readonly category: string },
  host: { readonly id: string; readonly category: string },
  pointers: AssemblyPointers,
): ErrorEntry[] {
  if (component.id === host.id) {
    const detail = 'Nothing is put into itself.'
    return [{ pointer: pointers.component, code: 'component-of-itself', detail }]
  }
  const hosts = HOSTS_OF[component.category as WeaponCategory]
  if (hosts === undefined) {
    const hint = `Components are of the categories ${Object.keys(HOSTS_OF).join(', ')}.`
    const detail = `A ${component.category} is no component.`
    return [{ pointer: pointers.component, code: 'no-component', detail, hint }]
  }
  if (hosts.includes(host.category as WeaponCategory)) return []
  const detail = `A component of ${component.category} does not go into a ${host.category}.`
  const hint = `It goes into ${hosts.join(' or ')}.`
  return [{ pointer: pointers.host, code: 'component-does-not-fit', detail, hint }]
}

/** A weapon is its frame or receiver (ITI 10): taking it out or putting in another ends the weapon, and is reported as that. */
export function refuseFrame(type: string, pointer: string): ErrorEntry[] {
  if (type !== 'FRAME_OR_RECEIVER_ONLY') return []
  const detail = 'A weapon is identified by its frame or receiver: with another one it is another weapon.'
  const hint = 'Report it to /v1/weapons/{id}/frame-replacements, which ends the old weapon and begins a new one.'
  return [{ pointer, code: 'frame-is-the-weapon', detail, hint }]
}

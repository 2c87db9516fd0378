import { refuseFrame, refuseMisfit } from '../../domain/components/fitting.ts'
import { DomainError } from '../../domain/errors.ts'
import { isTooFarInFuture, type Occurred } from '../../domain/time/occurred-at.ts'
import { readClock } from '../../store/clock.ts'
import type { OwnWeapon } from '../own-weapons.ts'
import type { VerbWrite } from '../storing.ts'

/** Refuses a day that has not come: nothing is put together tomorrow. */
export async function refuseFuture({ tx }: VerbWrite, occurred: Occurred): Promise<void> {
  if (!isTooFarInFuture(occurred, await readClock(tx))) return
  const detail = 'This lies more than 24 hours ahead.'
  const errors = [{ pointer: '#/occurredAt', code: 'IN_THE_FUTURE', detail }]
  throw new DomainError('unprocessable', 'This report cannot be true.', { errors })
}

/** Refuses components that cannot be parts of the weapon, or that are the weapon: all of them at once. */
export function refuseImpossibleParts(host: OwnWeapon, components: readonly OwnWeapon[]): void {
  const errors = components.flatMap((component) => {
    const misfits = refuseMisfit(component, host, { component: component.pointer, host: host.pointer })
    return misfits.length > 0 ? misfits : refuseFrame(component.type, component.pointer)
  })
  if (errors.length > 0) throw new DomainError('unprocessable', 'These do not go together.', { errors })
}

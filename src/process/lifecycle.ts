import type { LifecycleState } from '../http/health.ts'

/** Where the process is in its life; readiness follows from it. */
export interface Lifecycle {
  state(): LifecycleState
  /** Moves on. Draining is final: a step of the start that ends late cannot make the service ready again. */
  set(next: LifecycleState): void
}

export function createLifecycle(): Lifecycle {
  let current: LifecycleState = 'starting'
  return {
    state: () => current,
    set: (next) => {
      if (current !== 'draining') current = next
    },
  }
}

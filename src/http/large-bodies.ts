import type { FastifyReply, FastifyRequest } from 'fastify'
import { DomainError } from '../domain/errors.ts'
import { requesterOf } from './access.ts'

export interface GateLimits {
  /** Files on their way at the same time, in both directions; each costs up to four times its size in memory. */
  readonly total: number
  /** Of one agency, so that its slow lines do not shut out the others. */
  readonly perAgency: number
  /** Calls that wait for their turn, before a byte of their body is read. */
  readonly maxWaiting: number
  /** Well below the time that a whole request may take, of which the wait is a part. */
  readonly waitMs: number
}

const LIMITS: GateLimits = { total: 8, perAgency: 3, maxWaiting: 64, waitMs: 15_000 }

interface Waiting {
  readonly agencyId: string
  readonly admit: () => void
}

/** Gives a turn, to be ended once, or throws `overloaded` where too many wait or the wait is too long. */
export type Gate = (agencyId: string) => Promise<() => void>

function overloaded(): DomainError {
  return new DomainError('overloaded', 'Too many files are on their way at this moment.', { retryAfterSeconds: 5 })
}

export function createGate({ total, perAgency, maxWaiting, waitMs }: GateLimits = LIMITS): Gate {
  const running = new Map<string, number>()
  const waiting = new Set<Waiting>()
  let count = 0

  const hasRoom = (agencyId: string): boolean => count < total && (running.get(agencyId) ?? 0) < perAgency

  const admitNext = (): void => {
    for (const next of waiting) {
      if (!hasRoom(next.agencyId)) continue
      waiting.delete(next)
      next.admit()
    }
  }

  const begin = (agencyId: string): (() => void) => {
    count += 1
    running.set(agencyId, (running.get(agencyId) ?? 0) + 1)
    let isOver = false
    return () => {
      if (isOver) return
      isOver = true
      count -= 1
      const left = (running.get(agencyId) ?? 1) - 1
      if (left === 0) running.delete(agencyId)
      else running.set(agencyId, left)
      admitNext()
    }
  }

  return async (agencyId) => {
    if (hasRoom(agencyId)) return begin(agencyId)
    if (waiting.size >= maxWaiting) throw overloaded()
    return new Promise((resolve, reject) => {
      const entry: Waiting = {
        agencyId,
        admit: () => {
          clearTimeout(timer)
          resolve(begin(agencyId))
        },
      }
      const timer = setTimeout(() => {
        waiting.delete(entry)
        reject(overloaded())
      }, waitMs)
      waiting.add(entry)
    })
  }
}

/** Holds a turn of the gate from before the body is read until the answer is sent or the connection is gone. For `onRequest`, after access. */
export function passGate(gate: Gate) {
  return async function waitForTurn(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    let isGone = false
    let end: (() => void) | undefined
    const leave = (): void => {
      isGone = true
      end?.()
    }
    reply.raw.once('close', leave)
    end = await gate(requesterOf(request).agencyId)
    // A caller may have gone while its token was checked, before anybody listened.
    if (isGone || request.raw.socket.destroyed) end()
  }
}

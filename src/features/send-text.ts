import type { FastifyReply } from 'fastify'

/** A body as its route would send it, by the schema of its status. */
export function printReply(reply: FastifyReply, body: unknown): string {
  const text: unknown = reply.serialize(body)
  if (typeof text !== 'string') throw new Error('the serializer of this route gives no text')
  return text
}

/** Sends JSON that is printed already. */
export function sendText(reply: FastifyReply, text: string): FastifyReply {
  return reply.header('content-type', 'application/json; charset=utf-8').send(text)
}

import { z } from 'zod'
import { ERROR_CODES, type ErrorCode, notFound } from '../domain/errors.ts'
import type { Server } from './create-server.ts'
import { PROBLEM_KINDS, problemType } from './problems.ts'

const ProblemPage = z
  .object({ type: z.string(), code: z.string(), title: z.string(), status: z.number().int(), about: z.string() })
  .meta({ id: 'ProblemPage' })

function isErrorCode(word: string): word is ErrorCode {
  return ERROR_CODES.some((code) => code === word)
}

/** A stranger who opens the printed address in a browser finds the documentation, not a refusal. */
export function registerFrontDoor(app: Server): void {
  const config = { access: { public: true as const } }
  app.get('/', { schema: { hide: true }, config }, (_request, reply) => reply.redirect('/docs'))
}

/** `GET /problems/<code>`: what a problem's `type` resolves to (RFC 9457 section 3.1.1), so that a developer can click on it. */
export function registerProblemPages(app: Server, publicBaseUrl: string): void {
  const schema = {
    operationId: 'getProblemType',
    tags: ['operations'],
    summary: 'What a refusal means and what to do about it',
    params: z.strictObject({ code: z.string().max(64) }),
    response: { 200: ProblemPage },
  }
  const { title, status, about } = PROBLEM_KINDS['not-found']
  const page = { type: '/problems/not-found', code: 'not-found', title, status, about }
  const example = { role: null, params: { code: 'not-found' }, status: 200, response: page }
  app.get('/problems/:code', { schema, config: { access: { public: true }, example } }, async (request) => {
    const { code } = request.params
    if (!isErrorCode(code)) throw notFound('kind of problem')
    return { type: problemType(code, publicBaseUrl), code, ...PROBLEM_KINDS[code] }
  })
}

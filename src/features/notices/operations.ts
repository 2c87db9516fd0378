import { operation } from '../../http/operation.ts'
import { listNoticesExample } from './examples.ts'
import { NoticePage, NoticeQuery } from './schemas.ts'

export const listNoticesOperation = operation({
  schema: {
    operationId: 'listNotices',
    summary: 'List what your agency is to be told, newest first',
    description:
      'That a request was answered, that more is asked of you, that a later record makes an answer another one, that a weapon you seek was recovered or is sought by others. ' +
      'A notice names your record and says nothing more: read it by its link. Nobody else sees your notices, registrars and auditors included.',
    tags: ['traces'],
    querystring: NoticeQuery,
    response: { 200: NoticePage },
  },
  config: { access: { scopes: ['traces:read'] }, example: listNoticesExample },
})

import { operation } from '../../http/operation.ts'
import { getCodeListExample, listCodeListsExample } from './examples.ts'
import { CodeList, CodeListParams, CodeListQuery, CodeLists } from './schemas.ts'

const TAGS = ['code lists']

export const listCodeListsOperation = operation({
  schema: {
    operationId: 'listCodeLists',
    summary: 'List the code lists',
    description: 'Each with its version, so that a client knows which of its copies are old.',
    tags: TAGS,
    response: { 200: CodeLists },
  },
  config: { access: { scopes: [] }, example: listCodeListsExample },
})

export const getCodeListOperation = operation({
  schema: {
    operationId: 'getCodeList',
    summary: 'Read a code list, or search it',
    description:
      'Clients must take codes that they do not know. Codes are never removed. Without limit, lists of up to 500 entries come whole; longer ones in pages.',
    tags: TAGS,
    params: CodeListParams,
    querystring: CodeListQuery,
    response: { 200: CodeList },
  },
  config: { access: { scopes: [] }, example: getCodeListExample },
})

import { z } from 'zod'
import { operation } from '../../http/operation.ts'
import { searchMarksExample } from './examples.ts'
import { MarkingSearch, MarkingSearchResult } from './schemas.ts'

export const searchMarksOperation = operation({
  schema: {
    operationId: 'searchMarks',
    summary: 'Search for weapons by what was read on one',
    description:
      'Ranked candidates with the reasons for and against each, and no holders: write ? for one unreadable character, * for several, [58] for either. ' +
      'A score is how likely the candidate is the weapon, as calibrated on generated errors; what may be released is decided by the tier alone, on a trace request. ' +
      'Nothing is stored but the search itself and each look, with purpose and legal basis, so no idempotency key is needed. ' +
      'Many searches in an hour are stopped with 429 and code abnormal-usage-detected. The same body with the cursor of the last page gives the next one.',
    tags: ['traces'],
    querystring: z.strictObject({}),
    body: MarkingSearch,
    response: { 200: MarkingSearchResult },
  },
  config: { access: { scopes: ['traces:request'] }, example: searchMarksExample },
})

import type { Example } from '../../http/examples.ts'
import { DEMO_TRACE_IDS } from '../example-ids.ts'
import { glockAnswer } from './example-answer.ts'

// The texts are cut: a whole certificate has some ten kilobytes.
const response = {
  payload: 'eyJhbnN3ZXJJZCI6IjAxOTdhMWYwLTdjM2UtN2IyYS05ZjAw…',
  protected: 'eyJhbGciOiJFZERTQSIsImZhY3RzIjpbXSwia2lkIjoi…',
  header: {
    disclosures: [
      {
        factId: '0197a1f0-7c3e-7b2a-9f00-0c2f6d3f2b11',
        fact: {
          shown: [
            { pointer: '/factKind', value: 'custody-event', salt: '3q2-7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' },
          ],
          hidden: [{ pointer: '/agencyId', digest: 'vu8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }],
        },
      },
    ],
    names: [
      {
        id: '5c1d2f0e-9a4b-8c3d-a1b2-c3d4e5f60718',
        name: 'Invented Arms Works',
        salt: '3q2-7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
      },
    ],
    proofs: [
      {
        factId: '0197a1f0-7c3e-7b2a-9f00-0c2f6d3f2b11',
        proof:
          'c2sp.org/tlog-proof@v1\nindex 4711\n…\n\nregistry.example/ledger\n4712\n…\n\n— registry.example/ledger …\n',
      },
    ],
  },
  signature: 'qL3mN1…',
}

const asked = { role: 'officer' as const, headers: { prefer: 'wait=5' }, status: 200, response }

export const certificateExample: Example = { ...asked, params: { id: DEMO_TRACE_IDS.answered } }

export const certificateVersionExample: Example = {
  ...asked,
  params: { id: DEMO_TRACE_IDS.answered, answerId: glockAnswer.answerId },
}

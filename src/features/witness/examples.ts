import type { Example } from '../../http/examples.ts'

/** Of a log that the demo registry does not witness: the first request of any log is of this form. */
const REQUEST = `old 0

registry.example/custody
3
2y7/5k02NSvNTCYL3g4RODEMn3e4nUxXV4ZS+bGFtjA=

— registry.example/custody U8BY2XXzuX1TcfHTONPBrEEiv1MyXXEvSselvqnC2z6SEaSnmoAAxlg6WQb/TDu2ZW7pG9wt/2Kf5CgAr4i4sbobSQc=
`

export const addCheckpointExample: Example = { role: null, body: REQUEST, mediaType: 'text/plain', status: 404 }

export const witnessedExample: Example = {
  role: null,
  params: { originHash: '9e02ba98f6c6fa57d17a10b16d693ce2487fd9a2f71360d7e8d9714c10e297b0' },
  status: 404,
}

export const witnessKeyExample: Example = { role: null, status: 404 }

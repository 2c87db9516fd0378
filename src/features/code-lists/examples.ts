import type { Example } from '../../http/examples.ts'

export const listCodeListsExample: Example = {
  role: 'integrator',
  status: 200,
  response: {
    lists: [
      { id: 'weapon-categories', title: 'Weapon categories', version: 'a7c5f117aefd', closed: true, count: 6 },
      { id: 'makers', title: 'Makers, importers and proof houses', version: '2026.4', closed: false, count: 82 },
    ],
  },
}

export const getCodeListExample: Example = {
  role: 'integrator',
  params: { id: 'makers' },
  query: { q: 'ижевск', limit: 10 },
  status: 200,
  response: {
    id: 'makers',
    title: 'Makers, importers and proof houses',
    version: '2026.4',
    closed: false,
    count: 82,
    schemes: [],
    entries: [
      {
        code: 'IZHMASH',
        labels: { en: 'Izhmash' },
        mappings: [],
        source: 'general literature',
        certainty: 'LOW',
        aliases: [
          'Izhevsk',
          'Izhevsk Arsenal',
          'Izhevsk rifle works',
          'Ижмаш',
          'Ижевск',
          'Kalashnikov Concern',
          'Concern Kalashnikov',
          'Концерн Калашников',
          'Kalashnikov',
        ],
        country: 'RU',
        roles: ['MANUFACTURER'],
        serialPattern: '^\\p{L}{0,2}\\d{4,7}$',
        restartsYearly: true,
      },
    ],
  },
}

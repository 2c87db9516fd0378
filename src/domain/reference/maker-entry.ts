import type { Maker } from './entries.ts'

type Extra = Partial<
  Pick<Maker, 'roles' | 'serialPattern' | 'serialInWords' | 'restartsYearly' | 'yearInSerial' | 'source' | 'certainty'>
>

/** One line of a list of makers: names are parted by `|`, the first is the one to show. Without more, a manufacturer known from general literature. */
export function maker(id: string, country: string, names: string, extra: Extra = {}): Maker {
  const [name = id, ...aliases] = names.split('|')
  return {
    id,
    name,
    aliases,
    country,
    roles: ['MANUFACTURER'],
    source: 'general literature',
    certainty: 'LOW',
    ...extra,
  }
}

import type { Model } from './entries.ts'

type Extra = Partial<Pick<Model, 'family' | 'isGeneric' | 'variantOf' | 'source' | 'certainty'>>

/** One line of a list of models: names are parted by `|`, makers and calibres by a space. */
export function model(id: string, names: string, makers: string, calibres: string, extra: Extra = {}): Model {
  const [name = id, ...aliases] = names.split('|')
  return {
    id,
    name,
    aliases,
    makers: words(makers),
    calibres: words(calibres),
    source: 'general literature',
    certainty: 'LOW',
    ...extra,
  }
}

function words(text: string): readonly string[] {
  return text === '' ? [] : text.split(' ')
}

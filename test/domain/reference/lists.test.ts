import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { resolveCalibre } from '../../../src/domain/identification/calibre.ts'
import { resolveMake } from '../../../src/domain/identification/maker.ts'
import { resolveModel } from '../../../src/domain/identification/model.ts'
import { canonicalJson, type JsonValue } from '../../../src/domain/ledger/canonical-json.ts'
import { BUILT_IN_LISTS } from '../../../src/domain/reference/built-in.ts'
import { AMBIGUOUS_CALIBRES, CALIBRES } from '../../../src/domain/reference/calibres.ts'
import { isCountry, successorsOf } from '../../../src/domain/reference/countries.ts'
import { IMPORTERS } from '../../../src/domain/reference/importers.ts'
import { MAKERS_WITH_SHAPE, MAKERS_WITHOUT_SHAPE } from '../../../src/domain/reference/makers.ts'
import { HANDGUNS } from '../../../src/domain/reference/models-handguns.ts'
import { LONG_ARMS } from '../../../src/domain/reference/models-long-arms.ts'
import { FACTORY_SYMBOLS } from '../../../src/domain/reference/symbols.ts'

const VERSIONS = new URL('../../vectors/code-lists/versions.json', import.meta.url)
const makers = [...MAKERS_WITH_SHAPE, ...MAKERS_WITHOUT_SHAPE, ...IMPORTERS]
const models = [...LONG_ARMS, ...HANDGUNS]
const makerIds = makers.map((maker) => maker.id)
const calibreIds = CALIBRES.map((calibre) => calibre.id)

describe('the lists', () => {
  it('hold each id once', () => {
    for (const ids of [makerIds, models.map((model) => model.id), calibreIds])
      expect(new Set(ids).size).toBe(ids.length)
  })

  it.each(makers)('give the name $name to one maker only', (maker) => {
    const names = [maker.name, ...maker.aliases]
    expect(names.filter((name) => resolveMake(name).key !== maker.id)).toEqual([])
  })

  it.each(models)('give the names of $id to one model of its makers', (model) => {
    const [maker] = model.makers
    const names = [model.name, ...model.aliases]
    expect(names.filter((name) => resolveModel(name, maker).key !== model.id)).toEqual([])
  })

  it.each(CALIBRES)('give the names of $id to one calibre', (calibre) => {
    const names = [calibre.id, ...calibre.aliases]
    expect(names.filter((name) => resolveCalibre(name).key !== calibre.id)).toEqual([])
  })

  it('name only makers, models and calibres that they hold', () => {
    for (const model of models) {
      expect(makerIds).toEqual(expect.arrayContaining([...model.makers]))
      expect(calibreIds).toEqual(expect.arrayContaining([...model.calibres]))
      if (model.variantOf !== undefined) expect(models.map(({ id }) => id)).toContain(model.variantOf)
    }
    for (const symbol of FACTORY_SYMBOLS) expect(makerIds).toEqual(expect.arrayContaining([...symbol.makers]))
  })

  it('hold no designation both as a calibre and as an ambiguous one', () => {
    for (const { text, possible } of AMBIGUOUS_CALIBRES) {
      expect(resolveCalibre(text)).toMatchObject({ known: true, possible })
      expect(resolveCalibre(text).entry).toBeUndefined()
    }
  })

  it('have serial shapes that are regular expressions and contacts that are countries of today', () => {
    for (const maker of makers) {
      expect(() => new RegExp(maker.serialPattern ?? '', 'u')).not.toThrow()
      expect(successorsOf(maker.country)).toEqual([maker.country])
    }
  })
})

describe('the version of the open lists', () => {
  it('is raised with every change: each content that was shipped has its own', () => {
    const { version, ...content } = BUILT_IN_LISTS
    const digest = createHash('sha256')
      .update(canonicalJson(JSON.parse(JSON.stringify(content)) as JsonValue))
      .digest('hex')
    const shipped = JSON.parse(readFileSync(VERSIONS, 'utf8')) as Record<string, string>
    const hint = 'the lists changed: raise REFERENCE_VERSION and add its digest to the file'
    expect({ hint, [version]: shipped[version] }).toEqual({ hint, [version]: digest })
  })
})

describe('countries', () => {
  it('are those of ISO 3166-1 with XK, and the former States by two and four letters', () => {
    const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ')
    const known = letters.flatMap((first) => letters.map((second) => first + second)).filter(isCountry)
    expect(known).toHaveLength(249 + 1 + 4)
    expect(['XK', 'SU', 'YU', 'CS', 'DD', 'SUHH', 'YUCS', 'CSHH', 'CSXX', 'DDDE'].every(isCountry)).toBe(true)
    expect(['', 'UNKNOWN', 'rs', 'ZZ', 'UK', 'EU'].some(isCountry)).toBe(false)
  })

  it('lead from a former State to States of today only', () => {
    for (const code of ['SU', 'YU', 'CS', 'DD', 'CSXX']) {
      for (const state of successorsOf(code)) expect(successorsOf(state)).toEqual([state])
    }
  })
})

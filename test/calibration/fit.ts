import { createModel } from '../../src/domain/identification/likelihood/model.ts'
import {
  DESCRIPTOR_RATIOS,
  type DescriptorRatios,
  type ParameterName,
  PARAMETERS,
} from '../../src/domain/identification/likelihood/parameters.ts'
import {
  CALIBRATION_SHAPE,
  type Case,
  drawCases,
  judgeCases,
  logLoss,
  openRegistry,
} from '../support/generated/calibration.ts'

// Fits the parameters marked FITTED, and the ratios of descriptors, to generated errors: `node --import tsx test/calibration/fit.ts [seed] [cases] [rounds]`.
// Prints the values to write into `likelihood/parameters.ts`. Tests draw from other seeds.

interface Values {
  readonly parameters: Readonly<Partial<Record<ParameterName, number>>>
  readonly ratios: DescriptorRatios
}

const [seed = 101, count = 2_500, rounds = 2] = process.argv.slice(2).map(Number)
// Three registries, so that nothing is learned of one.
const cases: readonly Case[] = [0, 1, 2].flatMap((n) => drawCases(openRegistry(seed + n), Math.ceil(count / 3)))

function lossOf({ parameters, ratios }: Values): number {
  const model = createModel({ ...parameters, population: CALIBRATION_SHAPE.weapons }, ratios)
  return logLoss(judgeCases(cases, model, 30)) + strayed(parameters) + turned(ratios)
}

/** A little for each step away from what was assumed: what the cases say nothing of stays as it is. */
function strayed(parameters: Values['parameters']): number {
  const names = Object.keys(parameters) as ParameterName[]
  return names.reduce((sum, name) => sum + 0.002 * Math.log((parameters[name] ?? 1) / PARAMETERS[name][0]) ** 2, 0)
}

function turned(ratios: DescriptorRatios): number {
  const own: DescriptorRatios = DESCRIPTOR_RATIOS
  const steps = (Object.keys(own) as (keyof DescriptorRatios)[]).flatMap((name) =>
    Object.entries(own[name]).map(([relation, ratio]) => Math.log((ratios[name][relation] ?? ratio) / ratio)),
  )
  return steps.reduce((sum, step) => sum + 0.002 * step ** 2, 0)
}

type Change = (values: Values, factor: number) => Values
const names = (Object.keys(PARAMETERS) as ParameterName[]).filter((name) => PARAMETERS[name][1] === 'FITTED')
const ofParameters = names.map((name): [string, Change] => [
  name,
  ({ parameters, ratios }, factor) => ({
    ratios,
    parameters: { ...parameters, [name]: Math.min(0.95, (parameters[name] ?? PARAMETERS[name][0]) * factor) },
  }),
])
const descriptors = Object.entries(DESCRIPTOR_RATIOS) as [keyof DescriptorRatios, Record<string, number>][]
const ofRatios = descriptors.flatMap(([descriptor, relations]) =>
  Object.keys(relations)
    .filter((relation) => relation !== 'absent' && relation !== 'unknown')
    .map((relation): [string, Change] => [
      `${descriptor}.${relation}`,
      ({ parameters, ratios }, factor) => {
        const own = ratios[descriptor]
        const ratio = bounded(relation, (own[relation] ?? 1) * factor)
        return { parameters, ratios: { ...ratios, [descriptor]: { ...own, [relation]: ratio } } }
      },
    ]),
)

/** What agrees never speaks against a weapon, nor what contradicts for it, whatever a few cases say. */
function bounded(relation: string, ratio: number): number {
  if (relation === 'contradicted') return Math.min(0.7, Math.max(0.02, ratio))
  return relation === 'importerGiven' ? Math.min(1, Math.max(0.2, ratio)) : Math.min(40, Math.max(1.2, ratio))
}

let values: Values = { parameters: {}, ratios: DESCRIPTOR_RATIOS }
let least = lossOf(values)
console.log(`seed ${seed}, ${cases.length} cases, loss ${least.toFixed(4)}`)
for (let round = 0; round < rounds; round++) {
  const step = round === 0 ? 1.8 : 1.3
  for (const [name, change] of [...ofParameters, ...ofRatios]) {
    for (const factor of [step, 1 / step]) {
      let [changed, isBetter] = [change(values, factor), false]
      for (let loss = lossOf(changed); loss < least - 1e-5; loss = lossOf(changed)) {
        ;[values, least, isBetter] = [changed, loss, true]
        changed = change(values, factor)
      }
      if (isBetter) {
        console.log(`round ${round + 1}: ${name} x${factor.toFixed(2)}, loss ${least.toFixed(4)}`)
        break
      }
    }
  }
  console.log(JSON.stringify(values))
}

import {
  CALIBRATION_SHAPE,
  calibrationError,
  drawCases,
  firstRates,
  judgeCases,
  logLoss,
  modelOf,
  openRegistry,
  reliability,
  writeTable,
} from '../support/generated/calibration.ts'
import { ERROR_KINDS } from '../support/generated/misread.ts'

// The tables of src/domain/identification/README.md: `node --import tsx test/calibration/report.ts [seed] [cases] [cases of each error]`.

const [seed = 9_001, count = 6_000, each = 300] = process.argv.slice(2).map(Number)
const model = modelOf(CALIBRATION_SHAPE)
const open = openRegistry(seed)

const outcomes = judgeCases(drawCases(open, count), model)
const bins = reliability(outcomes)
console.log(`seed ${seed}, ${count} observations\n\n${writeTable(bins)}\n`)
console.log(`calibration error ${calibrationError(bins).toFixed(4)}, log loss ${logLoss(outcomes).toFixed(4)}\n`)
console.log(
  '| error, make and model right | weapons | found | first | as likely as the true one |\n| --- | --- | --- | --- | --- |',
)
for (const kind of ERROR_KINDS) {
  const own = judgeCases(drawCases(open, each, kind), model)
  if (own.length === 0) continue
  const { found, first, asLikely } = firstRates(own)
  console.log(`| ${kind} | ${own.length} | ${found.toFixed(3)} | ${first.toFixed(3)} | ${asLikely.toFixed(2)} |`)
}

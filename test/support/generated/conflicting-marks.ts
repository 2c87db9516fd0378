import type { ObservedMarking } from '../../../src/domain/identification/observation.ts'
import { misread } from './misread.ts'
import { ALIKE, type AdversarialRecord } from './objections.ts'
import type { Random } from './random.ts'

/** The number with a token or separators, in mixed script, beside a slide's number, another frame's number, or a number of a part in the frame's place. */
export function drawMarks(
  text: string,
  registered: readonly AdversarialRecord[],
  random: Random,
): { readonly markings: readonly ObservedMarking[]; readonly sent: readonly string[] } {
  const mark = (kind: string, written: string, component: string): ObservedMarking => ({
    kind,
    text: written,
    component,
  })
  const lent = random.pick(registered).serials[0] as string
  const frame = (written: string) => mark('SERIAL_PRIMARY', written, 'FRAME')
  const isPlain = /^[\p{L}\p{N}]+$/u.test(text)
  switch (
    random.weighted({ plain: 40, token: 10, separator: 10, mixed: 10, slide: 12, conflict: 10, part: 4, altered: 4 })
  ) {
    case 'token':
      return { markings: [frame(`${random.pick(['SN: ', 'No. ', '№'])}${text}`)], sent: [text] }
    case 'separator':
      return { markings: [frame(isPlain ? (misread(text, 'separators', random) ?? text) : text)], sent: [text] }
    case 'mixed': {
      const mixed = Array.from(text, (sign) => (random.chance(0.5) ? (ALIKE[sign] ?? sign) : sign)).join('')
      return { markings: [frame(mixed)], sent: [mixed] }
    }
    case 'slide':
      return {
        markings: [frame(text), mark('SERIAL_COMPONENT', random.chance(0.5) ? lent : text, 'SLIDE')],
        sent: [text],
      }
    case 'conflict':
      return {
        markings: random.chance(0.5) ? [frame(text), frame(lent)] : [frame(lent), frame(text)],
        sent: [text, lent],
      }
    case 'part':
      return { markings: [mark('SERIAL_COMPONENT', text, 'BARREL')], sent: [] }
    case 'altered':
      return { markings: [{ ...frame(text), condition: 'ALTERED' }], sent: [] }
    default:
      return { markings: [frame(text)], sent: [text] }
  }
}

import { excerpt } from './base64.ts'
import { LedgerFormatError } from './ledger-format-error.ts'
import { checkSize } from './subtrees.ts'
import { TILE_WIDTH } from './tiles.ts'

/** A tile of hashes, or a bundle of entries, as an address names it. `width` is 256 where the address names a full one. */
export type TileAddress =
  | { readonly kind: 'tile'; readonly level: number; readonly index: number; readonly width: number }
  | { readonly kind: 'entries'; readonly index: number; readonly width: number }

const LEVEL_LIMIT = 63
const GROUP = 1000

/** 1234067 is `x001/x234/067`: so a folder of a mirror holds no more than a thousand names. */
function indexPath(index: number): string {
  checkSize(index)
  const groups: string[] = []
  for (let rest = index; groups.length === 0 || rest > 0; rest = Math.floor(rest / GROUP)) {
    groups.unshift(String(rest % GROUP).padStart(3, '0'))
  }
  return groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/')
}

const partial = (width: number): string => (width === TILE_WIDTH ? '' : `.p/${width}`)

/** `tile/<level>/<index>[.p/<width>]`, without a leading slash (C2SP tlog-tiles). */
export function tilePath(level: number, index: number, width = TILE_WIDTH): string {
  return `tile/${level}/${indexPath(index)}${partial(width)}`
}

/** `tile/entries/<index>[.p/<width>]`. */
export function entriesPath(index: number, width = TILE_WIDTH): string {
  return `tile/entries/${indexPath(index)}${partial(width)}`
}

const PATH = /^tile\/(entries|[0-9]{1,2})\/((?:x[0-9]{3}\/){0,5}[0-9]{3})(?:\.p\/([0-9]{1,3}))?$/

/**
 * What an address names. Strict: one address for a tile and no other, so that a cache never holds it twice.
 *
 * @throws LedgerFormatError `tile-path-invalid`
 */
export function parseTilePath(text: string): TileAddress {
  const [, where = '', groups = '', width] = PATH.exec(text) ?? []
  const index = Number(groups.replaceAll(/[x/]/g, ''))
  const read = { index, width: width === undefined ? TILE_WIDTH : Number(width) }
  const address: TileAddress =
    where === 'entries' ? { kind: 'entries', ...read } : { kind: 'tile', level: Number(where), ...read }
  if (groups !== '' && Number.isSafeInteger(index) && isWritten(address, text)) return address
  throw new LedgerFormatError('tile-path-invalid', `No tile and no bundle has the address ${excerpt(text)}.`)
}

/** Whether the text is how the address is written: what was padded, or a partial tile of 0 or 256, is not. */
function isWritten(address: TileAddress, text: string): boolean {
  if (address.width < 1) return false
  if (address.kind === 'entries') return text === entriesPath(address.index, address.width)
  return address.level <= LEVEL_LIMIT && text === tilePath(address.level, address.index, address.width)
}

import { create } from 'qrcode'

/** A rectangle in modules of the code, from its upper left corner. */
export interface DarkRun {
  readonly x: number
  readonly y: number
  readonly width: number
}

export interface QrCode {
  /** Modules in one row, without the quiet zone of four around it. */
  readonly size: number
  readonly dark: readonly DarkRun[]
}

/** An address as a QR code that survives a copying machine: level M, a seventh of it may be lost. */
export function qrCodeOf(address: string): QrCode {
  const { modules } = create(address, { errorCorrectionLevel: 'M' })
  const { size } = modules
  const dark: DarkRun[] = []
  for (let y = 0; y < size; y += 1) {
    let start: number | undefined
    for (let x = 0; x <= size; x += 1) {
      const isDark = x < size && modules.get(y, x) === 1
      if (isDark) start ??= x
      else if (start !== undefined) {
        dark.push({ x: start, y, width: x - start })
        start = undefined
      }
    }
  }
  return { size, dark }
}

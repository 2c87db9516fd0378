import { PDFiumLibrary, type PDFiumPage } from '@hyzyla/pdfium'
import jsQr from 'jsqr'

/** A page as a picture: its size, and where its ink lies, in points from the upper left corner. */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly ink: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number } | null
}

interface Pixels {
  /** Four bytes each, row by row. */
  readonly data: Uint8Array
  readonly width: number
  readonly height: number
}

// Grey of smoothed edges counts as ink, the white of the paper does not.
const WHITE = 250
const QR_SCALE = 2

let library: Promise<PDFiumLibrary> | undefined

async function openPdf(bytes: Uint8Array) {
  library ??= PDFiumLibrary.init()
  return (await library).loadDocument(bytes)
}

/** The text of each page, as a viewer copies it. */
export async function readPages(bytes: Uint8Array): Promise<string[]> {
  const pdf = await openPdf(bytes)
  const texts = Array.from(pdf.pages(), (page) => page.getText())
  pdf.destroy()
  return texts
}

async function draw(page: PDFiumPage, scale: number): Promise<Pixels> {
  return page.render({ scale, render: async ({ data }) => data })
}

/** At one pixel for a point. */
function pictureOf({ data, width, height }: Pixels): Picture {
  let [left, top, right, bottom] = [width, height, -1, -1]
  for (let at = 0; at < width * height; at += 1) {
    if (Math.min(data[at * 4] ?? 0, data[at * 4 + 1] ?? 0, data[at * 4 + 2] ?? 0) > WHITE) continue
    const [x, y] = [at % width, Math.floor(at / width)]
    left = Math.min(left, x)
    right = Math.max(right, x + 1)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y + 1)
  }
  return { width, height, ink: right < 0 ? null : { left, top, right, bottom } }
}

/** Each page as it is seen and printed. */
export async function drawPages(bytes: Uint8Array): Promise<Picture[]> {
  const pdf = await openPdf(bytes)
  const pictures: Picture[] = []
  for (const page of pdf.pages()) pictures.push(pictureOf(await draw(page, 1)))
  pdf.destroy()
  return pictures
}

/** What a telephone reads off the picture of the first page. */
export async function readQrCode(bytes: Uint8Array): Promise<string | undefined> {
  const pdf = await openPdf(bytes)
  const { data, width, height } = await draw(pdf.getPage(0), QR_SCALE)
  pdf.destroy()
  return jsQr.default(Uint8ClampedArray.from(data), width, height)?.data
}

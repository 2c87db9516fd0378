import { canonicalText } from '../identification/characters.ts'

/** The form in which a calibre is compared: `mm`, `cal.`, spaces and a leading dot are left out; a decimal comma is a point; ×, х (Cyrillic), * and X are x. */
export function calibreForms(text: string): readonly string[] {
  const form = canonicalText(text)
    .replaceAll(',', '.')
    .replace(/[×ХX*]/gu, 'x')
    .replace(/CALIB(?:RE|ER)|CAL(?![A-Z])|КАЛ(?:ИБР)?|MM|ММ/gu, '')
    .replace(/[^\p{L}\p{N}./]/gu, '')
    .replace(/^[0.]+(?=[1-9])|\.(?![0-9])/gu, '')
  return /[\p{L}\p{N}]/u.test(form) ? [form] : []
}

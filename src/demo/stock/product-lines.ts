import type { NewWeapon } from '../../features/weapons/schemas.ts'
import { MAKER_IDS } from '../parties.ts'

/** What one maker makes of one model. */
export interface ProductLine {
  readonly makerId: string
  readonly type: NewWeapon['type']
  readonly make: string
  readonly model: string
  readonly calibre: string
  readonly action: NonNullable<NewWeapon['action']>
  readonly country: string
}

function pistol(
  maker: keyof typeof MAKER_IDS,
  make: string,
  model: string,
  country: string,
  calibre = '9x19',
): ProductLine {
  return {
    makerId: MAKER_IDS[maker],
    type: 'PISTOL_SELF_LOADING',
    make,
    model,
    calibre,
    action: 'SEMI_AUTOMATIC',
    country,
  }
}

function revolver(
  maker: keyof typeof MAKER_IDS,
  make: string,
  model: string,
  country: string,
  calibre: string,
): ProductLine {
  return { makerId: MAKER_IDS[maker], type: 'REVOLVER', make, model, calibre, action: 'REVOLVING', country }
}

function rifle(
  maker: keyof typeof MAKER_IDS,
  make: string,
  model: string,
  country: string,
  calibre: string,
): ProductLine {
  return { makerId: MAKER_IDS[maker], type: 'RIFLE', make, model, calibre, action: 'SEMI_AUTOMATIC', country }
}

export const PRODUCT_LINES = {
  glock17: pistol('GLOCK', 'Glock', 'Glock 17', 'AT'),
  glock19: pistol('GLOCK', 'Glock', 'Glock 19', 'AT'),
  glock26: pistol('GLOCK', 'Glock', 'Glock 26', 'AT'),
  beretta92: pistol('BERETTA', 'Beretta', '92FS', 'IT'),
  berettaPx4: pistol('BERETTA', 'Beretta', 'Px4 Storm', 'IT'),
  hkUsp: pistol('HECKLER_KOCH', 'Heckler & Koch', 'USP', 'DE'),
  hkMp5: {
    ...pistol('HECKLER_KOCH', 'Heckler & Koch', 'MP5', 'DE'),
    type: 'SUB_MACHINE_GUN',
    action: 'SELECTIVE_FIRE',
  },
  hk416: {
    ...rifle('HECKLER_KOCH', 'Heckler & Koch', 'HK416', 'DE', '5.56x45'),
    type: 'ASSAULT_RIFLE',
    action: 'SELECTIVE_FIRE',
  },
  sigP226: pistol('SIG_SAUER', 'SIG Sauer', 'P226', 'DE'),
  sigP320: pistol('SIG_SAUER', 'SIG Sauer', 'P320', 'DE'),
  cz75b: pistol('CESKA_ZBROJOVKA', 'Česká zbrojovka', 'CZ 75 B', 'CZ'),
  highPower: pistol('FN_HERSTAL', 'FN Herstal', 'High Power', 'BE'),
  zastavaCz99: pistol('ZASTAVA', 'Zastava', 'CZ 99', 'RS'),
  model10: revolver('SMITH_WESSON', 'Smith & Wesson', 'Model 10', 'US', '.38 Special'),
  gp100: revolver('RUGER', 'Ruger', 'GP100', 'US', '.357 Magnum'),
  mini14: rifle('RUGER', 'Ruger', 'Mini-14', 'US', '.223 Remington'),
  python: revolver('COLT', 'Colt', 'Python', 'US', '.357 Magnum'),
  taurus85: revolver('TAURUS', 'Taurus', 'Model 85', 'BR', '.38 Special'),
  pt92: pistol('TAURUS', 'Taurus', 'PT92', 'BR'),
  beryl: { ...rifle('RADOM', 'FB Radom', 'Beryl', 'PL', '5.56x45'), type: 'ASSAULT_RIFLE', action: 'SELECTIVE_FIRE' },
  uzi: { ...pistol('IWI', 'Israel Weapon Industries', 'Uzi', 'IL'), type: 'SUB_MACHINE_GUN', action: 'SELECTIVE_FIRE' },
} as const satisfies Record<string, ProductLine>

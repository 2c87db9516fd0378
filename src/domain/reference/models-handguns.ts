import type { Model } from './entries.ts'
import { model } from './model-entry.ts'

const GLOCK = { family: 'GLOCK' } as const
const MAKAROV = { family: 'MAKAROV' } as const
const TOKAREV = { family: 'TOKAREV' } as const
const HIGH_POWER = { family: 'HIGH_POWER' } as const
const CZ_75 = { family: 'CZ_75' } as const
const BERETTA_92 = { family: 'BERETTA_92' } as const
const RCMP = { source: 'RCMP marking training slides', certainty: 'MEDIUM' } as const

/** Pistols and revolvers. The maker's name alone (Glock) is written for any of its pistols, so it agrees with each as a family only. */
export const HANDGUNS: readonly Model[] = [
  model('GLOCK_ANY', 'Glock|Glock pistol|Глок', 'GLOCK', '', { ...GLOCK, isGeneric: true }),
  model('GLOCK_17', 'Glock 17|17|G17|Glock 17 Gen4|Glock 17 Gen5|P80', 'GLOCK', '9x19', GLOCK),
  model('GLOCK_19', 'Glock 19|19|G19|Glock 19 Gen4|Glock 19 Gen5', 'GLOCK', '9x19', GLOCK),
  model('GLOCK_21', 'Glock 21|21|G21', 'GLOCK', '11.43x23', GLOCK),
  model('GLOCK_22', 'Glock 22|22|G22', 'GLOCK', '10x22', GLOCK),
  model('GLOCK_26', 'Glock 26|26|G26', 'GLOCK', '9x19', GLOCK),
  model('GLOCK_43', 'Glock 43|43|G43', 'GLOCK', '9x19', GLOCK),
  model('BERETTA_92', 'Beretta 92|92|M92|Model 92', 'BERETTA', '9x19', { ...BERETTA_92, isGeneric: true }),
  model('BERETTA_92FS', '92FS|92 FS|Beretta 92FS|M9', 'BERETTA BERETTA_USA', '9x19', BERETTA_92),
  model('BERETTA_92S', '92S|Beretta 92S|92SB', 'BERETTA', '9x19', BERETTA_92),
  model('BERETTA_PX4', 'Px4|Px4 Storm|Beretta Px4', 'BERETTA', '9x19 10x22'),
  model('BERETTA_34', 'Model 34|M1934|Beretta 1934|1934', 'BERETTA', '9x17'),
  model('BERETTA_70', 'Beretta 70|Model 70|70', 'BERETTA', '7.65x17SR 9x17'),
  model(
    'HIGH_POWER',
    'High Power|Hi-Power|HP|GP35|GP 35|GP-35|Grande Puissance|Browning HP|Browning Hi-Power|Browning High Power|P-35|HP35',
    'FN_HERSTAL',
    '9x19',
    { ...HIGH_POWER, isGeneric: true },
  ),
  model('FN_1910', 'Model 1910|1910|FN 1910|Browning 1910', 'FN_HERSTAL', '7.65x17SR 9x17'),
  model('FN_FIVE_SEVEN', 'Five-seveN|Five-seven|5.7', 'FN_HERSTAL', '5.7x28'),
  model('HK_USP', 'USP|HK USP|P8', 'HECKLER_KOCH', '9x19 10x22 11.43x23'),
  model('HK_P7', 'P7|HK P7|PSP|P7M8|P7M13', 'HECKLER_KOCH', '9x19'),
  model('SIG_P226', 'P226|P 226|SIG P226', 'SIG_SAUER', '9x19 10x22'),
  model('SIG_P320', 'P320|P 320|SIG P320', 'SIG_SAUER', '9x19 10x22'),
  model('CZ_75', 'CZ 75|75|CZ-75|ČZ 75', 'CESKA_ZBROJOVKA', '9x19', { ...CZ_75, isGeneric: true }),
  model('CZ_75B', 'CZ 75 B|75B|CZ 75B', 'CESKA_ZBROJOVKA', '9x19 10x22', CZ_75),
  model('CZ_83', 'CZ 83|83|CZ-83|vz. 82|CZ 82', 'CESKA_ZBROJOVKA', '7.65x17SR 9x17 9x18'),
  model('VZ_61', 'vz. 61|Škorpion|Skorpion|Sa vz. 61', 'CESKA_ZBROJOVKA', '7.65x17SR'),
  model(
    'MAKAROV_PM',
    'PM|ПМ|Makarov|Макаров|Makarov PM|Пистолет Макарова|Pistolet Makarova|IJ-70|MP-71|Pistole M|Пистолет Макаров',
    'IZHMEKH ARSENAL SUHL NORINCO',
    '9x18',
    { ...MAKAROV, source: 'makarov.ch', certainty: 'MEDIUM' },
  ),
  model('TYPE_59', 'Type 59|59式|五九式', 'NORINCO', '9x18', {
    ...MAKAROV,
    variantOf: 'MAKAROV_PM',
    source: 'makarov.ch',
    certainty: 'MEDIUM',
  }),
  model('TOKAREV_TT', 'TT|ТТ|TT-33|ТТ-33|Tokarev|Токарев', '', '7.62x25', { ...TOKAREV, isGeneric: true }),
  model('ZASTAVA_M57', 'M57|М57', 'ZASTAVA', '7.62x25', TOKAREV),
  model('TYPE_54', 'Type 54|五四式|54式', 'NORINCO', '7.62x25', TOKAREV),
  model('ZASTAVA_M70_PISTOL', 'M70 pistol|M67 pistol|М70 пиштољ', 'ZASTAVA', '7.65x17SR 9x17'),
  model('ZASTAVA_CZ99', 'CZ 99|CZ99|ЦЗ 99|CZ-99', 'ZASTAVA', '9x19'),
  model('COLT_1903', '1903|Model 1903|Colt 1903|1903 Pocket Hammerless', 'COLT', '7.65x17SR', RCMP),
  model('COLT_1908', '1908|Model 1908|Colt 1908|1908 Pocket Hammerless', 'COLT', '9x17 6.35x16SR', RCMP),
  model(
    'COLT_1911',
    '1911|M1911|M1911A1|1911A1|Government|Colt 1911|Colt .45',
    'COLT NORINCO SPRINGFIELD REMINGTON',
    '11.43x23',
  ),
  model('COLT_PYTHON', 'Python|Colt Python', 'COLT', '9x33R'),
  model('SW_1902', '1902|Model 1902|Military & Police 1902|S&W 1902|M&P 1902', 'SMITH_WESSON', '9x29R', RCMP),
  model('SW_10', 'Model 10|10|10-5|S&W 10', 'SMITH_WESSON', '9x29R'),
  model('SW_MP', 'M&P|M&P9|MP9|Military & Police|M&P 9', 'SMITH_WESSON', '9x19 10x22 11.43x23'),
  model('RUGER_P95', 'P95|P 95|Ruger P95', 'RUGER', '9x19'),
  model('RUGER_GP100', 'GP100|GP 100', 'RUGER', '9x33R 9x29R'),
  model('RUGER_SECURITY_SIX', 'Security-Six|Security Six', 'RUGER', '9x33R'),
  model('TAURUS_PT92', 'PT92|PT 92|PT-92|PT92AF|PT 92 AF', 'TAURUS', '9x19'),
  model('TAURUS_85', '85|Model 85|Taurus 85', 'TAURUS', '9x29R'),
  model('TAURUS_24_7', '24/7|PT 24/7|PT24/7', 'TAURUS', '9x19 10x22'),
  model('WALTHER_PP', 'PP|PPK|Walther PP|Walther PPK', 'WALTHER', '7.65x17SR 9x17'),
  model('WALTHER_P38', 'P38|P 38|P1|Walther P38', 'WALTHER MAUSER', '9x19'),
  model('FEG_PA63', 'PA-63|PA63', 'FEG', '9x18'),
]

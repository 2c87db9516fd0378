import type { Model } from './entries.ts'
import { model } from './model-entry.ts'

const KALASHNIKOV = { family: 'KALASHNIKOV' } as const
const GALIL = { family: 'GALIL' } as const
const AR15 = { family: 'AR_15' } as const
const FAL = { family: 'FAL' } as const
const G3 = { family: 'G3' } as const
const SKS = { family: 'SKS' } as const
const PK = { family: 'PK' } as const
const RPG = { family: 'RPG_7' } as const

/**
 * Rifles, machine guns and launchers. AK-47 is written for any weapon of the Kalashnikov pattern (Small Arms Survey, Issue Brief 14), so it
 * agrees with each of them as a family only; two named models of one family contradict each other.
 */
export const LONG_ARMS: readonly Model[] = [
  model(
    'AK_47',
    'AK-47|AK|АК-47|АК|AK47 rifle|Kalashnikov|Калашников|Kalashnikov rifle|AK type|AK pattern',
    '',
    '7.62x39',
    { ...KALASHNIKOV, isGeneric: true, source: 'Small Arms Survey, Issue Brief 14', certainty: 'MEDIUM' },
  ),
  model('AKM', 'AKM|АКМ', 'IZHMASH TULA', '7.62x39', KALASHNIKOV),
  model('AKMS', 'AKMS|АКМС', 'IZHMASH TULA', '7.62x39', { ...KALASHNIKOV, variantOf: 'AKM' }),
  model('AK_74', 'AK-74|АК-74', 'IZHMASH TULA', '5.45x39', KALASHNIKOV),
  model('AKS_74', 'AKS-74|АКС-74', 'IZHMASH TULA', '5.45x39', { ...KALASHNIKOV, variantOf: 'AK_74' }),
  model('AKS_74U', 'AKS-74U|АКС-74У|AKSU|Krinkov', 'IZHMASH TULA', '5.45x39', { ...KALASHNIKOV, variantOf: 'AK_74' }),
  model('AK_74M', 'AK-74M|АК-74М', 'IZHMASH', '5.45x39', { ...KALASHNIKOV, variantOf: 'AK_74' }),
  model('AK_103', 'AK-103|АК-103', 'IZHMASH', '7.62x39', KALASHNIKOV),
  model('RPK', 'RPK|РПК', 'MOLOT', '7.62x39', KALASHNIKOV),
  model('ZASTAVA_M70', 'M70|М70|Zastava M70|M-70|M70 rifle', 'ZASTAVA', '7.62x39', KALASHNIKOV),
  model('ZASTAVA_M70A', 'M70A|М70А', 'ZASTAVA', '7.62x39', { ...KALASHNIKOV, variantOf: 'ZASTAVA_M70' }),
  model('ZASTAVA_M70B1', 'M70B1|М70Б1', 'ZASTAVA', '7.62x39', { ...KALASHNIKOV, variantOf: 'ZASTAVA_M70' }),
  model('ZASTAVA_M70AB2', 'M70AB2|М70АБ2', 'ZASTAVA', '7.62x39', { ...KALASHNIKOV, variantOf: 'ZASTAVA_M70' }),
  model('ZASTAVA_M72', 'M72|М72', 'ZASTAVA', '7.62x39', KALASHNIKOV),
  model('ZASTAVA_M76', 'M76|М76|Zastava M76', 'ZASTAVA', '7.92x57', KALASHNIKOV),
  model('ZASTAVA_M92', 'M92|М92|Zastava M92|M92 PV|M92PV|PAP M92|PAP M92 PV|M-92', 'ZASTAVA', '7.62x39', {
    ...KALASHNIKOV,
    source: 'Sun-Sentinel with later correction',
    certainty: 'MEDIUM',
  }),
  model('ZASTAVA_M85', 'M85|М85|PAP M85', 'ZASTAVA', '5.56x45', KALASHNIKOV),
  model('ZASTAVA_M84', 'M84|М84', 'ZASTAVA', '7.62x54R', PK),
  model('NPAP', 'N-PAP|NPAP|N-PAP M70', 'ZASTAVA', '7.62x39', KALASHNIKOV),
  model('OPAP', 'O-PAP|OPAP|O-PAP M70', 'ZASTAVA', '7.62x39', KALASHNIKOV),
  model('PM_MD_63', 'PM md. 63|PM md 63|AIM|md. 63', 'CUGIR', '7.62x39', KALASHNIKOV),
  model('WASR_10', 'WASR-10|WASR 10|WASR10/63|WASR 10/63|WASR', 'CUGIR', '7.62x39', {
    ...KALASHNIKOV,
    source: 'Center for Public Integrity',
    certainty: 'MEDIUM',
  }),
  model('SAR_1', 'SAR-1|Romarm SAR-1', 'CUGIR', '7.62x39', KALASHNIKOV),
  model('DRACO', 'Draco|Draco pistol|Mini Draco|Micro Draco', 'CUGIR', '7.62x39', KALASHNIKOV),
  model(
    'TYPE_56',
    'Type 56|五六式|56式|五六式自动步枪|五六式冲锋枪|Type 56-1|Type 56 assault rifle|T56',
    'NORINCO',
    '7.62x39',
    { ...KALASHNIKOV, source: 'Museums Victoria 388898', certainty: 'HIGH' },
  ),
  model('TYPE_81', 'Type 81|八一式|81式', 'NORINCO', '7.62x39'),
  model('MAK_90', 'MAK-90|MAK 90', 'NORINCO', '7.62x39', KALASHNIKOV),
  model('AR_M', 'AR-M1|AR-M9|AR-SF|AKK', 'ARSENAL', '7.62x39 5.56x45', KALASHNIKOV),
  model('MPI_KM', 'MPi-KM|MPiKM|MPi-KMS|MPi KMS 72', '', '7.62x39', KALASHNIKOV),
  model('PMKM', 'kbk AKM|PMKM|kbk AK|Karabinek AKM', 'RADOM', '7.62x39', KALASHNIKOV),
  model('BERYL', 'Beryl|wz. 96 Beryl|kbs wz. 1996 Beryl', 'RADOM', '5.56x45', KALASHNIKOV),
  model('AMD_65', 'AMD-65|AMD 65', 'FEG', '7.62x39', KALASHNIKOV),
  model('MISR', 'Misr|ARM', 'MAADI', '7.62x39', KALASHNIKOV),
  model('TYPE_68', 'Type 68|Type 58', 'FACTORY_61_65', '7.62x39', KALASHNIKOV),
  model('GALIL', 'Galil|Галил|גליל', 'IWI', '5.56x45 7.62x51', { ...GALIL, isGeneric: true }),
  model(
    'GALIL_ACE',
    'Galil ACE|ACE|ACE 21|ACE 22|ACE 23|ACE 31|ACE 32|Galil ACE 31|Galil ACE 32|Galil ACE 21',
    'IWI INDUMIL',
    '7.62x39 5.56x45 7.62x51',
    { ...GALIL, source: 'reports on South Sudan', certainty: 'MEDIUM' },
  ),
  model('MICRO_GALIL', 'Micro Galil|MAR|Galil MAR', 'IWI', '5.56x45', {
    ...GALIL,
    source: 'reports on South Sudan',
    certainty: 'LOW',
  }),
  model('TAVOR', 'Tavor|TAR-21|X95', 'IWI', '5.56x45'),
  model('UZI', 'Uzi|Mini Uzi|Micro Uzi', 'IWI', '9x19'),
  model('SKS', 'SKS|СКС|SKS-45|СКС-45|Simonov', 'TULA IZHMASH', '7.62x39', { ...SKS, isGeneric: true }),
  model(
    'TYPE_56_CARBINE',
    'Type 56 SKS|Type 56 carbine|五六式半自动步枪|SKS Type 56',
    'JIANSHE NORINCO',
    '7.62x39',
    SKS,
  ),
  model('ZASTAVA_M59', 'M59|М59|PAP M59|M59/66|М59/66', 'ZASTAVA', '7.62x39', SKS),
  model('SVD', 'SVD|СВД|Dragunov', 'IZHMASH', '7.62x54R'),
  model('PSL', 'PSL|PSL-54|Romak 3', 'CUGIR', '7.62x54R'),
  model('M16', 'M16|M-16|M16A1|M16A2|M16A4|AR-15|AR15', '', '5.56x45', { ...AR15, isGeneric: true }),
  model('M4', 'M4|M4A1|M4 carbine', 'COLT FN_AMERICA REMINGTON', '5.56x45', AR15),
  model('FAL', 'FAL|FN FAL|L1A1|SLR|Fusil automatique léger', '', '7.62x51', { ...FAL, isGeneric: true }),
  model('G3', 'G3|HK G3|G3A3|G3A4', '', '7.62x51', { ...G3, isGeneric: true }),
  model('HK_MP5', 'MP5|MP-5|HK MP5', 'HECKLER_KOCH POF MKE', '9x19'),
  model('HK_416', 'HK416|HK 416', 'HECKLER_KOCH', '5.56x45'),
  model('MINI_14', 'Mini-14|Ruger Mini-14', 'RUGER', '5.56x45'),
  model('RUGER_10_22', '10/22|Ruger 10/22', 'RUGER', '5.6x15R'),
  model('PKM', 'PKM|ПКМ|PK|ПК', 'DEGTYAREV IZHMASH ARSENAL CUGIR', '7.62x54R', PK),
  model('RPD', 'RPD|РПД', 'DEGTYAREV', '7.62x39'),
  model('DSHK', 'DShK|ДШК|DShKM|ДШКМ', '', '12.7x108'),
  model('M2_BROWNING', 'M2|M2HB|M2 Browning', '', '12.7x99'),
  model('RPG_7', 'RPG-7|РПГ-7|RPG7|RPG-7V|РПГ-7В', '', '40PG-7', { ...RPG, isGeneric: true }),
  model('TYPE_69_RPG', 'Type 69|69式|Type 69 RPG', 'NORINCO', '40PG-7', RPG),
]

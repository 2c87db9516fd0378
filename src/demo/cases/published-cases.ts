import type { DemoLife } from '../life.ts'
import { ANTI_TANK_MISSILE } from './anti-tank-missile.ts'
import { FORMER_YUGOSLAV_LIVES } from './former-yugoslavia.ts'
import { GALIL_ACE, MICRO_GALIL } from './south-sudan.ts'
import { TYPE_56 } from './type-56.ts'
import { WASR_10 } from './wasr-10.ts'
import { ZASTAVA_M92 } from './zastava-m92.ts'

/** Cases that newspapers, museums and field studies have published, as far as they are. */
export const PUBLISHED_CASES: readonly DemoLife[] = [
  ZASTAVA_M92,
  WASR_10,
  TYPE_56,
  GALIL_ACE,
  MICRO_GALIL,
  ...FORMER_YUGOSLAV_LIVES,
  ANTI_TANK_MISSILE,
]

import type { LotBasis, LotFate } from '../../traces/lot.ts'

// Trace forward: English alone.

export const LOT_BASIS_WORDS: Record<LotBasis, string> = {
  LAST_LAWFUL_HAND_OVER: 'Handed over in the same report or consignment when the traced weapon last was, lawfully',
  DIVERSION: 'Lost, stolen or diverted by the same report as the traced weapon',
}

export const LOT_FATE_WORDS: Record<LotFate, string> = {
  WITH_RECEIVER: 'Held by the receiver of that hand-over',
  WITH_ANOTHER: 'Held by another party',
  UNDER_WAY: 'Sent, and no arrival recorded',
  OUT_OF_CONTROL: 'Lost, stolen or diverted',
  STATE_CUSTODY: 'In the custody of a State',
  ENDED: 'Destroyed, deactivated, or ended by the replacement of its frame',
  UNCLEAR: 'Not told by the records, or told in contradictory ways',
}

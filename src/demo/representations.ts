import { DEMO_AGENCY_IDS, DEMO_PARTY_IDS } from '../features/example-ids.ts'
import { MAKER_IDS } from './parties.ts'

/** Which demo agency acts for which parties, since when. The dealer in Brest is left to the worked example of that call. */
export const REPRESENTATIONS: readonly { agencyId: string; partyIds: readonly string[]; validFrom: string }[] = [
  {
    agencyId: DEMO_AGENCY_IDS.trade,
    partyIds: [DEMO_PARTY_IDS.frenchImporter, DEMO_PARTY_IDS.lyonDealer, DEMO_PARTY_IDS.lilleDealer],
    validFrom: '2018-01-01',
  },
  { agencyId: DEMO_AGENCY_IDS.zastavaReporting, partyIds: [MAKER_IDS.ZASTAVA], validFrom: '2018-01-01' },
]

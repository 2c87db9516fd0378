import type { Maker } from './entries.ts'
import { maker } from './maker-entry.ts'

/** Names that stand on weapons and are not the maker's: importers, assemblers of imported parts, and proof houses. */
export const IMPORTERS: readonly Maker[] = [
  maker(
    'CENTURY_ARMS',
    'US',
    'Century International Arms|Century Arms|Century|CAI|CIA|C.A.I. Georgia VT|CAI Georgia VT|Century Arms International',
    { roles: ['IMPORTER', 'ASSEMBLER'], source: 'Center for Public Integrity on WASR-10', certainty: 'MEDIUM' },
  ),
  maker('INTERARMS', 'US', 'Interarms|Interarmco|Interarms Alexandria', { roles: ['IMPORTER'] }),
  maker('BROWNING_ARMS', 'US', 'Browning Arms Company|Browning Arms|Browning Arms Morgan Utah', {
    roles: ['IMPORTER'],
  }),
  maker('KBI', 'US', 'KBI|KBI Harrisburg|Kassnar Imports', { roles: ['IMPORTER'] }),
  maker('PW_ARMS', 'US', 'PW Arms|P.W. Arms|Pacific Western Arms', { roles: ['IMPORTER'] }),
  maker('EUROPEAN_AMERICAN_ARMORY', 'US', 'European American Armory|EAA|EAA Cocoa FL', { roles: ['IMPORTER'] }),
  maker('TG_INTERNATIONAL', 'US', 'TG International|TGI Knoxville', { roles: ['IMPORTER'] }),
  maker('ARSENAL_USA', 'US', 'Arsenal Inc. Las Vegas|Arsenal USA|Arsenal Las Vegas|FIME Group', {
    roles: ['IMPORTER', 'ASSEMBLER'],
  }),
  maker('ZASTAVA_USA', 'US', 'Zastava Arms USA|Zastava USA|ZUSA', { roles: ['IMPORTER'] }),
  maker('GLOCK_USA', 'US', 'Glock Inc. Smyrna|Glock Smyrna GA|Glock USA', { roles: ['IMPORTER', 'ASSEMBLER'] }),
  maker('BERETTA_USA', 'US', 'Beretta U.S.A.|Beretta USA Corp|Beretta Accokeek', {
    roles: ['MANUFACTURER', 'IMPORTER'],
  }),
  maker('SPRINGFIELD', 'US', 'Springfield Armory|Springfield Inc. Geneseo|Springfield', {
    roles: ['MANUFACTURER', 'IMPORTER'],
  }),
  maker('DC_INDUSTRIES', 'US', 'DC Industries|D.C. Industries Bloomington|DCI', { roles: ['IMPORTER'] }),
  maker('TAURUS_USA', 'US', 'Taurus International|Taurus International Miami|Taurus USA', {
    roles: ['IMPORTER', 'ASSEMBLER'],
  }),
  maker('PROOF_LIEGE', 'BE', 'Liège proof house|Liège|Luik|Banc d’épreuves de Liège|ELG|Perron', {
    roles: ['PROOF_HOUSE'],
  }),
  maker(
    'PROOF_GARDONE',
    'IT',
    'Gardone proof house|Gardone|Gardone V.T.|Gardone Val Trompia|Gardone Valtrompia|Banco Nazionale di Prova|BNP Gardone|PSF',
    { roles: ['PROOF_HOUSE'] },
  ),
  maker('PROOF_EIBAR', 'ES', 'Eibar proof house|Eibar|Banco Oficial de Pruebas|Banco de Pruebas Eibar|BOPE', {
    roles: ['PROOF_HOUSE'],
  }),
  maker(
    'PROOF_SAINT_ETIENNE',
    'FR',
    'Saint-Étienne proof house|Saint-Étienne|St-Étienne|St Etienne proof house|Banc d’épreuve de Saint-Étienne',
    { roles: ['PROOF_HOUSE'] },
  ),
  maker(
    'PROOF_BIRMINGHAM',
    'GB',
    'Birmingham proof house|Birmingham|Birmingham Gun Barrel Proof House|BNP Birmingham|BNP|Birmingham nitro proof',
    { roles: ['PROOF_HOUSE'] },
  ),
  maker('PROOF_LONDON', 'GB', 'London proof house|Worshipful Company of Gunmakers|Gunmakers’ Company', {
    roles: ['PROOF_HOUSE'],
  }),
  maker('PROOF_ULM', 'DE', 'Ulm proof house|Ulm|Beschussamt Ulm', { roles: ['PROOF_HOUSE'] }),
  maker('PROOF_COLOGNE', 'DE', 'Cologne proof house|Beschussamt Köln', { roles: ['PROOF_HOUSE'] }),
  maker('PROOF_VIENNA', 'AT', 'Vienna proof house|Beschussamt Wien', { roles: ['PROOF_HOUSE'] }),
  maker('PROOF_FERLACH', 'AT', 'Ferlach proof house|Beschussamt Ferlach', { roles: ['PROOF_HOUSE'] }),
]

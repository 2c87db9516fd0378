import type { Model } from './entries.ts'

// Where literature differs, the earlier year: a year before it is worth a second look, and a year after it says nothing.
// biome-ignore format: a table
const FIRST_YEARS: Readonly<Record<string, number>> = {
  AK_47: 1947, AKM: 1959, AKMS: 1959, AK_74: 1974, AKS_74: 1974, AKS_74U: 1977, AK_74M: 1987, AK_103: 1994, RPK: 1959,
  ZASTAVA_M70: 1968, ZASTAVA_M70A: 1970, ZASTAVA_M70B1: 1970, ZASTAVA_M70AB2: 1970, ZASTAVA_M72: 1972, ZASTAVA_M76: 1975,
  ZASTAVA_M85: 1985, ZASTAVA_M84: 1984, ZASTAVA_M92: 1991, ZASTAVA_M59: 1959, ZASTAVA_M57: 1957, ZASTAVA_M70_PISTOL: 1967,
  ZASTAVA_CZ99: 1989, NPAP: 2010, OPAP: 2010, PM_MD_63: 1963, WASR_10: 1990, SAR_1: 1997, PSL: 1974, TYPE_56: 1956,
  TYPE_56_CARBINE: 1956, TYPE_81: 1979, TYPE_54: 1954, TYPE_59: 1959, TYPE_69_RPG: 1969, MAK_90: 1990, BERYL: 1995,
  AMD_65: 1965, GALIL: 1972, GALIL_ACE: 2008, MICRO_GALIL: 1995, TAVOR: 2001, UZI: 1950, SKS: 1945, SVD: 1963, M16: 1958,
  M4: 1985, FAL: 1953, G3: 1958, HK_MP5: 1964, HK_416: 2004, MINI_14: 1973, RUGER_10_22: 1964, PKM: 1961, RPD: 1944,
  DSHK: 1938, M2_BROWNING: 1930, RPG_7: 1960, GLOCK_ANY: 1981, GLOCK_17: 1981, GLOCK_19: 1987, GLOCK_21: 1990,
  GLOCK_22: 1990, GLOCK_26: 1994, GLOCK_43: 2015, BERETTA_92: 1975, BERETTA_92FS: 1984, BERETTA_92S: 1976, BERETTA_PX4: 2004,
  BERETTA_34: 1934, BERETTA_70: 1958, HIGH_POWER: 1935, FN_1910: 1910, FN_FIVE_SEVEN: 1998, HK_USP: 1992, HK_P7: 1976,
  SIG_P226: 1983, SIG_P320: 2014, CZ_75: 1975, CZ_75B: 1993, CZ_83: 1982, VZ_61: 1959, MAKAROV_PM: 1949, TOKAREV_TT: 1930,
  COLT_1903: 1903, COLT_1908: 1908, COLT_1911: 1911, COLT_PYTHON: 1955, SW_1902: 1902, RUGER_P95: 1995, RUGER_GP100: 1985,
  RUGER_SECURITY_SIX: 1971, TAURUS_PT92: 1980, TAURUS_85: 1980, TAURUS_24_7: 2003, WALTHER_PP: 1929, WALTHER_P38: 1938,
  FEG_PA63: 1963,
}

/** The models with the first year in which one can have been made, where one is known: from general literature, so no more than a hint. */
export function withFirstYears(models: readonly Model[]): readonly Model[] {
  return models.map((model) => {
    const year = FIRST_YEARS[model.id]
    return year === undefined
      ? model
      : { ...model, since: { year, source: 'general literature', certainty: 'LOW' } as const }
  })
}

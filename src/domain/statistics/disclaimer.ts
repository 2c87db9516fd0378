/** What every report of figures on traces must say (the disclaimer that tracing services print). */
export const FIGURES_DISCLAIMER =
  'Traced weapons are not a random sample: not all weapons used in crime are traced, and not all traced weapons were used in crime. ' +
  'The figures say what was asked and recorded here, and nothing of how many illicit weapons there are.'

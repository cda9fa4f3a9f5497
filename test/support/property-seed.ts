import fc from 'fast-check';

/**
 * Import this in every test with properties. Ordinary runs use one fixed seed, so that a run tells about the change and
 * not about luck; `npm run properties` sets many runs and lets the seed vary.
 */
if (process.env['QUAYSIDE_PROPERTY_RUNS'] === undefined) fc.configureGlobal({ seed: 20_261_125 });

/** How often a property about arbitrary text is tried. */
export const propertyRuns = Number(process.env['QUAYSIDE_PROPERTY_RUNS'] ?? 2000);

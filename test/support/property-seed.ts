import fc from 'fast-check';

/**
 * Import this in every test with properties. Ordinary runs use one fixed seed, so that a run tells about the change and
 * not about luck; `npm run properties` lets the seed vary.
 */
if (process.env['QUAYSIDE_PROPERTY_SEED'] !== 'new') fc.configureGlobal({ seed: 20_261_125 });

/** How often a property about arbitrary text is tried: fewer times by `npm run test:quick`, many by `npm run properties`. */
export const propertyRuns = Number(process.env['QUAYSIDE_PROPERTY_RUNS'] ?? 2000);

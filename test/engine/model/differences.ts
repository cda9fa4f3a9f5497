import type { Builder } from './builder';

/** Files without a stage make the BuildKit of 2020 end the engine with a panic (index out of range in lastTarget). */
export const crashes: ReadonlySet<string> = new Set(['ARG a=1\n']);

const zeroStartPeriod = 'FROM scratch\nHEALTHCHECK --interval=5s --timeout=1m30s --start-period=0 --retries=3 CMD a\n';

/** Files on which the engine's builders of 2020 and today's BuildKit differ, with the reason. */
export const differences: Readonly<Record<Builder, ReadonlyMap<string, string>>> = {
  buildkit: new Map([
    ['ARG a="b\nFROM scratch\nENV c=1\n', 'Errors in the defaults of global ARGs were ignored.'],
    [zeroStartPeriod, 'A duration of 0 was too short; it now means the default.'],
  ]),
  classic: new Map([
    [zeroStartPeriod, 'A duration of 0 was too short; it now means the default.'],
    ['FROM --platform=$BUILDPLATFORM scratch\nENV a=1\n', 'The classic builder has no platform arguments.'],
  ]),
};

/** Files whose image differs between the BuildKit of 2020 and today's, with the reason. */
export const configDifferences: ReadonlyMap<string, string> = new Map();

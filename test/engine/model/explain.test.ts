import { beforeAll, expect, test } from 'vitest';
import { analyze } from '../../../server/src/model/analyze';
import { explain, type StageExplanation } from '../../../server/src/model/explain';
import { parse } from '../../../server/src/parser/parse';
import { useEngine } from '../../support/engine';
import { build, inParallel } from './builder';
import { configCases } from './configs';
import { configDifferences } from './differences';

const engine = useEngine();
const cases = configCases();
let built: readonly Readonly<Record<string, unknown>>[] = [];

beforeAll(async () => {
  built = await inParallel(cases, async (options) => {
    const result = await build(engine, 'buildkit', options.text, options);
    if ('error' in result) return { ...result };
    const { Config } = await engine.call('GET', `/images/${result.image}/json`);
    return comparable(Config);
  });
}, 300_000);

/** A config in one form: nothing set is null, sets are sorted lists. */
function comparable(config: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const list = (value: unknown) => (Array.isArray(value) && value.length > 0 ? value : null);
  const keys = (value: unknown) => (Array.isArray(value) ? value : Object.keys(value ?? {})).toSorted();
  return {
    Env: config['Env'],
    User: config['User'],
    WorkingDir: config['WorkingDir'],
    Entrypoint: list(config['Entrypoint']),
    Cmd: list(config['Cmd']),
    ExposedPorts: keys(config['ExposedPorts']),
    Volumes: keys(config['Volumes']),
    Labels: config['Labels'] ?? {},
    Shell: list(config['Shell']),
    StopSignal: config['StopSignal'] ?? null,
    Healthcheck: config['Healthcheck'] ?? null,
    OnBuild: list(config['OnBuild']),
  };
}

function explained({ text, buildArgs, target }: (typeof cases)[number]): StageExplanation | undefined {
  const options = { ...(buildArgs && { buildArgs }), ...(target !== undefined && { target }) };
  return explain(analyze(parse(text), options)).stages.at(-1);
}

test('there are at least 100 files', () => {
  expect(cases.length).toBeGreaterThanOrEqual(100);
});

test('an image is what explain says it will be', () => {
  const wrong = cases.flatMap((options, index): unknown[] => {
    if (configDifferences.has(options.text)) return [];
    const stage = explained(options);
    const here = stage ? comparable({ ...stage.config }) : {};
    const there = built[index] ?? {};
    if ('error' in there) return [{ ...options, error: there['error'] }];
    const keys = [...new Set([...Object.keys(here), ...Object.keys(there)])];
    const different = keys.filter((key) => JSON.stringify(here[key]) !== JSON.stringify(there[key]));
    return different.map((key) => ({ ...options, key, here: here[key], there: there[key] }));
  });
  expect(wrong).toEqual([]);
});

test('nothing is unknown on the empty image', () => {
  expect(cases.flatMap((options) => explained(options)?.unknown ?? [])).toEqual([]);
});

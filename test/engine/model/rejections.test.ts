import { beforeAll, expect, test } from 'vitest';
import { analyze } from '../../../server/src/model/analyze';
import { buildProblems } from '../../../server/src/model/build-problems';
import { parse } from '../../../server/src/parser/parse';
import { syntaxProblems } from '../../../server/src/syntax/check';
import { useEngine } from '../../support/engine';
import { type Builder, type BuildResult, build, inParallel } from './builder';
import { crashes, differences } from './differences';
import { dockerfiles } from './dockerfiles';

const engine = useEngine();
const files = dockerfiles();
const results = new Map<Builder, readonly BuildResult[]>();

beforeAll(async () => {
  for (const builder of ['buildkit', 'classic'] as const) {
    const run = async (file: string) => {
      if (builder === 'buildkit' && crashes.has(file)) return { error: 'not tried' };
      return build(engine, builder, file);
    };
    results.set(builder, await inParallel(files, run));
  }
}, 300_000);

function messages(text: string): string[] {
  const file = analyze(parse(text));
  return [...syntaxProblems(file.tree), ...buildProblems(file)].map(({ message }) => message);
}

test('there are at least 200 files', () => {
  expect(files.length).toBeGreaterThanOrEqual(200);
});

test.each(['buildkit', 'classic'] as const)('%s rejects exactly what has a syntax error here', (builder) => {
  const wrong = files.flatMap((file, index) => {
    const result = results.get(builder)?.[index];
    if (!result || differences[builder].has(file)) return [];
    const here = messages(file);
    const error = 'error' in result ? result.error : undefined;
    return (error !== undefined) === here.length > 0 ? [] : [{ file, error, here }];
  });
  expect(wrong).toEqual([]);
});

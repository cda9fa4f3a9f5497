import schema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { afterEach, expect, test } from 'vitest';
import { workspace } from './run';

// The schema is of draft 4, which says `id` where later drafts say `$id`; nothing else in it differs.
const { id: _, $schema: __, ...body } = schema;
const ajv = new Ajv({ strict: false, unicodeRegExp: false });
addFormats(ajv);
const valid = ajv.compile(body);

let remove = () => {};
afterEach(() => remove());

async function sarif(files: Record<string, string>, args: readonly string[] = Object.keys(files)) {
  const space = workspace(files);
  remove = space.remove;
  return JSON.parse((await space.run(['lint', '--no-shellcheck', '--format', 'sarif', ...args])).out);
}

test('is valid and says all', async () => {
  const log = await sarif({
    'a b/Dockerfile': 'FROM debian\nADD 😀 /x\nRNU\n',
    Containerfile: 'FROM alpine:3.22\nADD a b /x\n',
  });
  expect(valid(log), ajv.errorsText(valid.errors)).toBe(true);
  const [run] = log.runs;
  expect(run.artifacts.map(({ location }: { location: { uri: string } }) => location.uri)).toEqual([
    'a%20b/Dockerfile',
    'Containerfile',
  ]);
  for (const { ruleId, ruleIndex } of run.results) expect(run.tool.driver.rules[ruleIndex].id).toBe(ruleId);
  const add = run.results.find(({ ruleId }: { ruleId: string }) => ruleId === 'DL3020');
  expect(add).toMatchObject({
    level: 'warning',
    locations: [{ physicalLocation: { region: { startLine: 2, startColumn: 1, endLine: 2, endColumn: 4 } } }],
    fixes: [{ artifactChanges: [{ replacements: [{ insertedContent: { text: 'COPY' } }] }] }],
  });
  const levels = run.results.map(({ ruleId, level }: { ruleId: string; level: string }) => `${ruleId} ${level}`);
  expect(levels).toContain('UnknownInstruction error');
});

test('is valid without files and findings', async () => {
  const log = await sarif({ 'notes.txt': '' }, ['.']);
  expect(valid(log), ajv.errorsText(valid.errors)).toBe(true);
  expect(log.runs[0].results).toEqual([]);
});

test('the schema is one that can say no', () => {
  expect(valid({ version: '2.1.0', runs: [{ results: [{}] }] })).toBe(false);
});

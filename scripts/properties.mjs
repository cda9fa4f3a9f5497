// npm run properties [RUNS]: the properties of parser, model, rules and features with many runs (100,000) and a new seed.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const runs = process.argv[2] ?? '100000';
const files = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => join('test', name))
  .filter((name) => readFileSync(join(root, name), 'utf8').includes('propertyRuns'));
console.log(`${runs} runs of each property in ${files.join(', ')}`);
const args = ['node_modules/vitest/vitest.mjs', 'run', '--testTimeout=3600000', ...files];
const { status } = spawnSync(process.execPath, args, {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, QUAYSIDE_PROPERTY_RUNS: runs, QUAYSIDE_PROPERTY_SEED: 'new' },
});
process.exit(status ?? 1);

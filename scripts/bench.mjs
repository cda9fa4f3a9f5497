// npm run bench: measures Quayside against its peers in one run and prints ratios.
//   node scripts/bench.mjs [--only lint|growth|memory|start|bundles|features|outages|idle|engine|streams|files|screen] [--idle SECONDS]
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';
import { hostObstacle } from './host/setup.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const succeeds = (args) => spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status === 0;

if (!succeeds(['scripts/build.mjs'])) process.exit(1);
const outdir = join(root, 'out', 'bench');
mkdirSync(outdir, { recursive: true });
await esbuild.build({
  absWorkingDir: root,
  entryPoints: ['test/bench/main.ts', 'test/bench/activate.ts'],
  outdir,
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['dockerfile-utils', 'dockerfile-language-service', 'dockerode', 'docker-modem'],
  mainFields: ['module', 'main'],
  logLevel: 'warning',
});
const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : undefined;
const parts = [];
if (only !== 'screen') {
  parts.push(['see above', ['--expose-gc', join(outdir, 'main.cjs'), root, ...process.argv.slice(2)]]);
}
if ((only === undefined && hostObstacle() === undefined) || only === 'screen') {
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  parts.push(['the screen', [vitest, 'run', '--config=vitest.screen.config.ts', '--reporter=dot']]);
}
// What is short in one part keeps no other from being measured.
const short = parts.filter(([, args]) => !succeeds(args)).map(([name]) => name);
if (parts.length > 1) console.log(short.length === 0 ? '\nAll parts hold.' : `\nShort: ${short.join(', ')}.`);
process.exitCode = short.length === 0 ? 0 : 1;

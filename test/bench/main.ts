import { readdirSync, statSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { engineRows, idleRows, outageRows } from './engine-bench';
import { editing } from './features-bench';
import { filesRows } from './files-bench';
import { growth, memory, throughput } from './lint-bench';
import { closedDocuments } from './memory-bench';
import { progress } from './progress';
import { activation, serverStart } from './start-bench';
import { printRows, type Row } from './stats';
import { streamRows } from './streams-bench';

const root = process.argv[2] ?? '.';
const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : undefined;

const idle = process.argv.includes('--idle') ? Number(process.argv[process.argv.indexOf('--idle') + 1]) : 30;

const bundles = (): Row[] =>
  readdirSync(join(root, 'dist'))
    .filter((name) => name.endsWith('.js'))
    .map((name) => ({
      what: `dist/${name}`,
      ours: `${(statSync(join(root, 'dist', name)).size / 1024).toFixed(0)} KB`,
    }));

const sections: readonly (readonly [key: string, title: string, run: () => Row[] | Promise<Row[]>])[] = [
  ['lint', 'Checking, against dockerfile-utils on the same 300 files', throughput],
  ['growth', 'Growth, against dockerfile-utils on the same text', growth],
  ['memory', 'Memory', async () => [...memory(), ...(await closedDocuments())]],
  ['features', 'Editing, against dockerfile-language-service on the same files', editing],
  [
    'start',
    'Start, against the language server built on dockerfile-utils',
    async () => [...(await serverStart(root)), ...(await activation(root))],
  ],
  ['outages', 'An engine that hangs, ends and comes back', () => outageRows(root)],
  ['idle', 'An engine on which nothing happens', () => idleRows(root, idle)],
  ['engine', 'The engine, against the docker command line', () => engineRows(root)],
  ['files', 'Files of containers, against exec on the same engine', () => filesRows(root)],
  ['streams', 'Logs, shells and build contexts, against the docker command line', () => streamRows(root)],
  ['bundles', 'Bundles', bundles],
];

async function main(): Promise<void> {
  console.log(
    `Node ${process.version}, ${cpus().length} cores (${cpus()[0]?.model}). Columns: Quayside, peer, how many times better.`,
  );
  const short: Row[] = [];
  for (const [key, title, run] of sections) {
    if (only === undefined || only === key) {
      progress(title);
      short.push(...printRows(title, await run()));
    }
  }
  console.log(
    short.length === 0 ? '\nEverything holds.' : `\n${short.length} short: ${short.map((row) => row.what).join('; ')}`,
  );
  process.exitCode = short.length === 0 ? 0 : 1;
}

void main();

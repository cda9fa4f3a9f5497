import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { realisticDockerfile } from './generate';
import { median, ms, type Row } from './stats';

/**
 * Milliseconds from spawning a language server to its first published diagnostics for one document.
 * @param stay lets the server live until it has kept its code.
 */
async function firstDiagnostics(script: string, text: string, codeCache: string, stay = false): Promise<number> {
  const start = performance.now();
  const env = { ...process.env, QUAYSIDE_CODE_CACHE: codeCache };
  const child = spawn(process.execPath, [script, '--stdio'], { env, stdio: ['pipe', 'pipe', 'ignore'] });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const arrived = new Promise<number>((resolve, reject) => {
    connection.onNotification('textDocument/publishDiagnostics', () => resolve(performance.now() - start));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: { textDocument: { publishDiagnostics: {} } },
  });
  await connection.sendNotification('initialized', {});
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri: 'file:///tmp/Dockerfile', languageId: 'dockerfile', version: 1, text },
  });
  const time = await arrived;
  if (stay) while (!readdirSync(codeCache).some((file) => file.endsWith('.bin'))) await setTimeout(100);
  child.removeAllListeners('exit');
  const ended = new Promise((resolve) => child.once('exit', resolve));
  connection.dispose();
  child.kill('SIGKILL');
  await ended;
  return time;
}

/**
 * Server start to first diagnostics, against the language server that is built on the peer; runs take turns. The very
 * first start on a machine has no code kept from an earlier one.
 */
export async function serverStart(root: string, rounds = 15): Promise<Row[]> {
  const text = realisticDockerfile(3, 60);
  const server = join(root, 'dist', 'server.js');
  const peerServer = createRequire(join(root, 'package.json')).resolve(
    'dockerfile-language-server-nodejs/lib/server.js',
  );
  const codeCache = mkdtempSync(join(tmpdir(), 'quayside-bench-'));
  const times = { first: [] as number[], later: [] as number[], peer: [] as number[] };
  try {
    await firstDiagnostics(server, text, codeCache, true);
    for (let round = 0; round <= rounds; round += 1) {
      const later = await firstDiagnostics(server, text, codeCache);
      const peer = await firstDiagnostics(peerServer, text, 'off');
      const first = await firstDiagnostics(server, text, 'off');
      if (round === 0) continue;
      times.first.push(first);
      times.later.push(later);
      times.peer.push(peer);
    }
  } finally {
    rmSync(codeCache, { recursive: true });
  }
  const peer = ms(median(times.peer));
  const against = (ours: readonly number[]) => ({
    ours: ms(median(ours)),
    peer,
    ratio: median(times.peer.map((time, i) => time / (ours[i] ?? Number.NaN))),
  });
  return [
    {
      what: 'server start to first diagnostics',
      ...against(times.later),
      wanted: { ratio: 1, text: 'faster' },
    },
    { what: 'the very first start on a machine', ...against(times.first) },
  ];
}

/** Time to load and activate the extension in a bare Node process with a stand-in for VS Code, and what it loaded. */
export async function activation(root: string, rounds = 9): Promise<Row[]> {
  const loads: number[] = [];
  const activations: number[] = [];
  let lazy = '';
  for (let round = 0; round < rounds; round += 1) {
    const child = spawn(
      process.execPath,
      [join(root, 'out', 'bench', 'activate.cjs'), join(root, 'dist', 'extension.js')],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    await new Promise((resolve) => child.once('close', resolve));
    const result = JSON.parse(output) as { load: number; activate: number; loaded: string[] };
    loads.push(result.load);
    activations.push(result.activate);
    lazy = result.loaded.join(', ');
  }
  return [
    { what: 'extension: load the bundle', ours: ms(median(loads)) },
    { what: 'extension: activate', ours: ms(median(activations)) },
    {
      what: 'extension: bundles loaded by activation beside its own',
      ours: lazy || 'none',
      wanted: { holds: lazy === '', text: 'none' },
    },
  ];
}

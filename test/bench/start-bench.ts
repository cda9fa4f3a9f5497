import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { realisticDockerfile } from './generate';
import { median, ms, type Row } from './stats';

/** Milliseconds from spawning a language server to its first published diagnostics for one document. */
async function firstDiagnostics(command: string, args: readonly string[], text: string): Promise<number> {
  const start = performance.now();
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'] });
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
  child.removeAllListeners('exit');
  const ended = new Promise((resolve) => child.once('exit', resolve));
  connection.dispose();
  child.kill('SIGKILL');
  await ended;
  return time;
}

/** Server start to first diagnostics, against the language server that is built on the peer; runs alternate. */
export async function serverStart(root: string, rounds = 15): Promise<Row[]> {
  const text = realisticDockerfile(3, 60);
  const peerServer = createRequire(join(root, 'package.json')).resolve(
    'dockerfile-language-server-nodejs/lib/server.js',
  );
  const times = { ours: [] as number[], peer: [] as number[] };
  for (let round = 0; round <= rounds; round += 1) {
    const ours = await firstDiagnostics(process.execPath, [join(root, 'dist', 'server.js'), '--stdio'], text);
    const peer = await firstDiagnostics(process.execPath, [peerServer, '--stdio'], text);
    if (round === 0) continue;
    times.ours.push(ours);
    times.peer.push(peer);
  }
  const ratio = median(times.peer.map((time, i) => time / (times.ours[i] ?? Number.NaN)));
  return [
    {
      what: 'server start to first diagnostics',
      ours: ms(median(times.ours)),
      peer: ms(median(times.peer)),
      ratio,
      wanted: { ratio: 1, text: 'faster' },
    },
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

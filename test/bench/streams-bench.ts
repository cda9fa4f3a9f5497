import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { packContext } from '../../client/src/build/context-archive';
import { contextFolder } from '../../client/src/build/shared-folders';
import { fileSync } from '../../client/src/engine/file-sync';
import { openExecTerminal } from '../../client/src/terminals/exec';
import { openLogTerminal } from '../../client/src/terminals/log-terminal';
import type { TerminalSession, Ui } from '../../client/src/ui';
import type { PrivateEngine } from '../../scripts/host/engine.mjs';
import { sendWithDocker } from '../support/context-sink';
import { startSyncClient } from '../support/sync-client';
import { engineHost, Followed, hasDocker, isConnected, now } from './private-engines';
import { median, ms, type Row } from './stats';

/** 100 MB of lines of 80 characters and their end. */
const lines = 1_235_000;
const lastLine = 'the last line';
const keys = 200;
const files = 20_000;
const rounds = 3;

/** Logs, contexts, shells and what they leave, on a private engine. The peer is the docker command line. */
export async function streamRows(root: string): Promise<Row[]> {
  const { engineObstacle, PrivateEngine: Engine } = await engineHost(root);
  const obstacle = engineObstacle() ?? ((await hasDocker()) ? undefined : 'there is no docker command line');
  if (obstacle !== undefined) {
    return [{ what: `not measured: ${obstacle}`, ours: '' }];
  }
  const engine = new Engine();
  try {
    const packing = await packingRows(engine.folder);
    await engine.start();
    await engine.load([{ tags: ['app:1'] }]);
    const followed = new Followed(engine.socket);
    const release = followed.live.hold();
    await followed.until(isConnected);
    const rows = [...packing, await echoRow(engine, followed), ...(await burstRows(engine, followed))];
    rows.push(await memoryRow(engine, followed));
    release();
    return rows;
  } finally {
    await engine.dispose();
  }
}

/** What the extension shows in terminals, without an editor. */
class Screen implements Pick<Ui, 'openTerminal'> {
  onText: (text: string) => void = () => {};
  session: Promise<TerminalSession> | undefined;

  openTerminal(_name: string, connect: Parameters<Ui['openTerminal']>[1]): void {
    this.session = connect(
      { show: (text) => this.onText(text), end: (message) => this.onText(message ?? '') },
      { columns: 80, rows: 24 },
    );
  }

  /** Resolves when a text is shown that ends what came before with `part`. */
  shows(part: string): Promise<void> {
    let shown = '';
    return new Promise((resolve) => {
      this.onText = (text) => {
        shown = `${shown}${text}`.slice(-2 * part.length - text.length);
        if (shown.includes(part)) {
          this.onText = () => {};
          resolve();
        }
      };
    });
  }
}

const asUi = (screen: Screen): Ui => screen as unknown as Ui;

async function packingRows(folder: string): Promise<Row[]> {
  const context = join(folder, 'context');
  for (let part = 0; part < files / 100; part++) {
    const parent = join(context, `part${part}`);
    mkdirSync(parent, { recursive: true });
    for (let file = 0; file < 100; file++) {
      writeFileSync(join(parent, `file${file}.js`), `// ${part} ${file}\n`.repeat(20 + (file % 7) * 60));
    }
  }
  writeFileSync(join(context, 'Dockerfile'), 'FROM scratch\n');
  writeFileSync(join(context, '.dockerignore'), '**/*.log\nnode_modules\n');
  const { socket, close } = await startSinkProcess(folder);
  const times = { ours: [] as number[], peer: [] as number[], again: [] as number[] };
  for (let round = 0; round <= rounds; round++) {
    times.ours.push(await took(() => sendOurs(socket, context)));
    times.peer.push(await took(() => sendWithDocker({ socket }, ['.'], context)));
    times.again.push(await took(() => tellOurs(context)));
  }
  close();
  // The first round warms the disk's cache.
  const [ours = 0, peer = 0, again = 0] = [times.ours, times.peer, times.again].map((all) => median(all.slice(1)));
  return [
    {
      what: `build context of ${files} files packed and sent`,
      ours: ms(ours),
      peer: ms(peer),
      ratio: peer / ours,
      wanted: { ratio: 1, text: 'as fast' },
    },
    {
      what: `the same for a second build by BuildKit, which asks for none of them`,
      ours: ms(again),
      peer: `${ms(peer)} (classic builder)`,
      ratio: peer / again,
      wanted: { ratio: 1, text: 'as fast' },
    },
  ];
}

/** Tells an engine what is in the context that it has all of. */
async function tellOurs(context: string): Promise<void> {
  const client = await startSyncClient(fileSync(new Map([['context', contextFolder(context)]]), () => {}));
  const { packets, finish } = client.call({ 'dir-name': 'context', 'exclude-patterns': ['**/*.log', 'node_modules'] });
  for await (const { type, entry } of packets) {
    if (type === 0 && !entry) {
      finish();
    }
  }
  await client.close();
}

/** Takes contexts in a process of its own, as an engine is, so that both senders have this one's time for themselves. */
async function startSinkProcess(folder: string): Promise<{ readonly socket: string; close(): void }> {
  const socket = join(folder, 'sink.sock');
  const script = `
    require('http').createServer((request, response) => {
      response.setHeader('Api-Version', '1.41').setHeader('Ostype', 'linux');
      request.resume().on('end', () => response.end(request.url.includes('/build') ? '{"stream":"taken"}' : 'OK'));
    }).listen(process.argv[1], () => console.log('ready'));`;
  const child = spawn(process.execPath, ['-e', script, socket], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return { socket, close: () => child.kill() };
}

async function sendOurs(socketPath: string, context: string): Promise<void> {
  const { stream } = await packContext(context, join(context, 'Dockerfile'));
  await new Promise<void>((resolve, reject) => {
    const sent = request({ socketPath, method: 'POST', path: '/build' }, (answer) => {
      answer.resume().once('end', resolve);
    });
    pipeline(stream, sent).catch(reject);
  });
}

/** From the key to its echo. */
async function echoRow(engine: PrivateEngine, followed: Followed): Promise<Row> {
  const id = await engine.run('shell', 'app:1');
  const screen = new Screen();
  const ready = screen.shows('#');
  openExecTerminal(
    asUi(screen),
    followed.live.engine,
    { container: { id, name: 'shell' }, shell: 'sh', command: ['sh'] },
    () => {},
  );
  const session = await screen.session;
  await ready;
  const ours = await echoes((key) => {
    const shown = screen.shows(key);
    session?.write(key);
    return shown;
  });
  session?.close();
  const env = { PATH: process.env['PATH'] ?? '', HOME: engine.folder, DOCKER_HOST: engine.host };
  const child = spawn('script', ['--quiet', '--command', 'docker exec -it shell sh', '/dev/null'], {
    env,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const peerShows = (part: string) =>
    new Promise<void>((resolve) => {
      const look = (data: Buffer) => {
        if (data.includes(part)) {
          child.stdout.off('data', look);
          resolve();
        }
      };
      child.stdout.on('data', look);
    });
  await peerShows('#');
  const peer = await echoes((key) => {
    const shown = peerShows(key);
    child.stdin.write(key);
    return shown;
  });
  child.kill('SIGKILL');
  await engine.call('DELETE', '/containers/shell?force=1');
  return {
    what: `key press in a shell to its echo, median of ${keys}`,
    ours: ms(ours),
    peer: ms(peer),
    ratio: peer / ours,
    wanted: { holds: ours < 50, text: 'under 50 ms' },
  };
}

async function echoes(press: (key: string) => Promise<void>): Promise<number> {
  const times: number[] = [];
  for (let count = 0; count < keys; count++) {
    times.push(await took(() => press(count % 2 === 0 ? 'a' : 'b')));
  }
  return median(times);
}

/** A log of 100 MB that is there already, so that the engine's writing is not measured. */
async function burstRows(engine: PrivateEngine, followed: Followed): Promise<Row[]> {
  const script = `yes "$(printf '%080d' 7)" | head -n ${lines}; echo ${lastLine}`;
  await engine.run('burst', 'app:1', { config: { Cmd: ['sh', '-c', script] } });
  await followed.until(({ containers }) =>
    [...containers.values()].some(({ name, state }) => name === 'burst' && state === 'exited'),
  );
  const times = { ours: [] as number[], peer: [] as number[] };
  let [added, peerPeak] = [0, 0];
  for (let round = 0; round < rounds; round++) {
    const peer = await dockerLogs(engine);
    times.peer.push(peer.time);
    peerPeak = Math.max(peerPeak, peer.peak);
    globalThis.gc?.();
    const before = process.memoryUsage().rss;
    const watch = setInterval(() => {
      added = Math.max(added, process.memoryUsage().rss - before);
    }, 20);
    times.ours.push(await took(() => readBurst(followed)));
    clearInterval(watch);
  }
  const [ours, peer] = [median(times.ours), median(times.peer)];
  return [
    {
      what: 'log of 100 MB, read to its last line',
      ours: ms(ours),
      peer: ms(peer),
      ratio: peer / ours,
      // The engine is what both wait for: they differ by chance.
      wanted: { ratio: 0.8, text: 'as fast' },
    },
    {
      what: 'log of 100 MB: memory at its peak (ours: added)',
      ours: `${(added / 2 ** 20).toFixed(0)} MB`,
      peer: `${(peerPeak / 1024).toFixed(0)} MB`,
      wanted: { holds: added < 100 * 2 ** 20, text: 'under 100 MB' },
    },
  ];
}

async function readBurst(followed: Followed): Promise<void> {
  const screen = new Screen();
  const done = screen.shows(lastLine);
  const { live, store } = followed;
  const from = {
    get engine() {
      return live.engine;
    },
    state: () => store.state,
    watch: store.subscribe.bind(store),
  };
  openLogTerminal(asUi(screen), from, ['burst'], {}, () => {});
  const session = await screen.session;
  await done;
  session?.close();
}

/** With the times, which we are sent as well. */
async function dockerLogs(engine: PrivateEngine): Promise<{ readonly time: number; readonly peak: number }> {
  const env = { PATH: process.env['PATH'] ?? '', HOME: engine.folder, DOCKER_HOST: engine.host };
  const start = now();
  const child = spawn('docker', ['logs', '--timestamps', 'burst'], { env, stdio: ['ignore', 'pipe', 'ignore'] });
  let peak = 0;
  const watch = setInterval(() => {
    peak = peakOf(child) ?? peak;
  }, 20);
  child.stdout.resume();
  await new Promise((resolve) => child.once('close', resolve));
  clearInterval(watch);
  return { time: now() - start, peak };
}

/** In KB. */
function peakOf({ pid }: ChildProcess): number | undefined {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) || undefined;
  } catch {
    // It has just ended.
    return undefined;
  }
}

/** What is left of logs, shells and contexts that were open. */
async function memoryRow(engine: PrivateEngine, followed: Followed): Promise<Row> {
  const before = await settledHeap();
  await readBurst(followed);
  const id = await engine.run('shells', 'app:1');
  const sessions = await Promise.all(
    Array.from({ length: 5 }, async () => {
      const screen = new Screen();
      const ready = screen.shows('#');
      const request = { container: { id, name: 'shells' }, shell: 'sh', command: ['sh'] };
      openExecTerminal(asUi(screen), followed.live.engine, request, () => {});
      const session = await screen.session;
      await ready;
      return session;
    }),
  );
  for (const session of sessions) {
    session?.close();
  }
  const context = join(engine.folder, 'context');
  (await packContext(context, join(context, 'Dockerfile'))).stream.resume().destroy();
  await engine.call('DELETE', '/containers/shells?force=1');
  await delay(1_000);
  const after = await settledHeap();
  const change = after / before - 1;
  return {
    what: 'heap after a log, shells and a build were closed',
    ours: `${(after / 2 ** 20).toFixed(1)} MB`,
    peer: `${(before / 2 ** 20).toFixed(1)} MB`,
    wanted: { holds: change < 0.1, text: `within 10 % of before (${(change * 100).toFixed(1)} %)` },
  };
}

async function settledHeap(): Promise<number> {
  for (let round = 0; round < 4; round++) {
    await delay(50);
    globalThis.gc?.();
  }
  return process.memoryUsage().heapUsed;
}

async function took(work: () => Promise<unknown>): Promise<number> {
  const start = now();
  await work();
  return now() - start;
}

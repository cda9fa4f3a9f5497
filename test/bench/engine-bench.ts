import { setTimeout as delay } from 'node:timers/promises';
import { containersView } from '../../client/src/views/containers';
import { imagesView } from '../../client/src/views/images';
import { networksView } from '../../client/src/views/networks';
import { type Details, defaultViewOptions } from '../../client/src/views/view';
import { volumesView } from '../../client/src/views/volumes';
import type { PrivateEngine } from '../../scripts/host/engine.mjs';
import { outages } from './outage-bench';
import {
  counted,
  docker,
  engineHost,
  Followed,
  hasDocker,
  inParallel,
  isConnected,
  listen,
  now,
  startAndStop,
} from './private-engines';
import { progress } from './progress';
import { median, ms, percentile, type Row } from './stats';

const many = 2_000;
const manyImages = 500;
const changes = 50;
/** The peer takes seconds for each when the engine is busy. */
const peerRounds = 5;
/** On a machine that is busy itself there are fewer changes, but the bench ends. */
const longest = 90_000;
const others = 20;
const changeLimit = 100;

/** How soon the model tells what happens to its engine as a whole. */
export const outageRows = (root: string): Promise<Row[]> => withEngine(root, outages);

/**
 * What is asked of an engine on which nothing happens, and what that costs.
 * @param seconds for which it is watched.
 */
export const idleRows = (root: string, seconds: number): Promise<Row[]> =>
  withEngine(root, (engine) => watched(engine, seconds));

/**
 * The live model of a private engine with 2,000 containers and 500 images. The peer is the docker command line, which extensions
 * run that are built on it.
 */
export const engineRows = (root: string): Promise<Row[]> => withEngine(root, crowded);

async function withEngine(root: string, measure: (engine: PrivateEngine) => Promise<Row[]>): Promise<Row[]> {
  const { engineObstacle, PrivateEngine: Engine } = await engineHost(root);
  const obstacle = engineObstacle() ?? ((await hasDocker()) ? undefined : 'there is no docker command line');
  if (obstacle !== undefined) {
    return [{ what: `not measured: ${obstacle}`, ours: '' }];
  }
  const engine = new Engine();
  try {
    await engine.start();
    return await measure(engine);
  } finally {
    progress('the engine ends');
    await engine.dispose();
  }
}

async function crowded(engine: PrivateEngine): Promise<Row[]> {
  progress(`${manyImages} images are loaded`);
  await engine.load(
    Array.from({ length: manyImages }, (_, index) => ({ tags: [`app${index}:1`], labels: { index: String(index) } })),
  );
  const moving = await inParallel(others + 1, (index) => engine.run(`moving${index}`, 'app0:1', { start: false }));
  const [probe = '', ...rest] = moving;
  const before = await changeRows(engine, 'idle, 21 containers', probe, []);
  progress(`${many} containers are made`);
  await inParallel(many - moving.length, (index) =>
    engine.run(`c${index}`, `app${index % manyImages}:1`, { start: false }),
  );
  return [
    ...before,
    ...(await listRows(engine)),
    await memoryRow(engine),
    ...(await changeRows(engine, `idle, ${many} containers`, probe, [])),
    ...(await changeRows(engine, `${others} others start and stop`, probe, rest)),
  ];
}

async function listRows(engine: PrivateEngine): Promise<Row[]> {
  progress('lists');
  const lists = { ours: [] as number[], peer: [] as number[] };
  const first = { ours: [] as number[], peer: [] as number[] };
  for (let round = 0; round < 5; round++) {
    const followed = new Followed(engine.socket);
    const release = followed.live.hold();
    const start = now();
    first.ours.push((await followed.until(isConnected)) - start);
    lists.ours.push(await took(() => followed.live.engine.containers.list()));
    release();
    lists.peer.push(await took(() => docker(engine, 'ps', '--all', '--no-trunc')));
    first.peer.push(
      await took(() =>
        Promise.all([
          docker(engine, 'ps', '--all', '--no-trunc'),
          docker(engine, 'image', 'ls'),
          docker(engine, 'volume', 'ls'),
          docker(engine, 'network', 'ls'),
        ]),
      ),
    );
  }
  return [
    against(`list of ${many} containers`, lists),
    against(`connection to first rows, ${many} containers, ${manyImages} images`, first),
  ];
}

/** What the state and the rows of all views take, rows drawn once. */
async function memoryRow(engine: PrivateEngine): Promise<Row> {
  const before = await heap();
  const followed = new Followed(engine.socket);
  const release = followed.live.hold();
  await followed.until(isConnected);
  const details = { usage: () => undefined, fileUri: () => 'quayside:/file' } as unknown as Details;
  const rows = [containersView, imagesView, volumesView, networksView].map((view) =>
    view.rows(followed.store.state, defaultViewOptions, Date.now(), details),
  );
  const after = await heap();
  const count = rows.reduce((sum, { length }) => sum + length, 0);
  release();
  return {
    what: `heap of ${many} containers and ${manyImages} images with ${count} rows`,
    ours: `${((after - before) / 2 ** 20).toFixed(1)} MB`,
  };
}

/** From the time of an event, as the engine says, to the changed model; the peer lists again after the event, as its users do. */
async function changeRows(
  engine: PrivateEngine,
  condition: string,
  probe: string,
  moving: readonly string[],
): Promise<Row[]> {
  progress(`changes, ${condition}`);
  const followed = new Followed(engine.socket);
  const release = followed.live.hold();
  await followed.until(isConnected);
  const times = { ours: [] as number[], peer: [] as number[] };
  let happened: (time: number) => void = () => {};
  const stop = await listen(engine, (_action, id, time) => id === probe && happened(time));
  const busy = new AbortController();
  const noise = moving.map((id) => startAndStop(engine, id, busy.signal));
  const start = now();
  for (let round = 0; round < changes && now() - start < longest; round++) {
    const action = round % 2 === 0 ? 'start' : 'kill';
    const state = action === 'start' ? 'running' : 'exited';
    const event = new Promise<number>((resolve) => {
      happened = resolve;
    });
    const changed = followed.until(({ containers }) => containers.get(probe)?.state === state);
    const peer = round < peerRounds ? [event.then((time) => relisted(engine, time))] : [];
    await engine.call('POST', `/containers/${probe}/${action}`);
    times.ours.push((await changed) - (await event));
    times.peer.push(...(await Promise.all(peer)));
  }
  busy.abort();
  await Promise.all(noise);
  stop();
  release();
  const measured = `outside start/stop to model, ${condition} (${times.ours.length} changes)`;
  const [ours, late] = [median(times.ours), percentile(times.ours, 0.95)];
  const wanted = (value: number) => ({ holds: value < changeLimit, text: `under ${changeLimit} ms` });
  return [
    { ...against(`${measured}: median`, times), wanted: wanted(ours) },
    { what: `${measured}: p95`, ours: ms(late), wanted: wanted(late) },
  ];
}

async function relisted(engine: PrivateEngine, since: number): Promise<number> {
  await docker(engine, 'ps', '--all', '--no-trunc');
  return now() - since;
}

/** Requests and CPU time of this process, the counting included, while nothing happens on the engine. */
async function watched(engine: PrivateEngine, seconds: number): Promise<Row[]> {
  const proxy = await counted(engine);
  const followed = new Followed(proxy.path);
  const release = followed.live.hold();
  await followed.until(isConnected);
  const rows: Row[] = [];
  for (const [present, time] of [
    [false, seconds],
    [true, Math.min(seconds, 20)],
  ] as const) {
    progress(`${time} idle seconds`);
    followed.live.attend(present);
    await delay(1_000);
    const [requests, cpu] = [proxy.count(), process.cpuUsage()];
    await delay(time * 1_000);
    const { user, system } = process.cpuUsage(cpu);
    const asked = proxy.count() - requests;
    const who = present ? 'somebody at the editor' : 'nobody at the editor';
    rows.push({
      what: `idle for ${time} s, ${who}: requests; CPU in 30 s`,
      ours: `${asked}; ${ms(((user + system) / 1_000 / time) * 30)}`,
      ...(present ? {} : { wanted: { holds: asked === 0, text: 'no request' } }),
    });
  }
  release();
  proxy.close();
  return rows;
}

function against(
  what: string,
  { ours, peer }: { readonly ours: readonly number[]; readonly peer: readonly number[] },
): Row {
  return {
    what,
    ours: ms(median(ours)),
    peer: ms(median(peer)),
    ratio: median(peer) / median(ours),
    wanted: { ratio: 1, text: 'faster' },
  };
}

async function took(work: () => Promise<unknown>): Promise<number> {
  const start = now();
  await work();
  return now() - start;
}

async function heap(): Promise<number> {
  for (let round = 0; round < 4; round++) {
    await delay(50);
    globalThis.gc?.();
  }
  return process.memoryUsage().heapUsed;
}

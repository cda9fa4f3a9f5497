import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { Connection } from '../../client/src/engine/connection';
import { type Engine, engineOn } from '../../client/src/engine/engine';
import { EngineFiles } from '../../client/src/files/engine-files';
import type { PrivateEngine } from '../../scripts/host/engine.mjs';
import { engineHost } from './private-engines';
import { median, ms, type Row } from './stats';

const rounds = 9;
const manyFiles = 20_000;

/** Listing folders of containers: this machine's own /usr, with its own programs, and a folder of very many files. */
export async function filesRows(root: string): Promise<Row[]> {
  const { PrivateEngine, engineObstacle } = await engineHost(root);
  const obstacle = engineObstacle();
  if (obstacle) {
    return [{ what: 'listing files', ours: `not measured: ${obstacle}` }];
  }
  const engine = new PrivateEngine();
  try {
    await engine.start();
    await engine.load([{ tags: ['app:1'] }]);
    return await measure(engine);
  } finally {
    await engine.dispose();
  }
}

async function measure(engine: PrivateEngine): Promise<Row[]> {
  const many = join(engine.folder, 'many');
  mkdirSync(many);
  for (let index = 0; index < manyFiles; index++) {
    writeFileSync(join(many, `file-${index}`), '');
  }
  const Binds = ['/usr:/usr:ro', '/usr/lib:/lib:ro', '/usr/lib64:/lib64:ro', `${many}:/many:ro`];
  await engine.run('web', 'app:1', { config: { HostConfig: { Binds } } });
  await engine.run('idle', 'app:1', { start: false, config: { HostConfig: { Binds: [`${many}:/many:ro`] } } });
  const endpoint = {
    name: 'bench',
    source: 'context',
    url: '',
    address: { kind: 'socket', path: engine.socket },
  } as const;
  const calls = engineOn(new Connection(endpoint, () => Promise.reject(new Error('no tunnel here'))));
  const files = new EngineFiles(
    () => calls,
    () => 'bench',
    { fresh: 0, longest: 90_000 },
  );
  const rows = [
    await againstLs(files, calls, '/usr'),
    await againstLs(files, calls, '/usr/bin'),
    await againstLs(files, calls, '/many'),
  ];
  const stopped = await timed(() => files.list({ kind: 'container', name: 'idle', path: '/many' }));
  await files.dispose();
  return [...rows, { what: `list ${manyFiles} files of a stopped container`, ours: ms(stopped) }];
}

/** Our list, with kinds, sizes, modes, owners and what links lead to, against what exec takes for `ls -la`; runs alternate. */
async function againstLs(files: EngineFiles, calls: Engine, path: string): Promise<Row> {
  const times = { ours: [] as number[], ls: [] as number[] };
  let count = 0;
  for (let round = 0; round <= rounds; round++) {
    const ours = await timed(async () => {
      count = (await files.list({ kind: 'container', name: 'web', path })).entries.length;
    });
    const ls = await timed(() => calls.exec.capture('web', { command: ['ls', '-la', path] }, 2 ** 26));
    if (round > 0) {
      times.ours.push(ours);
      times.ls.push(ls);
    }
  }
  const ratio = median(times.ls.map((time, index) => time / (times.ours[index] ?? Number.NaN)));
  return {
    what: `list ${path} of a container (${count} entries), against exec ls`,
    ours: ms(median(times.ours)),
    peer: ms(median(times.ls)),
    ratio,
    wanted: { ratio: 0.5, text: 'at most twice the time' },
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

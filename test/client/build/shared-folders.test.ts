import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { contextFolder, dockerfileFolder } from '../../../client/src/build/shared-folders';
import { fileSync, type Sent, type SharedFolder } from '../../../client/src/engine/file-sync';
import { openFiles } from '../../support/open-files';
import { startSyncClient, takeAll } from '../../support/sync-client';

let folder = '';
let context = '';
const clients: Awaited<ReturnType<typeof startSyncClient>>[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quayside-shared-'));
  context = join(folder, 'app');
  mkdirSync(context);
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
  rmSync(folder, { recursive: true, force: true });
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(context, name)), { recursive: true });
    writeFileSync(join(context, name), text);
  }
}

/** A client of the context, or of another folder. */
async function start(onSent: (sent: Sent) => void = () => {}, folders?: Readonly<Record<string, SharedFolder>>) {
  const shared = new Map(Object.entries(folders ?? { context: contextFolder(context) }));
  const client = await startSyncClient(fileSync(shared, onSent));
  clients.push(client);
  return client;
}

async function pathsFor(headers: Readonly<Record<string, string | string[]>>): Promise<readonly string[]> {
  const client = await start();
  const call = client.call({ 'dir-name': 'context', ...headers });
  const { told } = await takeAll(call);
  expect(await call.status).toEqual(['0', '']);
  return told.map(({ path }) => path);
}

test('files, links and folders are told with their modes, and files that are asked for are sent', async () => {
  const large = 'x'.repeat(300_000);
  write({ 'a/run.sh': '#!/bin/sh', 'a.txt': 'A', empty: '', large, 'größe/日本': 'x' });
  chmodSync(join(context, 'a/run.sh'), 0o4755);
  mkdirSync(join(context, 'none'), { mode: 0o700 });
  symlinkSync('../a.txt', join(context, 'a/link'));
  const socket = createServer().listen(join(context, 'socket'));
  const sent: Sent[] = [];
  const client = await start((report) => void sent.push(report));
  const call = client.call({ 'dir-name': 'context' });
  const { told, contents } = await takeAll(call);
  socket.close();
  expect(await call.status).toEqual(['0', '']);
  expect(told.map(({ path, mode, size, target }) => `${path} ${mode.toString(8)} ${size} ${target}`)).toEqual([
    'a 20000000755 0 ',
    'a/link 1000000777 8 ../a.txt',
    'a/run.sh 40000755 9 ',
    'a.txt 644 1 ',
    'empty 644 0 ',
    'größe 20000000755 0 ',
    'größe/日本 644 1 ',
    'large 644 300000 ',
    'none 20000000700 0 ',
  ]);
  expect(contents).toEqual(
    new Map([
      ['a/run.sh', '#!/bin/sh'],
      ['a.txt', 'A'],
      ['empty', ''],
      ['größe/日本', 'x'],
      ['large', large],
    ]),
  );
  expect(sent.at(-1)).toMatchObject({ folder: 'context', files: 5, bytes: 300_011, done: true });
});

const linked = ['a', 'a/b', 'a/b/x.txt', 'a/b/y.md', 'link'];

test.each<[what: string, headers: Readonly<Record<string, string | string[]>>, paths: readonly string[]]>([
  ['what is included, with its folders', { 'include-patterns': 'a/b/*.txt' }, ['a', 'a/b', 'a/b/x.txt']],
  ['several patterns, also with commas', { 'include-patterns': ['z', 'o,dd'] }, ['o,dd', 'z']],
  ['all but what is excluded', { 'exclude-patterns': ['a', 'link', 'o,dd'] }, ['z', 'ünï']],
  ['an exception', { 'exclude-patterns': ['*', '!a/b/x.txt'] }, ['a', 'a/b', 'a/b/x.txt']],
  ['both', { 'include-patterns': 'a', 'exclude-patterns': '**/*.txt' }, ['a', 'a/b', 'a/b/y.md']],
  ['names that were encoded', { 'include-patterns': '%C3%BCn%C3%AF', 'include-patterns-encoded': '1' }, ['ünï']],
  ['names in plain UTF-8', { 'include-patterns': Buffer.from('ünï').toString('latin1') }, ['ünï']],
  ['what a link leads to', { followpaths: 'link/x.txt' }, ['a', 'a/b', 'a/b/x.txt', 'link']],
  ['what several paths over a link lead to', { followpaths: ['link/x.txt', 'link/y.md'] }, linked],
  ['what links that match lead to', { followpaths: 'l*' }, linked],
  [
    'all, when all is followed',
    { followpaths: '.' },
    ['a', 'a/b', 'a/b/x.txt', 'a/b/y.md', 'link', 'o,dd', 'z', 'ünï'],
  ],
  ['nothing that is not there', { followpaths: 'gone/x' }, []],
])('%s is told', async (_what, headers, paths) => {
  write({ 'a/b/x.txt': '', 'a/b/y.md': '', z: '', 'o,dd': '', ünï: '' });
  symlinkSync('/a/b', join(context, 'link'));
  expect(await pathsFor(headers)).toEqual(paths);
});

test('hundreds of patterns are taken', async () => {
  write({ a: '', p399: '' });
  expect(await pathsFor({ 'exclude-patterns': Array.from({ length: 400 }, (_, index) => `p${index}`) })).toEqual(['a']);
});

test.each([
  { 'include-patterns': ['../*', '/../secret', '**/secret', '..'] },
  { followpaths: ['../secret', '../../etc/passwd', '/etc/passwd', 'out/secret', 'up', 'loop', '..'] },
  { 'exclude-patterns': ['!../secret', '!/../**'] },
])('nothing outside of the folder is told: %j', async (headers) => {
  write({ inside: '' });
  writeFileSync(join(folder, 'secret'), 'secret');
  symlinkSync('..', join(context, 'out'));
  symlinkSync('../secret', join(context, 'up'));
  symlinkSync('loop/x', join(context, 'loop'));
  const paths = await pathsFor(headers);
  expect(paths.filter((path) => !['inside', 'out', 'up', 'loop'].includes(path))).toEqual([]);
});

test.each([
  ['etc', undefined, ['5', 'The folder etc is not shared.']],
  ['../app', undefined, ['5', 'The folder ../app is not shared.']],
  ['context', [7], ['3', 'There is no file 7.']],
  ['context', [0], ['3', 'There is no file 0.']],
  ['context', [1, 1], ['3', 'There is no file 1.']],
])('an engine that asks for %s %j is refused', async (name, ids, status) => {
  write({ 'a/x': '' });
  const call = (await start()).call({ 'dir-name': name });
  for await (const { type, entry } of call.packets) {
    if (type === 0 && !entry) {
      ids?.map((id) => call.ask(id));
    }
  }
  expect(await call.status).toEqual(status);
});

test('a file that is gone, or has become a link, when it is asked for, is named', async () => {
  writeFileSync(join(folder, 'secret'), 'secret');
  for (const change of [() => {}, () => symlinkSync('../secret', join(context, 'x'))]) {
    write({ x: 'x' });
    const call = (await start()).call({ 'dir-name': 'context' });
    let content = '';
    for await (const { entry, data } of call.packets) {
      if (entry) {
        rmSync(join(context, 'x'), { force: true });
        change();
        call.ask(0);
      }
      content += data.toString();
    }
    expect(content).toBe('');
    expect(await call.status).toEqual(['2', expect.stringMatching(/^Could not read x: /)]);
    rmSync(join(context, 'x'), { force: true });
  }
});

test('of the folder of a Dockerfile only that and its ignore file are told, where links lead to', async () => {
  write({ 'real/base': 'FROM scratch', 'web.Dockerfile.dockerignore': 'x', '.env': 'secret', Dockerfile: '' });
  symlinkSync('real/base', join(context, 'web.Dockerfile'));
  const client = await start(undefined, { dockerfile: dockerfileFolder(context, 'web.Dockerfile') });
  const { told, contents } = await takeAll(client.call({ 'dir-name': 'dockerfile' }));
  expect(told.map(({ path }) => path)).toEqual(['web.Dockerfile', 'web.Dockerfile.dockerignore']);
  expect(contents.get('web.Dockerfile')).toBe('FROM scratch');
});

test('Dockerfiles of one size and time are told apart', async () => {
  write({ 'one/Dockerfile': 'FROM one', 'two/Dockerfile': 'FROM two', 'same/Dockerfile': 'FROM one' });
  const times = ['one', 'two', 'same'].map(async (name) => {
    utimesSync(join(context, name, 'Dockerfile'), 1e9, 1e9);
    const entries = dockerfileFolder(join(context, name), 'Dockerfile').entries({
      include: [],
      exclude: [],
      follow: [],
    });
    for await (const { stats } of entries) {
      return stats.mtimeMs;
    }
    return undefined;
  });
  const [one, two, same] = await Promise.all(times);
  expect(one).not.toBe(two);
  expect(one).toBe(same);
});

test('when the connection is cut, no more is read and nothing stays open', async () => {
  for (let file = 0; file < 40; file++) {
    write({ [`f${file}`]: 'x'.repeat(400_000) });
  }
  const client = await start();
  const call = client.call({ 'dir-name': 'context' });
  let told = 0;
  for await (const { type, entry } of call.packets) {
    if (entry) {
      call.ask(told++);
    } else if (type === 2) {
      break;
    }
  }
  client.cut();
  await vi.waitFor(() => expect(openFiles(context)).toEqual([]), 60_000);
});

test('an engine that does not read is not sent more than fits on the way', async () => {
  write({ endless: 'x' });
  let reads = 0;
  const read = async function* () {
    for (;;) {
      reads++;
      yield Buffer.alloc(1 << 17);
    }
  };
  const client = await start(undefined, { context: { ...contextFolder(context), read } });
  const call = client.call({ 'dir-name': 'context' });
  await call.packets.next();
  call.ask(0);
  await vi.waitFor(() => expect(reads).toBeGreaterThan(0), 60_000);
  // Another call goes on while the first one waits.
  await takeAll(client.call({ 'dir-name': 'context', 'include-patterns': 'none' }));
  expect(reads).toBeLessThan(20);
});

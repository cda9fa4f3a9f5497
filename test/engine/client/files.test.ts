import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pack } from 'tar-stream';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { Connection } from '../../../client/src/engine/connection';
import { type Engine, engineOn } from '../../../client/src/engine/engine';
import { helperLabel } from '../../../client/src/engine/helpers';
import { openSshTunnel } from '../../../client/src/engine/ssh';
import { readEntries } from '../../../client/src/files/archive';
import { EngineFiles } from '../../../client/src/files/engine-files';
import { compareEntries, type Entry } from '../../../client/src/files/entry';
import type { HolderKind, Place } from '../../../client/src/files/place';
import { busybox } from '../../../scripts/host/images.mjs';
import { useEngine } from '../../support/engine';
import { socketEndpoint } from './harness';

const engine = useEngine([{ tags: ['app:1'], volumes: ['/declared'] }]);
const opened: EngineFiles[] = [];

/** `bare:1` holds nothing but one program that sleeps: no shell, no find. */
beforeAll(async () => {
  const archive = pack();
  archive.entry({ name: 'app/sleep', mode: 0o755 }, readFileSync(busybox));
  archive.entry({ name: 'app/data/config', mode: 0o600, uid: 7, gid: 8 }, 'a=1\n');
  archive.entry({ name: 'app/current', type: 'symlink', linkname: 'data' });
  archive.entry({ name: 'outside', type: 'symlink', linkname: '../../../../etc/passwd' });
  archive.entry({ name: 'loop', type: 'symlink', linkname: 'loop' });
  archive.entry({ name: 'passwd', type: 'symlink', linkname: '/app/data/config' });
  archive.finalize();
  await engine.request('POST', '/images/create?fromSrc=-&repo=bare&tag=1', await buffer(archive));
});

afterEach(async () => {
  await Promise.all(opened.splice(0).map((files) => files.dispose()));
  for (const { Id } of await engine.call('GET', '/containers/json?all=1')) {
    await engine.call('DELETE', `/containers/${Id}?force=1&v=1`);
  }
});

function open(limits?: ConstructorParameters<typeof EngineFiles>[2]): { files: EngineFiles; calls: Engine } {
  const calls = engineOn(new Connection(socketEndpoint(engine.socket), openSshTunnel));
  const files = new EngineFiles(
    () => calls,
    () => 'test',
    limits,
  );
  opened.push(files);
  return { files, calls };
}

const at = (kind: HolderKind, name: string, path: string): Place => ({ kind, name, path });
const inContainer = (name: string) => (path: string) => at('container', name, path);
const words = (entries: readonly Entry[]) =>
  [...entries]
    .sort(compareEntries)
    .map(({ name, kind, size, mode, uid, gid, target, follows }) =>
      [name, kind, kind === 'file' ? size : '', mode.toString(8), `${uid}:${gid}`, target, follows]
        .filter((word) => word !== undefined)
        .join(' '),
    );
const bareConfig = { Cmd: ['/app/sleep', '1000'] };
const existing = { create: false, overwrite: true };
const fresh = { create: true, overwrite: false };
const helpers = async (): Promise<unknown[]> =>
  engine.call('GET', `/containers/json?all=1&filters=${JSON.stringify({ label: [helperLabel] })}`);

/** Runs a command in a container, past the code under test. */
async function inside(name: string, ...command: readonly string[]): Promise<string> {
  const { calls } = open();
  return (await calls.exec.run(name, { command })).output;
}

test('a running container is listed with its own programs, a stopped one from an archive: both tell the same', async () => {
  await engine.run('web', 'app:1');
  await inside(
    'web',
    'sh',
    '-c',
    'mkdir -p "/data/a b" && cd /data && echo hello > "new\nline" && chmod 4750 "new\nline"',
  );
  await inside(
    'web',
    'sh',
    '-c',
    'cd /data && ln -s "a b" folder && ln -s /nowhere broken && ln -s ../bin/busybox box',
  );
  const { files } = open();
  const place = at('container', 'web', '/data');
  const running = await files.list(place);
  const expected = ['a b folder  755 0:0', 'folder link  777 0:0 a b folder', 'box link  777 0:0 ../bin/busybox file'];
  expect(words(running.entries)).toEqual([...expected, 'broken link  777 0:0 /nowhere', 'new\nline file 6 4750 0:0']);
  expect(running.rest).toBeUndefined();
  await engine.call('POST', '/containers/web/stop?t=0');
  const stopped = words((await files.list(place)).entries);
  expect(stopped.slice(0, 3)).toEqual(expected);
  expect(stopped).toHaveLength(4);
  const root = await files.list(at('container', 'web', '/'));
  expect(root.entries.map(({ name }) => name)).toEqual(expect.arrayContaining(['bin', 'data', 'declared', 'etc']));
});

test.each([true, false])('an image without a shell, running: %s', async (start) => {
  await engine.run('bare', 'bare:1', { start, config: bareConfig });
  const { files } = open();
  const place = inContainer('bare');
  expect(words((await files.list(place('/app'))).entries)).toEqual([
    'current link  777 0:0 data folder',
    'data folder  755 0:0',
    `sleep file ${readFileSync(busybox).length} 755 0:0`,
  ]);
  expect((await files.read(place('/app/current/config'))).toString()).toBe('a=1\n');
  await files.write(place('/passwd'), Buffer.from([0, 255, 10, 13, 128]), existing);
  expect([...(await files.read(place('/app/data/config')))]).toEqual([0, 255, 10, 13, 128]);
  expect(words((await files.list(place('/app/data'))).entries)).toEqual(['config file 5 600 7:8']);
  expect((await files.list(place('/'))).entries.find(({ name }) => name === 'passwd')).toMatchObject({ kind: 'link' });
  await expect(files.rename(place('/app/data/config'), place('/app/x'), { overwrite: false })).rejects.toThrow(
    start ? 'the image has no program "mv"' : 'Files can be renamed only while the container runs',
  );
});

test('links never lead out of the container', async () => {
  await engine.run('bare', 'bare:1', { start: false, config: bareConfig });
  const { files } = open();
  const place = inContainer('bare');
  const host = readFileSync('/etc/passwd', 'utf8');
  for (const path of ['/outside', '/../../etc/passwd']) {
    const read = await files.read(place(path)).then(String, () => 'refused');
    expect(read).not.toBe(host);
  }
  await expect(files.read(place('/loop'))).rejects.toThrow(/loop/);
});

test('a saved file keeps its mode and owner; a new one belongs to whom its folder belongs to', async () => {
  await engine.run('web', 'app:1');
  await inside('web', 'sh', '-c', 'mkdir /home/me && echo old > /home/me/f && chmod 2640 /home/me/f');
  const { files, calls } = open();
  const place = inContainer('web');
  const archive = pack();
  archive.entry({ name: 'me', type: 'directory', mode: 0o750, uid: 1234, gid: 70 });
  archive.entry(
    { name: 'me/f', mode: 0o2640, uid: 1_000_660_000, gid: 70, pax: { uid: '1000660000' } } as never,
    'old',
  );
  archive.finalize();
  await engine.request('PUT', '/containers/web/archive?path=/home', await buffer(archive));
  await files.write(place('/home/me/f'), Buffer.from('new'), existing);
  await files.write(place('/home/me/g'), Buffer.from('g'), fresh);
  await files.createFolder(place('/home/me/sub'));
  expect(words((await files.list(place('/home/me'))).entries)).toEqual([
    'sub folder  755 1234:70',
    'f file 3 2640 1000660000:70',
    'g file 1 644 1234:70',
  ]);
  expect((await calls.exec.run('web', { command: ['cat', '/home/me/f'] })).output).toBe('new');
  await expect(files.write(place('/home/me/g'), Buffer.from(''), fresh)).rejects.toThrow('There is already');
  await expect(files.write(place('/home/me/h'), Buffer.from(''), existing)).rejects.toThrow('There is no /home/me/h');
  await expect(files.write(place('/home/me/sub'), Buffer.from(''), existing)).rejects.toThrow('is a folder');
  await expect(files.write(place('/nowhere/x'), Buffer.from(''), fresh)).rejects.toThrow(/there is no \/nowhere/);
});

test('renaming and deleting work while the container runs, and say why not otherwise', async () => {
  await engine.run('web', 'app:1');
  await inside('web', 'sh', '-c', 'mkdir -p /d/sub && touch /d/-f /d/sub/x && ln -s sub /d/l');
  const { files } = open();
  const place = inContainer('web');
  const names = async (path: string) => (await files.list(place(path))).entries.map(({ name }) => name).sort();
  const changes: string[] = [];
  files.onDidChange((told) => changes.push(...told.map((change) => `${change.type} ${change.place.path}`)));
  expect(await names('/d')).toEqual(['-f', 'l', 'sub']);
  await files.rename(place('/d/-f'), place('/d/-g'), { overwrite: false });
  await expect(files.rename(place('/d/-g'), place('/d/sub'), { overwrite: false })).rejects.toThrow('already a /d/sub');
  await expect(files.rename(place('/d/sub'), place('/d/sub/in'), { overwrite: false })).rejects.toThrow('into itself');
  expect(await names('/d')).toEqual(['-g', 'l', 'sub']);
  await files.remove(place('/d/l'), { recursive: true });
  expect(await names('/d/sub')).toEqual(['x']);
  await expect(files.remove(place('/d/sub'), { recursive: false })).rejects.toThrow(/not empty/i);
  await files.remove(place('/d/sub'), { recursive: true });
  expect(await names('/d')).toEqual(['-g']);
  expect(changes).toEqual(['deleted /d/-f', 'created /d/-g', 'deleted /d/l', 'deleted /d/sub']);
  await engine.call('POST', '/containers/web/stop?t=0');
  await expect(files.remove(place('/d/-g'), { recursive: true })).rejects.toMatchObject({
    kind: 'refused',
    message: 'Files can be deleted only while the container runs, and web does not.',
  });
  expect(await names('/d')).toEqual(['-g']);
});

test('what programs keep in memory is read and written there, not beneath it', async () => {
  await engine.run('web', 'app:1', { config: { HostConfig: { Tmpfs: { '/run': '' } } } });
  await inside('web', 'sh', '-c', 'echo 42 > /run/pid; ln -s /run /var/run');
  const { files } = open();
  const place = inContainer('web');
  for (const path of ['/run/pid', '/var/run/pid']) {
    expect((await files.read(place(path))).toString()).toBe('42\n');
    expect(await files.stat(place(path))).toMatchObject({ kind: 'file', size: 3, readOnly: undefined });
    await files
      .write(place(`${path}-new`), Buffer.from([0, 200, 10]), fresh)
      .catch(() => expect(path).toBe('/var/run/pid'));
    await expect(files.write(place(path), Buffer.from('x'), fresh)).rejects.toThrow('already');
  }
  expect(await inside('web', 'sh', '-c', 'wc -c < /run/pid-new')).toBe('3\n');
  await files.write(place('/run/pid'), Buffer.from('7'), existing);
  await files.createFolder(place('/run/d'));
  expect(await inside('web', 'sh', '-c', 'cat /run/pid; ls -d /run/d')).toBe('7/run/d\n');
  expect((await files.read(place('/proc/1/comm'))).toString()).toBe('sh\n');
  await files.remove(place('/run/pid'), { recursive: false });
  await expect(files.read(place('/run/pid'))).rejects.toMatchObject({ kind: 'not-found' });
});

test('folders in memory are downloaded and uploaded as a whole by the container, and others tell what they lack', async () => {
  const Tmpfs = { '/run': '', '/srv/cache': '' };
  await engine.run('web', 'app:1', { config: { HostConfig: { Tmpfs } } });
  await inside(
    'web',
    'sh',
    '-c',
    'mkdir -p /run/d/e && echo 42 > /run/d/e/pid && ln -s e/pid /run/d/l && ln -s /run /r',
  );
  const { files } = open();
  const place = inContainer('web');
  const { signal } = new AbortController();
  const packed = async (path: string) => {
    const names: string[] = [];
    let missing: readonly string[] = [];
    await files.download(
      place(path),
      async ({ archive, without }) => {
        missing = without;
        await readEntries(archive, ({ parts, header }) => void names.push(`${parts.join('/')} ${header.type}`));
      },
      signal,
    );
    return { names: names.sort(), missing };
  };
  const inD = ['e directory', 'e/pid file', 'l symlink'];
  expect((await packed('/run/d')).names).toEqual([' directory', ...inD]);
  for (const path of ['/run', '/r']) {
    expect((await packed(path)).names).toEqual([' directory', 'd directory', ...inD.map((line) => `d/${line}`)]);
  }
  expect((await packed('/srv')).missing).toEqual(['/srv/cache']);
  await expect(packed('/proc')).rejects.toThrow('/proc is made by the kernel');

  const archive = () => {
    const made = pack();
    made.entry({ name: 'up/new', mode: 0o640, uid: 3, gid: 4 }, 'new');
    made.finalize();
    return Readable.from(made);
  };
  await files.upload(place('/r/d'), archive, signal);
  await files.upload(place('/srv/cache'), archive, signal);
  expect(await inside('web', 'sh', '-c', 'cat /run/d/up/new /srv/cache/up/new')).toBe('newnew');
  await inside('web', 'rm', '/bin/tar');
  await expect(packed('/run')).rejects.toMatchObject({
    message: 'Could not download /run: the image has no program "tar".',
    details: { nextStep: 'Its files can be opened and saved one by one.' },
  });
});

test('a file that is mounted by itself is written into while the container runs', async () => {
  await engine.run('web', 'app:1');
  const { files } = open();
  const hosts = at('container', 'web', '/etc/hosts');
  await files.write(hosts, Buffer.from('127.0.0.1 here\n'), existing);
  expect(await inside('web', 'cat', '/etc/hosts')).toBe('127.0.0.1 here\n');
  expect((await files.read(hosts)).toString()).toBe('127.0.0.1 here\n');
});

test('a folder of 5,000 files is listed whole, running and stopped', async () => {
  await engine.run('web', 'app:1');
  await inside('web', 'sh', '-c', 'mkdir /many && cd /many && seq 5000 | xargs touch 2>/dev/null || touch $(seq 5000)');
  const { files } = open();
  const place = at('container', 'web', '/many');
  expect((await files.list(place)).entries).toHaveLength(5000);
  await engine.call('POST', '/containers/web/stop?t=0');
  expect((await files.list(place)).entries).toHaveLength(5000);
});

test('an image is read in a helper that nobody sees and that is removed, with the volumes that it brought', async () => {
  const { files, calls } = open();
  const place = (path: string) => at('image', 'app:1', path);
  expect((await files.list(place('/'))).entries.map(({ name }) => name)).toContain('bin');
  expect((await files.read(place('/etc/group'))).toString()).toContain('root:x:0:');
  expect(await files.stat(place('/bin/sh'))).toMatchObject({ kind: 'file', link: true, readOnly: expect.any(String) });
  expect(await helpers()).toHaveLength(1);
  expect(await calls.containers.list()).toEqual([]);
  await expect(files.write(place('/etc/group'), Buffer.from(''), existing)).rejects.toThrow('can only be read');
  await expect(files.list(at('image', 'no/such:1', '/'))).rejects.toThrow(/No such image/);
  await files.dispose();
  expect(await helpers()).toEqual([]);
  expect((await engine.call('GET', '/volumes')).Volumes ?? []).toEqual([]);
});

test('what is known of an image is not shown for another that took its name', async () => {
  await engine.load([{ tags: ['moving:1'], files: { '/only/old': '' } }]);
  const { files } = open();
  const names = async () => (await files.list(at('image', 'moving:1', '/only'))).entries.map(({ name }) => name);
  expect(await names()).toEqual(['old']);
  await engine.load([{ tags: ['moving:1'], files: { '/only/new': '' } }]);
  await expect.poll(names).toEqual(['new']);
});

test('a volume is read without being filled, made or kept from its removal', async () => {
  await engine.call('POST', '/volumes/create', { Name: 'db' });
  const { files } = open();
  const place = (path: string) => at('volume', 'db', path);
  expect((await files.list(place('/'))).entries).toEqual([]);
  await files.dispose();
  const mounts = { HostConfig: { Mounts: [{ Type: 'volume', Source: 'db', Target: '/declared' }] } };
  await engine.run('user', 'app:1', { config: mounts });
  await inside(
    'user',
    'sh',
    '-c',
    'echo row > /declared/table; ln -s table /declared/now; ln -s /etc/group /declared/out',
  );
  for (const state of ['running', 'stopped']) {
    const again = open().files;
    expect(
      words((await again.list(place('/'))).entries).map((line) => line.split(' ')[0]),
      state,
    ).toEqual(['now', 'out', 'table']);
    expect((await again.read(place('/now'))).toString()).toBe('row\n');
    await expect(again.read(place('/out'))).rejects.toThrow('leads out of db');
    await expect(again.remove(place('/table'), { recursive: false })).rejects.toThrow('can only be read');
    await again.dispose();
    await engine.call('POST', '/containers/user/stop?t=0');
  }
  expect(await helpers()).toEqual([]);
  await expect(open().files.list(at('volume', 'other', '/'))).rejects.toThrow(/no such volume/i);
  expect((await engine.call('GET', '/volumes')).Volumes.map(({ Name }: { Name: string }) => Name)).toEqual(['db']);
  await engine.call('DELETE', '/containers/user?force=1');
  await engine.call('DELETE', '/volumes/db');
});

test('helpers that a window left behind are removed by the next', async () => {
  const { calls } = open();
  await calls.helpers.create({ image: 'app:1', session: 'another window' });
  const { files } = open();
  await files.list(at('image', 'app:1', '/etc'));
  expect(await helpers()).toHaveLength(2);
  await files.dispose();
  expect(await helpers()).toHaveLength(1);
});

test('a file that is too large is not read, and one on a read-only file system is not written', async () => {
  await engine.run('web', 'app:1', { config: { HostConfig: { ReadonlyRootfs: true } } });
  const { files } = open();
  const place = at('container', 'web', '/bin/busybox');
  await expect(files.read(place, 1000)).rejects.toMatchObject({
    message: expect.stringMatching(/^\/bin\/busybox is too large to be opened: it has [\d.]+ MB\.$/),
  });
  await expect(files.write(at('container', 'web', '/etc/group'), Buffer.from(''), existing)).rejects.toThrow(
    'read-only',
  );
});

test('an archive that takes too long is given up, and what is known by then is shown', async () => {
  await engine.run('web', 'app:1', { start: false });
  const { files } = open({ fresh: 60_000, longest: 0 });
  const { cut } = await files.list(at('container', 'web', '/'));
  expect(cut).toBe(true);
});

/** A stopped container whose root takes a while to read. */
async function withBigFile(): Promise<void> {
  await engine.run('web', 'app:1');
  await inside('web', 'sh', '-c', 'mkdir /a; touch /a/b; dd if=/dev/zero of=/big bs=1M count=100');
  await engine.call('POST', '/containers/web/stop?t=0');
}

test('a listing gives way to what is asked meanwhile, and then holds the usual folders at least', async () => {
  await withBigFile();
  const { files } = open({ fresh: 60_000, longest: 100_000 });
  const root = at('container', 'web', '/');
  const first = await files.list(root, 1);
  expect(first.rest).toBeDefined();
  expect(await files.stat(at('container', 'web', '/etc/passwd'))).toMatchObject({ kind: 'file' });
  await first.rest;
  const { entries, cut } = await files.list(root);
  expect(cut).toBe(true);
  expect(entries.map(({ name }) => name)).toEqual(expect.arrayContaining(['etc', 'tmp', 'var']));
  expect(words((await files.list(at('container', 'web', '/a'))).entries)).toEqual(['b file 0 644 0:0']);
  files.refresh(root);
  expect(await files.list(root)).toMatchObject({ cut: false });
});

test('an engine that ends in the middle of a listing ends it with an error', async () => {
  await withBigFile();
  const { files } = open();
  const { rest } = await files.list(at('container', 'web', '/'), 1);
  const whole = files.list(at('container', 'web', '/'));
  const failed = expect(whole).rejects.toMatchObject({ name: 'EngineError' });
  await engine.kill();
  await failed;
  await rest;
  await expect(files.stat(at('container', 'web', '/big'))).rejects.toMatchObject({ kind: 'unreachable' });
  await engine.start();
  expect(await files.stat(at('container', 'web', '/big'))).toMatchObject({ kind: 'file', size: 100 << 20 });
});

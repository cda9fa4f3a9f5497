import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { copyContainerFiles } from '../../../client/src/commands/container/copy-files';
import { downloadFile } from '../../../client/src/commands/file/download';
import { removeFile } from '../../../client/src/commands/file/remove';
import { renameFile } from '../../../client/src/commands/file/rename';
import { dropFiles } from '../../../client/src/commands/file/upload';
import type { Place } from '../../../client/src/files/place';
import { filesRow } from '../../../client/src/views/files';
import type { Details, FileItem } from '../../../client/src/views/view';
import { useEngine } from '../../support/engine';
import { FakeUi } from '../../support/fake-ui';
import { follow, socketEndpoint } from './harness';

const engine = useEngine([{ tags: ['app:1'], files: { '/srv/a': 'one\n', '/srv/deep/b': 'two\n' } }]);
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quayside-files-'));
});

afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  for (const { Id } of await engine.call('GET', '/containers/json?all=1')) {
    await engine.call('DELETE', `/containers/${Id}?force=1`);
  }
});

async function withContainer(start = true, config: object = {}) {
  await engine.run('web', 'app:1', { start, config });
  const followed = follow(socketEndpoint(engine.socket));
  await followed.until('web', () => followed.container('web') !== undefined);
  const container = followed.container('web');
  if (!container) {
    throw new Error('web is not there');
  }
  return { followed, container };
}

const at = (path: string): Place => ({ kind: 'container', name: 'web', path });
const file = (path: string): FileItem => ({ place: at(path), kind: 'file', size: 4 });
const directory = (path: string): FileItem => ({ place: at(path), kind: 'folder', size: undefined });
const names = async (followed: Awaited<ReturnType<typeof withContainer>>['followed'], path: string) =>
  (await followed.files.list(at(path))).entries.map(({ name }) => name).sort();

test('a file is downloaded to the chosen path, several things into a folder, and docker says how', async () => {
  const { followed } = await withContainer(false);
  const path = join(folder, 'copy');
  const ui = new FakeUi(path, folder, folder);
  await downloadFile.run(followed.context(ui), [file('/srv/a')]);
  expect(readFileSync(path, 'utf8')).toBe('one\n');
  await downloadFile.run(followed.context(ui), [file('/srv/a'), directory('/srv/deep')]);
  expect(readFileSync(join(folder, 'deep', 'b'), 'utf8')).toBe('two\n');
  expect(ui.last('info').message).toBe('deep was downloaded: 1 file, 4 B.');
  expect(followed.logged).toEqual([
    `docker container cp web:/srv/a ${path} # done`,
    `docker container cp web:/srv/a ${join(folder, 'a')} # done`,
    `docker container cp web:/srv/deep ${join(folder, 'deep')} # done`,
  ]);
  await expect(downloadFile.run(followed.context(ui), [directory('/srv/deep')])).rejects.toThrow('There is already a');
  expect(readdirSync(folder).sort()).toEqual(['a', 'copy', 'deep']);
});

test('files and folders that are dropped are uploaded, after a question where one is replaced', async () => {
  const { followed } = await withContainer(false);
  mkdirSync(join(folder, 'site', 'sub'), { recursive: true });
  writeFileSync(join(folder, 'site', 'sub', 'run'), '#!', { mode: 0o755 });
  symlinkSync('sub/run', join(folder, 'site', 'link'));
  writeFileSync(join(folder, 'a'), 'mine');
  const row = filesRow('x', { kind: 'container', name: 'web' }, {} as Details);
  const srv = { ...row, target: { kind: 'file', item: directory('/srv') } };
  const paths = [join(folder, 'site'), join(folder, 'a')];
  const cancelled = new FakeUi(undefined);
  await dropFiles.run(followed.context(cancelled), [srv, paths]);
  expect(cancelled.last('confirm').message).toBe('Replace a in /srv?');
  expect(await names(followed, '/srv')).toEqual(['a', 'deep']);
  await dropFiles.run(followed.context(new FakeUi('Replace')), [srv, paths]);
  expect(await names(followed, '/srv')).toEqual(['a', 'deep', 'site']);
  expect((await followed.files.read(at('/srv/a'))).toString()).toBe('mine');
  expect((await followed.files.list(at('/srv/site'))).entries).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ name: 'link', kind: 'link', target: 'sub/run' }),
      expect.objectContaining({ name: 'sub', kind: 'folder', uid: 0 }),
    ]),
  );
  expect(await followed.files.stat(at('/srv/site/sub/run'))).toMatchObject({ mode: 0o755 });
  const ui = new FakeUi();
  await dropFiles.run(followed.context(ui), [row, []]);
  expect(ui.last('info').message).toBe('Only files of this machine and of the container can be dropped here.');
  await dropFiles.run(followed.context(ui), [undefined, paths]);
  expect(ui.last('info').message).toBe('Drop files on a folder of a container.');
});

test('the palette copies both ways', async () => {
  const { followed, container } = await withContainer();
  const target = join(folder, 'got');
  await copyContainerFiles.run(followed.context(new FakeUi('From web', '/srv/../srv/a', target)), [container]);
  expect(readFileSync(target, 'utf8')).toBe('one\n');
  writeFileSync(join(folder, 'up'), 'up');
  const ui = new FakeUi('Files into web', '/srv/deep/', [join(folder, 'up')]);
  await copyContainerFiles.run(followed.context(ui), [container]);
  expect(await names(followed, '/srv/deep')).toEqual(['b', 'up']);
  expect(followed.logged.at(-1)).toBe(`docker container cp ${join(folder, 'up')} web:/srv/deep # done`);
  const wrong = copyContainerFiles.run(followed.context(new FakeUi('Files into web', '/srv/a')), [container]);
  await expect(wrong).rejects.toThrow('/srv/a is not a folder.');
});

test('what is to be deleted is named before; a container that does not run is started when that is wanted', async () => {
  const { followed } = await withContainer(false);
  const refused = new FakeUi(undefined);
  await removeFile.run(followed.context(refused), [file('/srv/a')]);
  expect(refused.last('warn')).toMatchObject({
    message: 'Files can be deleted only while the container runs, and web does not.',
    choices: ['Start It'],
  });
  expect(await names(followed, '/srv')).toEqual(['a', 'deep']);
  const ui = new FakeUi('Start It', 'Delete');
  await removeFile.run(followed.context(ui), [file('/srv/a'), directory('/srv/deep')]);
  expect(ui.last('confirm')).toMatchObject({
    message: 'Delete 2 files or folders in web?',
    detail: expect.stringContaining('/srv/deep'),
  });
  expect(await names(followed, '/srv')).toEqual([]);
  expect(followed.logged).toContain('docker container exec --user 0 web rm -rf -- /srv/deep # done');
});

test('a file is renamed where it is', async () => {
  const { followed } = await withContainer();
  await renameFile.run(followed.context(new FakeUi('-c d')), [file('/srv/a')]);
  expect(await names(followed, '/srv')).toEqual(['-c d', 'deep']);
  await renameFile.run(followed.context(new FakeUi('-c d')), [file('/srv/-c d')]);
  await expect(renameFile.run(followed.context(new FakeUi('deep')), [file('/srv/-c d')])).rejects.toThrow('already');
});

test('rows that are dropped on a folder of their container are moved there, after a question', async () => {
  const { followed } = await withContainer();
  const row = filesRow('x', { kind: 'container', name: 'web' }, {} as Details);
  const onto = (path: string) => ({ ...row, target: { kind: 'file', item: directory(path) } });
  const address = (path: string) => followed.files.addressOf(at(path));
  const drop = (ui: FakeUi, to: string, ...addresses: readonly string[]) =>
    dropFiles.run(followed.context(ui), [onto(to), [], addresses]);
  const cancelled = new FakeUi(undefined);
  await drop(cancelled, '/srv/deep', address('/srv/a'));
  expect(cancelled.last('confirm').message).toBe('Move a to /srv/deep?');
  expect(await names(followed, '/srv')).toEqual(['a', 'deep']);
  await drop(new FakeUi('Move'), '/srv/deep', address('/srv/a'));
  expect(await names(followed, '/srv/deep')).toEqual(['a', 'b']);
  expect(followed.logged).toEqual(['docker container exec --user 0 web mv -- /srv/a /srv/deep/a # done']);
  // What is in a folder goes with it, and what is there already needs no move.
  await drop(new FakeUi('Move'), '/tmp', address('/srv/deep'), address('/srv/deep/b'));
  expect(await names(followed, '/tmp/deep')).toEqual(['a', 'b']);
  await drop(new FakeUi(), '/tmp', address('/tmp/deep'));
  await expect(drop(new FakeUi('Move'), '/tmp/deep/sub', address('/tmp/deep'))).rejects.toThrow('into itself');
  const other = followed.files.addressOf({ kind: 'image', name: 'app:1', path: '/srv/a' });
  await expect(drop(new FakeUi(), '/tmp', other)).rejects.toThrow('within one container only');
  await expect(drop(new FakeUi(), '/tmp', 'quayside-files://elsewhere/container/web/a')).rejects.toThrow(
    'another engine',
  );
});

test('a download that is cancelled or loses its engine leaves nothing behind', async () => {
  const { followed } = await withContainer(true, {
    Cmd: ['sh', '-c', 'dd if=/dev/zero of=/big bs=1M count=100; sleep 1000'],
  });
  await expect.poll(async () => (await followed.files.stat(at('/big'))).size, { timeout: 60_000 }).toBe(100 << 20);
  for (const kind of ['cancelled', 'unreachable']) {
    const ui = new FakeUi(folder);
    const started = new Promise<void>((resolve) => {
      ui.onProgress = () => resolve();
    });
    const download = downloadFile.run(followed.context(ui), [directory('/')]).then(
      () => 'done',
      (error) => error.kind,
    );
    await started;
    if (kind === 'cancelled') {
      ui.cancel.abort();
    } else {
      await engine.kill();
    }
    expect(await download).toBe(kind);
    expect(readdirSync(folder)).toEqual([]);
  }
  await engine.start();
});

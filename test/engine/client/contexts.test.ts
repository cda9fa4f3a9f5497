import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { extract } from 'tar-stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildContext } from '../../../client/src/build/build-context';
import { packContext } from '../../../client/src/build/context-archive';
import { sendWithDocker, startSink } from '../../support/context-sink';
import { useEngine } from '../../support/engine';
import { follow, socketEndpoint } from './harness';

const engine = useEngine([{ tags: ['app:1'] }]);
let folder = '';
let context = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quayside-contexts-'));
  context = join(folder, 'app');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string | Buffer>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(context, name)), { recursive: true });
    writeFileSync(join(context, name), text);
  }
}

/** One line for each entry: type, mode, owner, size, target of a link, digest of the content, name. */
async function entriesOf(archive: Readable, withTimes = false): Promise<readonly string[]> {
  const lines: string[] = [];
  const unpacking = extract();
  archive.on('error', (error) => unpacking.destroy(error));
  archive.pipe(unpacking);
  for await (const entry of unpacking) {
    const digest = createHash('sha256');
    for await (const chunk of entry) {
      digest.update(chunk as Uint8Array);
    }
    const { type, mode = 0, uid, gid, size, linkname, name, mtime } = entry.header;
    const time = withTimes && type !== 'directory' ? Math.floor(Number(mtime) / 1000) : '';
    // Docker puts the type into the mode as well.
    const bits = (mode & 0o7777).toString(8);
    const path = name.replace(/\/$/, '');
    lines.push(
      `${type} ${bits} ${uid}:${gid} ${size} ${linkname ?? ''} ${digest.digest('hex').slice(0, 12)} ${time} ${path}`,
    );
  }
  return lines.sort();
}

/** What the docker command line sends, and what we send. */
async function both(dockerfile: string) {
  const sink = await startSink(folder);
  const sent = new PassThrough();
  sink.onData = (data) => void sent.write(data);
  try {
    const taken = entriesOf(sent);
    await sendWithDocker(sink, ['--file', dockerfile, '.'], context);
    sent.end();
    const ours = await packContext(context, dockerfile);
    return { docker: await taken, ours: await entriesOf(ours.stream) };
  } finally {
    sink.close();
  }
}

test('links, modes, empty folders, odd names and large files go as docker sends them', async () => {
  write({
    Dockerfile: 'FROM scratch\n',
    'bin/run.sh': '#!/bin/sh\n',
    'ünï cödé/日本.txt': 'x',
    'large.bin': Buffer.alloc(3_000_000, 'large'),
    empty: '',
    [`${'long/'.repeat(30)}name`]: 'deep',
  });
  chmodSync(join(context, 'bin/run.sh'), 0o755);
  chmodSync(join(context, 'empty'), 0o600);
  mkdirSync(join(context, 'no-files'), { mode: 0o700 });
  symlinkSync('bin/run.sh', join(context, 'link'));
  symlinkSync('bin', join(context, 'linked-folder'));
  symlinkSync('/nowhere', join(context, 'dangling'));
  const { docker, ours } = await both(join(context, 'Dockerfile'));
  expect(ours).toEqual(docker);
  expect(ours.length).toBeGreaterThan(40);
});

test.each([
  ['a folder but one of its files', 'a\n!a/b/keep.md\n'],
  ['everything, and back', '*\n!a\n**/*.log\n!a/b/*.log\n'],
  ['a pattern at any depth', '**/*.log\n!**/x.log\n# a comment\n\n  node_modules/  \n'],
  ['classes of characters', '[a-b]*\n!a/y.log\n?.log\n/node_modules/../z.log\n'],
  ['what an exception to nothing would take back', '!a/b\n**/*.log\n!a/b\n!a/y.log\n[!z]*/d.txt\n'],
  ['a quoted wildcard', 'a/\\*\nb/**/d.*\n'],
  ['the Dockerfile and the file itself', 'Dockerfile\n.dockerignore\n!a/b\na/*\n'],
])('an ignore file leaves out %s', async (_what, ignored) => {
  write({
    '.dockerignore': ignored,
    Dockerfile: 'FROM scratch\n',
    '.env': 'x',
    'a/b/keep.md': 'x',
    'a/b/x.log': 'x',
    'a/y.log': 'x',
    'b/c/d.txt': 'x',
    'node_modules/m/index.js': 'x',
    'z.log': 'x',
  });
  const { docker, ours } = await both(join(context, 'Dockerfile'));
  expect(ours).toEqual(docker);
});

/** What images hold that the docker command line and we build from the same files: theirs by the classic builder, ours by BuildKit. */
async function images(dockerfile: string) {
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: folder,
    DOCKER_HOST: engine.host,
    DOCKER_BUILDKIT: '0',
    DOCKER_CONFIG: '/nonexistent',
  };
  const docker = (...args: readonly string[]) =>
    execFileSync('docker', args, { cwd: context, env, stdio: 'pipe', maxBuffer: 1 << 26 });
  docker('build', '--file', dockerfile, '--tag', 'theirs', '.');
  const sent = await build(dockerfile, 'ours');
  const contents = ['theirs', 'ours'].map((image) => {
    const container = docker('create', image).toString().trim();
    return entriesOf(Readable.from([docker('cp', `${container}:/context`, '-')]), true);
  });
  const [theirs, ours] = await Promise.all(contents);
  return { theirs, ours, sent };
}

/** Builds with BuildKit, and returns what was sent of the context. */
async function build(dockerfile: string, tag: string) {
  const followed = follow(socketEndpoint(engine.socket));
  await followed.connected();
  const sent: unknown[] = [];
  const records: unknown[] = [];
  await followed.live.engine.builds.build(
    { tags: [tag], target: '', platform: '', buildArgs: {}, noCache: false, pull: false },
    buildContext(context, dockerfile, ({ files, bytes, done }) => done && sent.push({ files, bytes })),
    { lent: { credentials: async () => undefined, secrets: new Map(), sshAgent: undefined } },
    (raw) => records.push(raw),
    new AbortController().signal,
  );
  expect(JSON.stringify(records)).not.toContain('errorDetail');
  return sent;
}

test.each(['app/Dockerfile', 'app/docker/web.Dockerfile', 'elsewhere/Dockerfile'])(
  'an image built by file sync from %s holds what that of docker holds, and a second build sends what changed',
  async (name) => {
    const dockerfile = join(folder, name);
    write({
      '.dockerignore': '**/*.log\n!**/keep.log\nnode_modules\n**/*ockerfile\n.dockerignore\n!a/b\n',
      'bin/run.sh': '#!/bin/sh\n',
      'ünï cödé/日本.txt': 'x',
      'large.bin': Buffer.alloc(3_000_000, 'large'),
      empty: '',
      'a/b/x.log': 'x',
      'a/b/y.txt': 'x',
      'c/keep.log': 'x',
      'c/drop.log': 'x',
      'node_modules/m/index.js': 'x',
      '\u{1f40b}/whale': 'x',
      '\uff01/after': 'x',
    });
    mkdirSync(dirname(dockerfile), { recursive: true });
    writeFileSync(dockerfile, 'FROM app:1\nCOPY . /context/\n');
    chmodSync(join(context, 'bin/run.sh'), 0o755);
    chmodSync(join(context, 'empty'), 0o600);
    utimesSync(join(context, 'empty'), 1_000_000_000.5, 1_000_000_000.5);
    mkdirSync(join(context, 'no-files'), { mode: 0o700 });
    symlinkSync('bin/run.sh', join(context, 'link'));
    symlinkSync('/nowhere', join(context, 'dangling'));
    const { theirs, ours, sent } = await images(dockerfile);
    expect(ours).toEqual(theirs);
    expect(ours?.length).toBeGreaterThan(15);
    expect(sent).toEqual([{ files: 8, bytes: 3_000_015 }]);
    writeFileSync(join(context, 'a/b/y.txt'), 'changed');
    rmSync(join(context, 'empty'));
    expect(await build(dockerfile, 'ours')).toEqual([{ files: 1, bytes: 7 }]);
  },
);

test('twenty thousand files', async () => {
  write({ Dockerfile: 'FROM scratch\n', '.dockerignore': '**/f1*\n!**/f11*\n' });
  for (let part = 0; part < 200; part++) {
    mkdirSync(join(context, `part${part}`));
    for (let file = 0; file < 100; file++) {
      writeFileSync(join(context, `part${part}`, `f${file}`), `${part} ${file}`.repeat(file));
    }
  }
  const { docker, ours } = await both(join(context, 'Dockerfile'));
  expect(ours).toEqual(docker);
  expect(ours.length).toBe(200 * (100 - 11 + 1 + 1) + 2);
}, 300_000);

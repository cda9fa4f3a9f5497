import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough, type Readable } from 'node:stream';
import { extract } from 'tar-stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { packContext } from '../../../client/src/build/context-archive';
import { sendWithDocker, startSink } from '../../support/context-sink';

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
async function entriesOf(archive: Readable): Promise<readonly string[]> {
  const lines: string[] = [];
  const unpacking = extract();
  archive.on('error', (error) => unpacking.destroy(error));
  archive.pipe(unpacking);
  for await (const entry of unpacking) {
    const digest = createHash('sha256');
    for await (const chunk of entry) {
      digest.update(chunk as Uint8Array);
    }
    const { type, mode = 0, uid, gid, size, linkname, name } = entry.header;
    // Docker puts the type into the mode as well.
    const bits = (mode & 0o7777).toString(8);
    const path = name.replace(/\/$/, '');
    lines.push(`${type} ${bits} ${uid}:${gid} ${size} ${linkname ?? ''} ${digest.digest('hex').slice(0, 12)} ${path}`);
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

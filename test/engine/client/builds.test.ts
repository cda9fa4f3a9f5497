import { execFileSync, spawn } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { buildContext } from '../../../client/src/build/build-context';
import { buildImage, runStage } from '../../../client/src/commands/image/build';
import { EngineError } from '../../../client/src/engine/errors';
import { useEngine } from '../../support/engine';
import { FakeUi } from '../../support/fake-ui';
import { openFiles } from '../../support/open-files';
import { registryHost, registryLogin, startRegistry } from '../../support/registry';
import { type Followed, follow, socketEndpoint } from './harness';

const engine = useEngine();
const patience = { timeout: 60_000 };
let folder = '';
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quayside-builds-'));
  if (!engine.running) {
    await engine.start();
  }
  await engine.empty();
  await engine.load([{ tags: ['app:1'] }]);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const plainSpec = {
  tags: [],
  target: '',
  platform: '',
  buildArgs: {},
  noCache: false,
  pull: false,
};

async function builder(files: Readonly<Record<string, string>>): Promise<Followed> {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const followed = follow(socketEndpoint(engine.socket));
  await followed.connected();
  return followed;
}

async function build(followed: Followed, ui: FakeUi, dockerfile = 'Dockerfile') {
  await buildImage.run(followed.context(ui), [join(folder, dockerfile)]);
  const terminal = ui.terminals[0];
  if (!terminal) {
    throw new Error('No terminal was opened');
  }
  return { terminal, session: await terminal.session };
}

test('an image is built from what the ignore file lets through, and offered to be run', async () => {
  const followed = await builder({
    Dockerfile: 'FROM app:1\nARG WHO=nobody\nCOPY . /context/\nRUN find /context -type f | sort; echo "hello $WHO"\n',
    '.dockerignore': 'secret*\n!secret-plan.md\n',
    'src/größe.txt': 'x',
    'secret.key': 'x',
    'secret-plan.md': 'x',
  });
  const ui = new FakeUi('Tag', 'made:1', 'Build arguments', 'WHO=world', 'Build');
  const { terminal } = await build(followed, ui);
  await vi.waitFor(() => expect(terminal.ended).toBe(true), patience);
  expect(terminal.farewell).toMatch(/made:1 was built in [\d.]+ s: [\d.]+ [kM]B\./);
  expect(terminal.output).toContain('/context/secret-plan.md');
  expect(terminal.output).toContain('/context/src/größe.txt');
  expect(terminal.output).not.toContain('/context/secret.key');
  expect(terminal.output).toContain('hello world');
  expect(terminal.output).toMatch(/Sent the build context: \d+ B in 4 files/);
  await followed.until('the image', () => followed.image('made:1') !== undefined);
  expect(ui.last('info')).toMatchObject({
    message: expect.stringContaining('made:1 was built'),
    choices: ['Run…', 'Show Layers'],
  });
  expect(followed.logged).toEqual([
    `docker build --tag made:1 --file ${folder}/Dockerfile --build-arg 'WHO=***' ${folder} # done`,
  ]);
  const again = new FakeUi('Tag', 'made:1', 'Build arguments', 'WHO=world', 'Build');
  const second = await build(followed, again);
  await vi.waitFor(() => expect(second.terminal.farewell).toContain('as before'), patience);
  expect(second.terminal.output).toContain('cached');
  expect(second.terminal.output).not.toContain('Sent');
});

test('a secret is handed to the step that asks for it, and stays out of the image', async () => {
  const followed = await builder({
    Dockerfile:
      'FROM app:1\nRUN --mount=type=secret,id=npm,required=true --mount=type=secret,id=token cat /run/secrets/npm /run/secrets/token | tr a-z A-Z\nRUN --mount=type=secret,id=other cat /run/secrets/other || echo none\n',
    '.npmrc': 'from a file ',
  });
  vi.stubEnv('QUAYSIDE_TOKEN', 'from a variable\n');
  const secrets = 'id=npm,src=.npmrc id=token,env=QUAYSIDE_TOKEN';
  const { terminal } = await build(followed, new FakeUi('Tag', 'made:1', 'Secrets', secrets, 'Build'));
  await vi.waitFor(() => expect(terminal.farewell).toContain('was built'), patience);
  vi.unstubAllEnvs();
  expect(terminal.output).toContain('FROM A FILE FROM A VARIABLE');
  expect(terminal.output).toContain('asks for the secret other, which this build is not given');
  expect(followed.logged.at(-1)).toContain(`--secret id=npm,src=${folder}/.npmrc --secret id=token,env=QUAYSIDE_TOKEN`);
  const { RootFS, ...config } = await engine.call('GET', '/images/made:1/json');
  expect(JSON.stringify(config)).not.toMatch(/from a (file|variable)/);
  const missing = await build(followed, new FakeUi('Tag', 'made:1', 'Secrets', 'id=npm,src=gone', 'Build'));
  await vi.waitFor(
    () => expect(missing.terminal.farewell).toContain('Could not read the file of the secret npm'),
    patience,
  );
});

test('the keys of the SSH agent can be used by a build, and not changed', async () => {
  const key = join(folder, 'key');
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'build-key', '-f', key]);
  const socket = join(folder, 'agent.sock');
  const agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: 'ignore' });
  vi.stubEnv('SSH_AUTH_SOCK', socket);
  const keys = (...args: readonly string[]) => execFileSync('ssh-add', [...args], { encoding: 'utf8', stdio: 'pipe' });
  try {
    await vi.waitFor(() => keys(key), patience);
    const followed = await builder({
      Dockerfile: 'FROM app:1\nCOPY root /\nRUN --mount=type=ssh,required=true ssh-add -l; ssh-add -D; ssh-add -l\n',
    });
    copyProgram('/usr/bin/ssh-add', join(folder, 'root'));
    const { terminal } = await build(followed, new FakeUi('Lend the keys of the SSH agent', 'Build'));
    await vi.waitFor(() => expect(terminal.farewell).toContain('was built'), patience);
    expect(terminal.output.match(/build-key/g)).toHaveLength(2);
    expect(keys('-l')).toContain('build-key');
  } finally {
    vi.unstubAllEnvs();
    agent.kill();
  }
});

/** Copies a program of this machine with the libraries that it loads. */
function copyProgram(path: string, root: string): void {
  const libraries = execFileSync('ldd', [path], { encoding: 'utf8' }).match(/\/\S+(?= \(0x)/g) ?? [];
  for (const file of [path, ...libraries]) {
    mkdirSync(join(root, dirname(file)), { recursive: true });
    copyFileSync(file, join(root, file));
  }
}

test.each([
  ['a command', 'FROM app:1\n# why\nRUN echo before && \\\n    exit 3\n', 2, /exit code: 3|\bcode: 3/],
  ['a file that is not there', 'FROM app:1 AS one\nFROM app:1\nRUN true\nCOPY missing /x\n', 3, /missing/],
  ['an unknown instruction', 'FROM app:1\n\nRUNN x\n', 2, /unknown instruction/i],
  ['an image that is not there', 'FROM 127.0.0.1:1/no/such:1\nRUN true\n', 0, /no\/such/],
])('a build that fails at %s marks the line', async (_what, dockerfile, line, words) => {
  const followed = await builder({ Dockerfile: dockerfile });
  const ui = new FakeUi('Build');
  const { terminal } = await build(followed, ui);
  await vi.waitFor(() => expect(terminal.farewell).toMatch(/failed|could not/i), patience);
  const problems = ui.problems.get(join(folder, 'Dockerfile'));
  expect(problems).toMatchObject([{ line, message: expect.stringMatching(words) }]);
  writeFileSync(join(folder, 'Dockerfile'), 'FROM app:1\n');
  const mended = new FakeUi('Build');
  mended.problems.set(join(folder, 'Dockerfile'), problems ?? []);
  const { terminal: next } = await build(followed, mended);
  await vi.waitFor(() => expect(next.farewell).toContain('was built'), patience);
  expect(mended.problems.get(join(folder, 'Dockerfile'))).toEqual([]);
});

test('closing the terminal cancels the build, and nothing of it goes on', async () => {
  const followed = await builder({ Dockerfile: 'FROM app:1\nRUN echo begun; sleep 4321\n' });
  const { terminal, session } = await build(followed, new FakeUi('Build'));
  await vi.waitFor(() => expect(terminal.output).toMatch(/ begun\r\n/), patience);
  const sleeping = () =>
    execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })
      .split('\n')
      .filter((line) => line === 'sleep 4321').length;
  const before = sleeping();
  expect(before).toBeGreaterThan(0);
  session.close();
  await vi.waitFor(() => expect(sleeping()).toBeLessThan(before), patience);
  await vi.waitFor(() => expect(followed.logged.at(-1)).toContain('# Cancelled.'), patience);
});

test.each([
  ['BuildKit', { lent: { credentials: async () => undefined, secrets: new Map(), sshAgent: undefined } }],
  ['the classic builder', { credentials: [] }],
])('a build by %s that is cancelled while files are sent ends, here and at the engine', async (_what, kind) => {
  const followed = await builder({ Dockerfile: 'FROM app:1\nCOPY . /context/\n', a: 'x'.repeat(1000), large: '' });
  truncateSync(join(folder, 'large'), 2 ** 40);
  const connections = () =>
    readFileSync('/proc/net/unix', 'utf8')
      .split('\n')
      .filter((line) => line.endsWith(` 03 ${line.split(/\s+/).at(-2)} ${engine.socket}`)).length;
  const before = connections();
  const cancel = new AbortController();
  const context = buildContext(folder, join(folder, 'Dockerfile'));
  const building = followed.live.engine.builds.build(plainSpec, context, kind, () => {}, cancel.signal);
  const cancelled = expect(building).rejects.toMatchObject({ kind: 'cancelled' });
  await vi.waitFor(() => expect(openFiles(folder)).toContain(join(folder, 'large')), patience);
  cancel.abort();
  await cancelled;
  await vi.waitFor(() => expect(connections()).toBeLessThanOrEqual(before), patience);
  await vi.waitFor(() => expect(openFiles(folder)).toEqual([]), patience);
  rmSync(join(folder, 'large'));
  const { terminal } = await build(followed, new FakeUi('Build'));
  await vi.waitFor(() => expect(terminal.farewell).toContain('was built'), patience);
  const left = readdirSync(engine.folder, { recursive: true, encoding: 'utf8' });
  expect(left.filter((path) => /\/tmp\/docker-builder/.test(path))).toEqual([]);
});

test('a file that can not be read ends the build with its name', async () => {
  const followed = await builder({ Dockerfile: 'FROM app:1\nCOPY . /context/\n', gone: 'x' });
  const context = buildContext(folder, join(folder, 'Dockerfile'));
  const shared = context.folders.get('context');
  const read = async function* (): AsyncGenerator<Buffer> {
    yield Buffer.alloc(0);
    throw new EngineError('failed', 'Could not read gone: it is not there.');
  };
  const folders = new Map([...context.folders, ...(shared ? [['context', { ...shared, read }] as const] : [])]);
  const building = followed.live.engine.builds.build(
    plainSpec,
    { ...context, folders },
    { lent: { credentials: async () => undefined, secrets: new Map(), sshAgent: undefined } },
    () => {},
    new AbortController().signal,
  );
  await expect(building).rejects.toThrow(/^Could not read gone: it is not there\.$/);
});

test('a private base image is pulled with the credentials of docker login, by BuildKit and by the classic builder', async () => {
  const { user, password } = registryLogin;
  const base = `${registryHost}/team/base:1`;
  const auth = Buffer.from(`${user}:${password}`).toString('base64');
  const followed = await builder({
    Dockerfile: `FROM ${base}\n`,
    'config.json': JSON.stringify({ auths: { [registryHost]: { auth } } }),
    '.dockerignore': 'config.json\n',
  });
  const registry = await startRegistry(engine);
  try {
    await engine.load([{ tags: [base] }]);
    const credentials = { username: user, password, serveraddress: registryHost };
    const [repository = '', tag = ''] = base.split(/:(?=1$)/);
    const { transfers, builds } = followed.live.engine;
    const { signal } = new AbortController();
    await transfers.push({ repository, tag }, credentials, () => {}, signal);
    await engine.empty();
    const refused = await build(followed, new FakeUi('Build'));
    await vi.waitFor(() => expect(refused.terminal.farewell).toMatch(/The build failed: .*"docker login"/s), patience);
    followed.dockerConfig = folder;
    const { terminal } = await build(followed, new FakeUi('Build'));
    await vi.waitFor(() => expect(terminal.farewell).toContain('was built'), patience);
    await engine.empty();
    const said: unknown[] = [];
    await builds.build(
      plainSpec,
      buildContext(folder, join(folder, 'Dockerfile')),
      { credentials: [credentials] },
      (raw) => said.push(raw),
      signal,
    );
    expect(JSON.stringify(said)).toContain('Successfully built');
  } finally {
    await registry.stop();
  }
});

test('a stage is built under a name of its own, and run', async () => {
  const followed = await builder({ Dockerfile: 'FROM app:1 AS base\nRUN touch /base\nFROM base\nRUN exit 1\n' });
  const ui = new FakeUi('Run');
  await runStage.run(followed.context(ui), [join(folder, 'Dockerfile'), 'base']);
  await followed.until(
    'its container',
    ({ containers }) => [...containers.values()].some(({ image }) => image.endsWith(':base')),
    60_000,
  );
});

test('when the engine dies, the build ends and says so', async () => {
  const followed = await builder({ Dockerfile: 'FROM app:1\nRUN echo begun; sleep 1000\n' });
  const { terminal } = await build(followed, new FakeUi('Build'));
  await vi.waitFor(() => expect(terminal.output).toMatch(/ begun\r\n/), patience);
  await engine.kill();
  await vi.waitFor(() => expect(terminal.farewell).toMatch(/Could not build the image: /), patience);
});

test('the classic builder tells its steps too, and the line that failed', async () => {
  const followed = await builder({ Dockerfile: 'FROM app:1\nENV A=1\nRUN echo said; exit 5\n' });
  const records: unknown[] = [];
  await followed.live.engine.builds.build(
    plainSpec,
    buildContext(folder, join(folder, 'Dockerfile')),
    { credentials: [] },
    (raw) => records.push(raw),
    new AbortController().signal,
  );
  expect(JSON.stringify(records)).toMatch(/Step 3\/3 : RUN echo said.*returned a non-zero code: 5/s);
  await expect(
    followed.live.engine.builds.build(
      plainSpec,
      buildContext(join(folder, 'gone'), join(folder, 'Dockerfile')),
      { lent: { credentials: async () => undefined, secrets: new Map(), sshAgent: undefined } },
      () => {},
      new AbortController().signal,
    ),
  ).rejects.toThrow(EngineError);
});

import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { loadImages } from '../../../client/src/commands/image/load';
import { pullImage } from '../../../client/src/commands/image/pull';
import { pushImage } from '../../../client/src/commands/image/push';
import { saveImages } from '../../../client/src/commands/image/save';
import { namesOf } from '../../../client/src/views/images';
import { useEngine } from '../../support/engine';
import { FakeUi } from '../../support/fake-ui';
import { type Registry, registryHost, registryLogin, startRegistry } from '../../support/registry';
import { type Followed, follow, socketEndpoint } from './harness';

const engine = useEngine();
const folder = mkdtempSync(join(tmpdir(), 'quayside-registries-'));
const name = `${registryHost}/team/app:1`;
let registry: Registry;
beforeAll(async () => {
  registry = await startRegistry(engine);
});
afterAll(async () => {
  await registry.stop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  if (!engine.running) {
    await engine.start();
    await registry.stop();
    registry = await startRegistry(engine);
  }
  await engine.empty();
  await engine.load([{ tags: ['app:1', name] }]);
});

/** A window of a user who has logged in as docker does it, or through a helper, or not at all. */
async function windowOf(login: 'file' | 'helper' | 'none' | 'wrong'): Promise<Followed> {
  const { user, password } = registryLogin;
  const config = join(folder, login);
  mkdirSync(config, { recursive: true });
  const auth = Buffer.from(`${user}:${login === 'wrong' ? 'no' : password}`).toString('base64');
  const auths = login === 'none' ? {} : { [registryHost]: { auth } };
  const content = login === 'helper' ? { credHelpers: { [registryHost]: 'test' } } : { auths };
  writeFileSync(join(config, 'config.json'), JSON.stringify(content));
  const followed = follow(socketEndpoint(engine.socket));
  followed.dockerConfig = config;
  await followed.connected();
  return followed;
}

function push(followed: Followed, ui = new FakeUi()): Promise<void> {
  const images = [...followed.state.images.values()].flatMap(namesOf).filter(({ reference }) => reference === name);
  return pushImage.run(followed.context(ui), images);
}

test('what is pushed with the credentials of docker login can be pulled again', async () => {
  const followed = await windowOf('file');
  const ui = new FakeUi(name);
  await push(followed, ui);
  expect(ui.last('info').message).toBe(`${name} was pushed.`);
  await engine.empty();
  await followed.until('the removal', ({ images }) => images.size === 0);
  await pullImage.run(followed.context(ui));
  await followed.until('the image', () => followed.image(name) !== undefined);
  expect(followed.logged).toEqual([`docker image push ${name} # done`, `docker image pull ${name} # done`]);
});

test('a credential helper is asked for the registry that the name leads to', async () => {
  const helper = join(folder, 'docker-credential-test');
  const answer = JSON.stringify({ Username: registryLogin.user, Secret: registryLogin.password });
  writeFileSync(helper, `#!/bin/sh\nread -r asked\n[ "$asked" = "${registryHost}" ] && printf %s '${answer}'\n`);
  chmodSync(helper, 0o755);
  vi.stubEnv('PATH', `${folder}:${process.env['PATH']}`);
  const ui = new FakeUi();
  await push(await windowOf('helper'), ui);
  expect(ui.last('info').message).toBe(`${name} was pushed.`);
  vi.unstubAllEnvs();
});

test('without credentials, and with wrong ones, the refusal is told with the way out', async () => {
  for (const login of ['none', 'wrong'] as const) {
    await expect(push(await windowOf(login))).rejects.toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('the registry refused access'),
      details: { nextStep: expect.stringContaining('docker login') },
    });
  }
});

test('when the login has expired, the refusal is told with the way out', async () => {
  const followed = await windowOf('file');
  await push(followed);
  registry.setHash('$2y$04$abcdefghijklmnopqrstuuAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA');
  try {
    const refusal = { kind: 'refused', details: { nextStep: expect.stringContaining('docker login') } };
    await expect(pullImage.run(followed.context(new FakeUi(name)))).rejects.toMatchObject(refusal);
    await expect(push(followed)).rejects.toMatchObject(refusal);
  } finally {
    registry.setHash(registryLogin.hash);
  }
});

test.each([
  [`${registryHost}/team/app:missing`, 'not-found', 'no image of that name and tag'],
  ['127.0.0.1:1/app:1', 'unreachable', 'does not reach the registry'],
])('pulling %s fails with words', async (missing, kind, words) => {
  const followed = await windowOf('file');
  await expect(pullImage.run(followed.context(new FakeUi(missing)))).rejects.toMatchObject({
    kind,
    message: expect.stringContaining(words),
  });
  expect(followed.logged.at(-1)).toContain(`docker image pull ${missing} # Could not pull`);
});

test('images are saved to a file and loaded from it', async () => {
  const followed = await windowOf('none');
  const path = join(folder, 'images.tar');
  const images = [...followed.state.images.values()].flatMap(namesOf);
  await saveImages.run(followed.context(new FakeUi(path)), images);
  await engine.empty();
  await followed.until('the removal', ({ images: left }) => left.size === 0);
  const ui = new FakeUi(path);
  await loadImages.run(followed.context(ui));
  await followed.until('both names', () => followed.image('app:1') !== undefined && followed.image(name) !== undefined);
  expect(ui.last('info').message).toMatch(/^Loaded .*app:1/);
});

test('what is no archive is refused, and a file that can not be written is told', async () => {
  const followed = await windowOf('none');
  const path = join(folder, 'no-archive.tar');
  writeFileSync(path, 'this is not a tar archive');
  await expect(loadImages.run(followed.context(new FakeUi(path)))).rejects.toThrow(/^Could not load the images/);
  const images = [...followed.state.images.values()].flatMap(namesOf);
  await expect(saveImages.run(followed.context(new FakeUi('/nowhere/x.tar')), images)).rejects.toThrow(
    /^Could not save to \/nowhere\/x\.tar/,
  );
});

test('what is cancelled ends, in each phase, and leaves nothing behind', async () => {
  const followed = await windowOf('file');
  await push(followed);
  const path = join(folder, 'cancelled.tar');
  const images = () =>
    [...followed.state.images.values()].flatMap(namesOf).filter(({ reference }) => reference === name);
  await saveImages.run(followed.context(new FakeUi(path)), images());
  const kept = join(folder, 'kept.tar');
  const cancelled = { kind: 'cancelled' };
  const atOnce = (...answers: readonly string[]) => {
    const ui = new FakeUi(...answers);
    ui.cancel.abort();
    return ui;
  };
  const atFirstReport = (...answers: readonly string[]) => {
    const ui = new FakeUi(...answers);
    ui.onProgress = () => ui.cancel.abort();
    return ui;
  };
  const transfers = (ui: typeof atOnce) => [
    () => saveImages.run(followed.context(ui(kept)), images()),
    () => push(followed, ui()),
    () => pullImage.run(followed.context(ui(name))),
    () => loadImages.run(followed.context(ui(path))),
  ];
  for (const transfer of transfers(atOnce)) {
    await expect(transfer()).rejects.toMatchObject(cancelled);
  }
  expect(existsSync(kept)).toBe(false);
  for (const transfer of transfers(atFirstReport)) {
    // A small one may be done when its first report is read.
    await transfer().catch((error) => expect(error).toMatchObject(cancelled));
  }
  expect(existsSync(`${kept}.partial`)).toBe(false);
  // The engine takes the next request as if nothing had been.
  await push(followed);
});

test.each(['load', 'push', 'pull', 'save'] as const)(
  'when the engine dies during a %s, it ends and says so',
  async (what) => {
    const followed = await windowOf('file');
    if (what === 'pull') {
      await push(followed);
    }
    const path = join(folder, `${what}.tar`);
    if (what === 'load') {
      await saveImages.run(followed.context(new FakeUi(path)), [...followed.state.images.values()].flatMap(namesOf));
    }
    const ui = new FakeUi(what === 'pull' ? name : path);
    let killed: Promise<void> | undefined;
    ui.onProgress = () => {
      killed ??= engine.kill();
    };
    const images = [...followed.state.images.values()].flatMap(namesOf);
    const transfers = {
      load: () => loadImages.run(followed.context(ui)),
      push: () => push(followed, ui),
      pull: () => pullImage.run(followed.context(ui)),
      save: () => saveImages.run(followed.context(ui), images),
    };
    if (what === 'push' || what === 'pull') {
      // The engine waits for it until it dies.
      registry.freeze();
    }
    const ended = expect(transfers[what]()).rejects.toThrow(/^Could not/);
    if (what === 'push' || what === 'pull') {
      await engine.ping();
      killed ??= engine.kill();
    }
    await ended;
    await killed;
    expect(existsSync(`${path}.partial`)).toBe(false);
  },
);

import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { Connection } from '../../client/src/engine/connection';
import { currentEndpoint, type Machine } from '../../client/src/engine/endpoints';
import { thisMachine } from '../../client/src/engine/machine';
import { WindowEngines } from '../../client/src/engines';
import { Live } from '../../client/src/store/live';
import { Store } from '../../client/src/store/store';
import { FakeUi } from '../support/fake-ui';
import { serve } from './engine/fake-server';

const noTunnel = () => Promise.reject(new Error('no tunnel here'));
const cleanups: (() => void)[] = [];

afterEach(() => {
  for (const cleanup of cleanups.splice(0)) {
    cleanup();
  }
});

/** A home folder with contexts, in which `current` is the current one. */
function home(contexts: Readonly<Record<string, string>>, current: string) {
  const folder = mkdtempSync(join(tmpdir(), 'quayside-home-'));
  cleanups.push(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, host] of Object.entries(contexts)) {
    const meta = join(folder, '.docker', 'contexts', 'meta', createHash('sha256').update(name).digest('hex'));
    mkdirSync(meta, { recursive: true });
    writeFileSync(join(meta, 'meta.json'), JSON.stringify({ Name: name, Endpoints: { docker: { Host: host } } }));
  }
  const use = (name: string) =>
    writeFileSync(join(folder, '.docker', 'config.json'), JSON.stringify({ currentContext: name }));
  use(current);
  const machine: Machine = {
    ...thisMachine(),
    platform: 'linux',
    home: folder,
    env: { PATH: '/usr/bin', DOCKER_CERT_PATH: '/certs' },
  };
  return { machine, use };
}

function window(machine: Machine, ...answers: readonly string[]) {
  const ui = new FakeUi(...answers);
  const memory = new Map<string, unknown>();
  const live = new Live(new Store(), new Connection(currentEndpoint(machine), noTunnel), machine);
  const engines = new WindowEngines(
    live,
    machine,
    noTunnel,
    { get: (key) => memory.get(key), set: async (key, value) => void memory.set(key, value) },
    ui,
  );
  cleanups.push(() => engines.dispose());
  return { ui, live, engines };
}

const ok = () => serve((_request, response) => response.end('OK'));

test('the engine of the window is chosen from all that are found, with what answers there', async () => {
  const [up, mute] = [`unix://${await ok()}`, `unix://${await serve(() => {})}`];
  const { machine } = home({ up, mute, gone: 'unix:///nowhere/d.sock', far: 'ssh://me@far' }, 'gone');
  const { ui, live, engines } = window(machine, 'up');
  await engines.choose();
  expect(ui.last('pick').choices).toEqual(
    expect.arrayContaining([
      'up (Docker, API 1.41)',
      'mute (the engine does not answer)',
      expect.stringMatching(/^gone \(.* · in use\)$/),
      'far (over SSH, not asked)',
    ]),
  );
  expect(live.endpoint.name).toBe('up');
});

test('a context that is switched elsewhere is followed, unless this window has an engine of its own', async () => {
  const { machine, use } = home({ one: 'unix:///one/d.sock', two: 'unix:///two/d.sock' }, 'one');
  const { live, engines } = window(machine, 'one', "Follow docker's current context");
  use('two');
  await vi.waitFor(() => expect(live.endpoint.name).toBe('two'), 60_000);
  await engines.choose();
  expect(live.endpoint.name).toBe('one');
  await engines.choose();
  expect(live.endpoint.name).toBe('two');
});

test('the report tells what was tried and why it failed, without secrets', async () => {
  const { machine } = home({ gone: 'tcp://me:secret@127.0.0.1:1' }, 'gone');
  const { engines } = window(machine);
  const report = await engines.report();
  expect(report).toContain('Engine of this window: gone (tcp://me:***@127.0.0.1:1)');
  expect(report).toContain('The engine can not be reached.');
  expect(report).toContain('ECONNREFUSED');
  expect(report).toContain('- DOCKER_CERT_PATH: /certs');
  expect(report).not.toContain('secret');
});

import { afterEach } from 'vitest';
import type { Context } from '../../../client/src/commands/command';
import { commandLine } from '../../../client/src/commands/command-line';
import { Connection } from '../../../client/src/engine/connection';
import { credentialsFor, registryOf, runCredentialHelper } from '../../../client/src/engine/credentials';
import type { Endpoint } from '../../../client/src/engine/endpoint';
import { thisMachine } from '../../../client/src/engine/machine';
import { openSshTunnel } from '../../../client/src/engine/ssh';
import { EngineFiles } from '../../../client/src/files/engine-files';
import { freePort } from '../../../client/src/free-port';
import { Live } from '../../../client/src/store/live';
import type { State } from '../../../client/src/store/state';
import { Store } from '../../../client/src/store/store';
import { defaultViewOptions } from '../../../client/src/views/view';
import { FakeUi } from '../../support/fake-ui';

export function socketEndpoint(path: string): Endpoint {
  return { name: 'test', source: 'context', url: `unix://${path}`, address: { kind: 'socket', path } };
}

/** A store kept live against an endpoint, released at the end of the test. */
export function follow(endpoint: Endpoint): Followed {
  const store = new Store();
  const connection = new Connection(endpoint, openSshTunnel);
  const live = new Live(store, connection, thisMachine());
  const followed = new Followed(store, live);
  open.push(live.hold());
  return followed;
}

const open: (() => void)[] = [];

export function releaseAll(): void {
  for (const release of open.splice(0)) {
    release();
  }
}

afterEach(releaseAll);

export class Followed {
  readonly logged: string[] = [];
  /** Folder of docker's `config.json`. */
  dockerConfig = '/nonexistent';

  readonly files: EngineFiles;

  constructor(
    readonly store: Store,
    readonly live: Live,
  ) {
    this.files = new EngineFiles(
      () => live.engine,
      () => 'test',
    );
  }

  get state(): State {
    return this.store.state;
  }

  /** Resolves when the state fulfils the condition; rejects with what it was instead. */
  until(what: string, condition: (state: State) => boolean, patience = 60_000): Promise<State> {
    return new Promise((resolve, reject) => {
      const clock = setTimeout(() => {
        stop();
        reject(new Error(`${what} did not come within ${patience} ms: ${summary(this.state)}`));
      }, patience);
      const stop = this.store.subscribe(check);
      const done = () => {
        clearTimeout(clock);
        stop();
      };
      function check(state: State): void {
        if (condition(state)) {
          done();
          resolve(state);
        }
      }
      check(this.state);
    });
  }

  connected(): Promise<State> {
    return this.until('the connection', ({ connection }) => connection.status === 'connected');
  }

  container(name: string) {
    return [...this.state.containers.values()].find((container) => container.name === name);
  }

  image(tag: string) {
    return [...this.state.images.values()].find(({ tags }) => tags.includes(tag));
  }

  /** A context for commands, with a user who gives these answers. */
  context(ui: FakeUi = new FakeUi()): Context & { readonly ui: FakeUi } {
    const memory = new Map<string, unknown>();
    const { live } = this;
    return {
      get engine() {
        return live.engine;
      },
      state: () => this.state,
      watch: (listener) => this.store.subscribe(listener),
      hold: () => this.live.hold(),
      credentials: (reference) =>
        credentialsFor(
          registryOf(reference),
          { ...thisMachine(), env: { DOCKER_CONFIG: this.dockerConfig } },
          runCredentialHelper,
        ),
      files: this.files,
      ui,
      docs: 'docs',
      log: (line, outcome) => void this.logged.push(`${commandLine(line)} # ${outcome}`),
      memory: { get: (key) => memory.get(key), set: async (key, value) => void memory.set(key, value) },
      engines: { choose: async () => {}, reconnect: () => {}, report: async () => '' },
      views: { get: () => defaultViewOptions, set: async () => {}, redraw: () => {} },
      now: Date.now,
      freePort: (from) => freePort(from, new Set()),
    };
  }
}

function summary({ connection, containers, images }: State): string {
  const names = [...containers.values()].map(({ name, state }) => `${name} ${state}`);
  return JSON.stringify({ connection, containers: names, images: [...images.values()].flatMap(({ tags }) => tags) });
}

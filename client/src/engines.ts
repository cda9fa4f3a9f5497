import { type FSWatcher, watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Engines, Memory } from './commands/command';
import { Connection, type OpenTunnel } from './engine/connection';
import { diagnose } from './engine/diagnosis';
import { displayUrl, type Endpoint } from './engine/endpoint';
import { configurationPaths, currentEndpoint, findEndpoints, type Machine } from './engine/endpoints';
import { EngineError, toEngineError } from './engine/errors';
import type { Live } from './store/live';
import type { Ui } from './ui';

const chosenKey = 'engine';
const probeTime = 2_000;

/** Which engine this window uses. The choice is the window's own: docker's current context is never changed. */
export class WindowEngines implements Engines {
  readonly #watchers: FSWatcher[] = [];

  constructor(
    private readonly live: Live,
    private readonly machine: Machine,
    private readonly openTunnel: OpenTunnel,
    private readonly memory: Memory,
    private readonly ui: Ui,
  ) {
    this.#watchConfiguration();
  }

  async choose(): Promise<void> {
    const endpoints = findEndpoints(this.machine);
    const states = await this.ui.progress('Looking for engines', () =>
      Promise.all(endpoints.map((endpoint) => this.#probe(endpoint))),
    );
    const current = this.live.endpoint;
    const chosen = await this.ui.pick<Endpoint | 'follow'>(
      { title: 'Engine of this window', placeholder: 'The current docker context stays as it is' },
      [
        ...endpoints.map((endpoint, index) => ({
          label: endpoint.name,
          description: `${states[index] ?? ''}${endpoint.name === current.name ? ' · in use' : ''}`,
          detail: [displayUrl(endpoint), endpoint.description].filter(Boolean).join(' · '),
          icon: 'server',
          value: endpoint,
        })),
        {
          label: "Follow docker's current context",
          description: 'as the docker command line does',
          icon: 'arrow-swap',
          value: 'follow' as const,
        },
      ],
    );
    if (chosen !== undefined) {
      await this.memory.set(chosenKey, chosen === 'follow' ? undefined : chosen.name);
      this.reconnect();
    }
  }

  reconnect(): void {
    this.live.use(new Connection(this.#endpoint(), this.openTunnel));
  }

  async report(): Promise<string> {
    const endpoint = this.#endpoint();
    const others = findEndpoints(this.machine);
    const states = await Promise.all(others.map((other) => this.#probe(other)));
    const { connection } = this.live.store.state;
    const { env, platform } = this.machine;
    const told = [
      'DOCKER_HOST',
      'DOCKER_CONTEXT',
      'DOCKER_CONFIG',
      'DOCKER_CERT_PATH',
      'DOCKER_TLS_VERIFY',
      'XDG_RUNTIME_DIR',
    ];
    return [
      '# Connection to the engine',
      '',
      `Engine of this window: ${endpoint.name} (${displayUrl(endpoint) || 'no address'})`,
      '',
      ...(connection.status === 'connected'
        ? [`Connected: ${connection.info.product}, API ${connection.info.apiVersion}.`]
        : [`State: ${await this.#explain(endpoint)}`]),
      '',
      '## Engines that were found',
      '',
      ...others.map((other, index) => `- ${other.name}: ${displayUrl(other)} (${states[index]})`),
      '',
      '## Environment',
      '',
      `- Platform: ${platform}`,
      ...told.map(
        (name) =>
          `- ${name}: ${name === 'DOCKER_HOST' && env[name] ? displayUrl({ ...endpoint, url: env[name] }) : (env[name] ?? 'not set')}`,
      ),
      '',
    ].join('\n');
  }

  dispose(): void {
    for (const watcher of this.#watchers) {
      watcher.close();
    }
  }

  #endpoint(): Endpoint {
    const chosen = this.memory.get(chosenKey);
    return currentEndpoint(this.machine, typeof chosen === 'string' ? chosen : undefined);
  }

  async #explain(endpoint: Endpoint): Promise<string> {
    const failure = await this.#try(endpoint);
    if (typeof failure === 'string') {
      return failure;
    }
    const { what, why, nextStep } = diagnose(failure, endpoint, this.machine);
    return `${what} ${why} ${nextStep}`;
  }

  async #probe(endpoint: Endpoint): Promise<string> {
    if (endpoint.address.kind === 'ssh') {
      return 'over SSH, not asked';
    }
    const found = await this.#try(endpoint);
    return typeof found === 'string'
      ? found
      : diagnose(found, endpoint, this.machine).what.replace(/\.$/, '').toLowerCase();
  }

  /** What answers at an endpoint, or why nothing does. */
  async #try(endpoint: Endpoint): Promise<string | EngineError> {
    const connection = new Connection(endpoint, this.openTunnel);
    let clock: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      clock = setTimeout(() => reject(new EngineError('timeout', 'Could not connect: nothing comes back.')), probeTime);
    });
    try {
      const { product, apiVersion } = await Promise.race([connection.ready(), late]);
      return `${product}, API ${apiVersion}`;
    } catch (error) {
      return toEngineError('connect', error);
    } finally {
      clearTimeout(clock);
      connection.close();
    }
  }

  /** A context that is switched or edited elsewhere changes the engine here, unless this window has one of its own. */
  #watchConfiguration(): void {
    const { config, contexts } = configurationPaths(this.machine);
    const changed = () => {
      if (JSON.stringify(this.#endpoint()) !== JSON.stringify(this.live.endpoint)) {
        this.reconnect();
      }
    };
    for (const path of [config, contexts]) {
      try {
        const watcher = watch(
          dirname(path),
          { persistent: false },
          (_event, name) => name === basename(path) && changed(),
        );
        watcher.on('error', () => watcher.close());
        this.#watchers.push(watcher);
      } catch {
        // The folder does not exist: docker was never configured here.
      }
    }
  }
}

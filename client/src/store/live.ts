import { Attention } from '../engine/attention';
import type { Connection } from '../engine/connection';
import { diagnose } from '../engine/diagnosis';
import type { Machine } from '../engine/endpoints';
import { type Engine, engineOn } from '../engine/engine';
import { EngineError } from '../engine/errors';
import { defaultFollowOptions, type FollowOptions, follow } from '../engine/follow';
import { type Effect, effectsOf, type ListKind } from './effects';
import { Lookups } from './lookups';
import { outdatedContainers } from './reconcile';
import type { Change, Lists, State } from './state';
import type { Store } from './store';

/** Keeps a store true to an engine for as long as somebody holds it; does nothing at all otherwise. */
export class Live {
  #holders = 0;
  #following: AbortController | undefined;
  #engine: Engine;
  readonly #lookups = new Lookups();
  readonly #attention = new Attention();

  constructor(
    readonly store: Store,
    private connection: Connection,
    private readonly machine: Machine,
    private readonly options: FollowOptions = defaultFollowOptions,
  ) {
    this.#engine = this.#engineOn(connection);
  }

  get engine(): Engine {
    return this.#engine;
  }

  /** Podman 4 sends no events for networks, and loses one of others now and then: what this window does is followed by a new list. */
  #engineOn(connection: Connection): Engine {
    const engine = engineOn(connection);
    const { images, volumes, networks } = engine;
    const thenList =
      (kind: ListKind) =>
      <Given extends unknown[], Result>(call: (...given: Given) => Promise<Result>) =>
      (...given: Given): Promise<Result> =>
        call(...given).finally(() => {
          if (connection.info?.product === 'Podman') {
            this.#listAgain(kind);
          }
        });
    const [listImages, listVolumes, listNetworks] = [thenList('images'), thenList('volumes'), thenList('networks')];
    return {
      ...engine,
      images: { ...images, remove: listImages(images.remove), tag: listImages(images.tag) },
      volumes: { ...volumes, create: listVolumes(volumes.create), remove: listVolumes(volumes.remove) },
      networks: { ...networks, create: listNetworks(networks.create), remove: listNetworks(networks.remove) },
    };
  }

  /** Reads again what the engine does not tell by itself, because somebody looks at it now. Costs engines that tell everything nothing. */
  freshen(): void {
    if (this.#keepsNetworksSecret) {
      this.#listAgain('networks');
      this.#lookups.request('containers', () => this.#reconcile());
    }
  }

  /** Podman sends no events when networks come and go, or are connected to containers. */
  get #keepsNetworksSecret(): boolean {
    const { connection } = this.store.state;
    return connection.status === 'connected' && connection.info.product === 'Podman';
  }

  #listAgain(kind: ListKind): void {
    const signal = this.#following?.signal;
    if (signal) {
      this.#perform({ type: 'list', kind }, signal);
    }
  }

  async #reconcile(): Promise<() => void> {
    const signal = this.#following?.signal;
    const listed = await this.#engine.containers.list(signal);
    return () => {
      if (signal && !signal.aborted) {
        for (const id of outdatedContainers(this.store.state.containers, listed)) {
          this.#perform({ type: 'look', id, again: [] }, signal);
        }
      }
    };
  }

  get endpoint(): Connection['endpoint'] {
    return this.connection.endpoint;
  }

  /** Uses another engine, or the same one over a new connection, from now on. */
  use(connection: Connection): void {
    this.#following?.abort();
    this.#lookups.clear();
    this.connection.close();
    this.connection = connection;
    this.#engine = this.#engineOn(connection);
    this.store.apply({ type: 'switched' });
    if (this.#holders > 0) {
      this.#start();
    }
  }

  /** Tells whether somebody is at the editor: only then the engine is asked for signs of life. */
  attend(present: boolean): void {
    if (present && !this.#attention.present) {
      this.freshen();
    }
    this.#attention.set(present);
  }

  /** Follows the engine until the returned function is called; several holders share one connection. */
  hold(): () => void {
    this.#holders++;
    if (this.#holders === 1) {
      this.#start();
    }
    let held = true;
    return () => {
      if (held) {
        held = false;
        this.#holders--;
        if (this.#holders === 0) {
          this.#stop();
        }
      }
    };
  }

  /** The state once the engine answers. Rejects with an EngineError when it can't be reached. The caller holds the engine meanwhile. */
  async current(signal: AbortSignal): Promise<State> {
    const release = this.hold();
    try {
      return await this.#settledState(signal);
    } finally {
      release();
    }
  }

  #settledState(signal: AbortSignal): Promise<State> {
    return new Promise((resolve, reject) => {
      const stop = () => finish(() => reject(new EngineError('cancelled', 'Cancelled.')));
      const unsubscribe = this.store.subscribe(check);
      const finish = (settle: () => void) => {
        unsubscribe();
        signal.removeEventListener('abort', stop);
        settle();
      };
      signal.addEventListener('abort', stop, { once: true });
      function check(state: State): void {
        const { connection } = state;
        if (connection.status === 'connected') {
          finish(() => resolve(state));
        } else if (connection.status === 'down') {
          const { what, why, nextStep } = connection.diagnosis;
          finish(() => reject(new EngineError('unreachable', `${what} ${why}`, { nextStep })));
        }
      }
      check(this.store.state);
    });
  }

  #start(): void {
    const following = new AbortController();
    this.#following = following;
    this.store.apply({ type: 'connecting' });
    const { signal } = following;
    const { connection } = this;
    const follower: Parameters<typeof follow>[1] = {
      onConnected: async (info, session) => {
        const lists = await this.#lists(session);
        this.store.apply({ type: 'connected', info, lists });
      },
      onEvent: (event) => {
        this.store.apply({ type: 'happened', event });
        const effects = effectsOf(event);
        for (const effect of effects) {
          this.#perform(effect, signal);
        }
        // A network is often made for the container that comes next.
        if (this.#keepsNetworksSecret && event.type === 'container' && effects.length > 0) {
          this.#listAgain('networks');
        }
      },
      onSilent: (silent) => this.store.apply({ type: 'silent', silent }),
      onLost: (error) => {
        this.#lookups.clear();
        this.store.apply({ type: 'lost', diagnosis: diagnose(error, connection.endpoint, this.machine) });
      },
    };
    void follow(connection, follower, signal, this.options, this.#attention);
  }

  #stop(): void {
    this.#following?.abort();
    this.#following = undefined;
    this.#lookups.clear();
    this.store.apply({ type: 'released' });
  }

  async #lists(signal: AbortSignal): Promise<Lists> {
    const { containers, images, volumes, networks } = this.#engine;
    const [allContainers, allImages, allVolumes, allNetworks] = await Promise.all([
      containers.list(signal),
      images.list(signal),
      volumes.list(signal),
      networks.list(signal),
    ]);
    return { containers: allContainers, images: allImages, volumes: allVolumes, networks: allNetworks };
  }

  #perform(effect: Effect, signal: AbortSignal): void {
    switch (effect.type) {
      case 'gone':
        // A look-up that is under way would bring the row back: one more look after it tells that it is gone.
        this.store.apply({ type: 'container', id: effect.id, container: undefined });
        this.#lookups.request(effect.id, () => this.#look(effect.id, signal));
        break;
      case 'look':
        this.#lookups.request(effect.id, () => this.#look(effect.id, signal));
        for (const pause of effect.again) {
          this.#lookups.requestLater(effect.id, pause, () => this.#look(effect.id, signal));
        }
        break;
      case 'list':
        this.#lookups.request(effect.kind, () => this.#list(effect.kind, signal));
        for (const pause of effect.again ?? []) {
          this.#lookups.requestLater(effect.kind, pause, () => this.#list(effect.kind, signal));
        }
        break;
    }
  }

  async #look(id: string, signal: AbortSignal): Promise<() => void> {
    const container = await this.#engine.containers.look(id, signal);
    return () => this.#unlessAborted(signal, { type: 'container', id, container });
  }

  async #list(kind: ListKind, signal: AbortSignal): Promise<() => void> {
    const items = await this.#engine[kind].list(signal);
    // Written even when it is outdated already: while images pour in, there is always a later request.
    this.#unlessAborted(signal, { type: 'listed', lists: { [kind]: items } });
    return () => {};
  }

  #unlessAborted(signal: AbortSignal, change: Change): void {
    if (!signal.aborted) {
      this.store.apply(change);
    }
  }
}

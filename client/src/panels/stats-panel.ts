import type { Engine } from '../engine/engine';
import type { State } from '../store/state';
import type { Ui } from '../ui';
import { plural } from '../views/format';
import type { ConnectPanel, PanelState, StatsMessage, StatsStatus, ToPage } from './messages';
import { StatsHistory } from './stats-history';

/** Where samples come from. */
export interface StatsEngine {
  /** The engine of the window, which may change: read it anew for each use. */
  readonly engine: Engine;
  state(): State;
  watch(listener: (state: State) => void): () => void;
  /** Keeps the engine connected until the returned function is called. */
  hold(): () => void;
  now(): number;
}

/** As many can be told apart; each has a stream of its own. */
const mostContainers = 16;

/** Milliseconds in which what comes is put into one message. */
const collected = 300;

/** Opens a panel on what containers use. */
export function openStatsPanel(ui: Ui, from: StatsEngine, names: readonly string[]): void {
  const title = names.length === 1 ? `${names[0]}: stats` : `Stats of ${plural(names.length, 'container')}`;
  ui.openPanel('stats', title, { names }, connectStats(from, names));
}

/** What a panel that was open before shows again; undefined when `kept` does not tell. Its measurements begin anew. */
export function restoredStats(
  from: StatsEngine,
  kept: unknown,
): { readonly state: PanelState<'stats'>; readonly connect: ConnectPanel<'stats'> } | undefined {
  const names = (kept as Partial<PanelState<'stats'>> | null | undefined)?.names;
  const isValid = Array.isArray(names) && names.length > 0 && names.every((name) => typeof name === 'string');
  return isValid ? { state: { names }, connect: connectStats(from, names) } : undefined;
}

function connectStats(from: StatsEngine, names: readonly string[]): ConnectPanel<'stats'> {
  return (post) => {
    const release = from.hold();
    const panel = new StatsPanel(from, names, post);
    return {
      receive: ({ type }) => {
        if (type === 'ready') {
          panel.tellAll();
        }
      },
      close: () => {
        panel.close();
        release();
      },
    };
  };
}

interface Followed {
  readonly name: string;
  readonly history: StatsHistory;
  /** The container under this name that is read from. */
  id: string | undefined;
  stop: AbortController;
  hasSample: boolean;
  /** The stream has ended, though the engine has not told of the container's end. */
  ended: boolean;
}

class StatsPanel {
  readonly #all: readonly Followed[];
  readonly #unwatch: () => void;
  #timer: NodeJS.Timeout | undefined;
  #ready = false;
  #closed = false;
  /** Whether there is an engine was found out. */
  #tried = false;

  constructor(
    private readonly from: StatsEngine,
    private readonly names: readonly string[],
    private readonly post: (message: ToPage<'stats'>) => void,
  ) {
    this.#all = names.slice(0, mostContainers).map((name) => ({
      name,
      history: new StatsHistory(),
      id: undefined,
      stop: new AbortController(),
      hasSample: false,
      ended: false,
    }));
    this.#unwatch = from.watch((state) => this.#follow(state));
    this.#follow(from.state());
  }

  /** For a page that has nothing on it. */
  tellAll(): void {
    this.#ready = true;
    this.post(this.#message(true));
  }

  close(): void {
    this.#closed = true;
    this.#unwatch();
    clearTimeout(this.#timer);
    for (const { stop } of this.#all) {
      stop.abort();
    }
  }

  /** Reads from the containers that run under these names now, and from no others. */
  #follow({ connection, containers }: State): void {
    this.#tried ||= connection.status === 'connected' || connection.status === 'down';
    const running = new Map(
      [...containers.values()].filter(({ state }) => state === 'running').map(({ name, id }) => [name, id]),
    );
    for (const followed of this.#all) {
      const wanted = connection.status === 'connected' ? running.get(followed.name) : undefined;
      if (followed.id !== wanted) {
        followed.stop.abort();
        followed.history.pause(this.from.now());
        followed.id = wanted;
        followed.hasSample = false;
        if (wanted !== undefined) {
          this.#start(followed, wanted);
        }
      }
    }
    this.#schedule();
  }

  #start(followed: Followed, id: string): void {
    const stop = new AbortController();
    followed.stop = stop;
    followed.ended = false;
    const ended = () => {
      if (followed.stop === stop && !this.#closed) {
        followed.ended = true;
        followed.hasSample = false;
        followed.history.pause(this.from.now());
        this.#schedule();
      }
    };
    this.from.engine.stats
      .follow(
        id,
        (sample) => {
          if (!stop.signal.aborted) {
            followed.hasSample = true;
            followed.history.add(sample, this.from.now());
            this.#schedule();
          }
        },
        stop.signal,
      )
      .then(ended, ended);
  }

  #schedule(): void {
    if (this.#ready && !this.#closed) {
      this.#timer ??= setTimeout(() => {
        this.#timer = undefined;
        this.post(this.#message(false));
      }, collected);
    }
  }

  #message(anew: boolean): StatsMessage {
    const state = this.from.state();
    const left = this.names.length - this.#all.length;
    return {
      type: 'stats',
      anew,
      connected: state.connection.status === 'connected' || !this.#tried,
      note: left > 0 ? `The first ${mostContainers} of ${this.names.length} containers are shown.` : '',
      containers: this.#all.map((followed) => ({
        name: followed.name,
        status: this.#tried ? statusOf(followed, state) : 'measuring',
        entries: anew ? followed.history.all : followed.history.fresh,
      })),
    };
  }
}

function statusOf({ name, hasSample, ended }: Followed, { connection, containers }: State): StatsStatus {
  if (connection.status !== 'connected') {
    return 'unknown';
  }
  const container = [...containers.values()].find((candidate) => candidate.name === name);
  if (container?.state !== 'running') {
    return container ? 'stopped' : 'removed';
  }
  return hasSample ? 'running' : ended ? 'unknown' : 'measuring';
}

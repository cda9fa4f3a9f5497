import type { Engine } from '../engine/engine';
import type { StatsSample } from '../engine/stats';
import type { State } from '../store/state';
import type { TerminalScreen, TerminalSession, Ui } from '../ui';
import { plural, size } from '../views/format';
import { safeText } from './log-text';

/** Where samples come from. */
export interface StatsEngine {
  /** The engine of the window, which may change: read it anew for each use. */
  readonly engine: Engine;
  state(): State;
  watch(listener: (state: State) => void): () => void;
}

/** Samples that are drawn as a curve. */
const shown = 24;
const bars = '▁▂▃▄▅▆▇█';
const clearLine = '\x1b[K';

/** Opens a terminal on what containers use, with curves over the last seconds. `release` is called when it has closed. */
export function openStatsTerminal(ui: Ui, from: StatsEngine, names: readonly string[], release: () => void): void {
  const title = names.length === 1 ? `${names[0]} stats` : `${plural(names.length, 'container')}: stats`;
  ui.openTerminal(title, async (screen) => new StatsTerminal(from, names, screen, release).open());
}

interface Followed {
  readonly id: string;
  readonly stop: AbortController;
}

class StatsTerminal {
  readonly #samples = new Map<string, StatsSample[]>();
  readonly #followed = new Map<string, Followed>();
  #unwatch = () => {};
  #closed = false;

  constructor(
    private readonly from: StatsEngine,
    private readonly names: readonly string[],
    private readonly screen: TerminalScreen,
    private readonly release: () => void,
  ) {}

  open(): TerminalSession {
    // No cursor, and an empty screen.
    this.screen.show('\x1b[?25l\x1b[2J');
    this.#unwatch = this.from.watch((state) => this.#follow(state));
    this.#follow(this.from.state());
    return {
      write: (data) => {
        if (data === 'q' || data === '\x03') {
          this.#close();
          this.screen.end();
        }
      },
      resize: () => this.#draw(),
      close: () => this.#close(),
    };
  }

  /** Reads from the containers that run under these names now, and from no others. */
  #follow({ connection, containers }: State): void {
    for (const name of this.names) {
      const running = [...containers.values()].find(
        (container) => container.name === name && container.state === 'running',
      );
      const wanted = connection.status === 'connected' ? running?.id : undefined;
      const current = this.#followed.get(name);
      if (current?.id === wanted) {
        continue;
      }
      current?.stop.abort();
      this.#followed.delete(name);
      this.#samples.delete(name);
      if (wanted !== undefined) {
        this.#start(name, wanted);
      }
    }
    this.#draw();
  }

  #start(name: string, id: string): void {
    const followed = { id, stop: new AbortController() };
    this.#followed.set(name, followed);
    const take = (sample: StatsSample) => {
      const samples = this.#samples.get(name) ?? [];
      samples.push(sample);
      samples.splice(0, samples.length - shown);
      this.#samples.set(name, samples);
      this.#draw();
    };
    const ended = () => {
      // The next state tells whether there is something to follow again.
      if (this.#followed.get(name) === followed) {
        this.#followed.delete(name);
        this.#samples.delete(name);
        this.#draw();
      }
    };
    this.from.engine.stats.follow(id, take, followed.stop.signal).then(ended, ended);
  }

  #draw(): void {
    if (this.#closed) {
      return;
    }
    const isConnected = this.from.state().connection.status === 'connected';
    const lines = this.names.flatMap((name) => [
      `\x1b[1m${safeText(name)}\x1b[0m`,
      ...(isConnected ? rowsOf(this.#samples.get(name), this.#followed.has(name)) : ['  the engine does not answer']),
      '',
    ]);
    this.screen.show(
      `\x1b[H${[...lines, '\x1b[2mq close\x1b[0m'].map((line) => `${line}${clearLine}\r\n`).join('')}\x1b[J`,
    );
  }

  #close(): void {
    if (!this.#closed) {
      this.#closed = true;
      this.#unwatch();
      for (const { stop } of this.#followed.values()) {
        stop.abort();
      }
      this.release();
    }
  }
}

function rowsOf(samples: readonly StatsSample[] | undefined, isFollowed: boolean): readonly string[] {
  const last = samples?.at(-1);
  if (!samples || !last) {
    return [isFollowed ? '  measuring…' : '  not running'];
  }
  const changes = (value: (sample: StatsSample) => number) =>
    samples.slice(1).map((sample, index) => value(sample) - value(samples[index] ?? sample));
  const row = (title: string, colour: number, values: readonly number[], ceiling: number, words: string) =>
    `  ${title.padEnd(8)} \x1b[${colour}m${curve(values, ceiling)}\x1b[0m ${words}`;
  const cpu = samples.flatMap((sample) => sample.cpu ?? []);
  const percent = last.memoryLimit > 0 ? `, ${((last.memory / last.memoryLimit) * 100).toFixed(1)} %` : '';
  return [
    row(
      'CPU',
      32,
      cpu,
      100,
      last.cpu === undefined ? '' : `${last.cpu.toFixed(1)} %, ${plural(last.processes, 'task')}`,
    ),
    row(
      'Memory',
      34,
      samples.map(({ memory }) => memory),
      0,
      `${size(last.memory)} of ${size(last.memoryLimit)}${percent}`,
    ),
    row(
      'Network',
      35,
      changes(({ received, sent }) => received + sent),
      0,
      `${size(last.received)} in, ${size(last.sent)} out`,
    ),
    row(
      'Disks',
      33,
      changes(({ read, written }) => read + written),
      0,
      `${size(last.read)} read, ${size(last.written)} written`,
    ),
  ];
}

/** A curve of bars, as high as the values are to the greatest of them, or to `ceiling` when that is greater. */
export function curve(values: readonly number[], ceiling: number): string {
  const top = Math.max(ceiling, ...values);
  const drawn = values.map((value) => {
    const level = top > 0 ? Math.round((value / top) * (bars.length - 1)) : 0;
    return bars[Math.min(Math.max(level, 0), bars.length - 1)];
  });
  return drawn.join('').padStart(shown);
}

import type { Container } from '../engine/containers';
import type { Engine } from '../engine/engine';

/** What a running container uses at the moment. */
export interface Used {
  /** 100 is one processor; undefined until it is known. */
  readonly cpu: number | undefined;
  /** Bytes. */
  readonly memory: number;
}

/** Each is a stream that the engine feeds once a second: with more containers than this only the first ones are measured. */
export const mostMeasured = 24;

/** Milliseconds between two looks at what has come: each may draw, and for 200 ms after that VS Code shows nothing else. */
const pause = 3_000;

/** Measures containers while somebody looks; does nothing at all otherwise. */
export class Usage {
  readonly #streams = new Map<string, AbortController>();
  readonly #used = new Map<string, Used>();
  #clock: NodeJS.Timeout | undefined;

  /** `shown` are the containers on screen, in their order; `changed` is called when there is something new to tell, at most once a pause. */
  constructor(
    private readonly engine: () => Engine,
    private readonly shown: () => readonly Container[],
    private readonly changed: () => void,
    private readonly every = pause,
  ) {}

  /** Undefined for a container that is not measured. */
  of(id: string): Used | undefined {
    return this.#used.get(id);
  }

  /** The number of streams that are open. */
  get streams(): number {
    return this.#streams.size;
  }

  measure(on: boolean): void {
    if (on && !this.#clock) {
      this.#clock = setInterval(() => this.#look(), this.every);
      this.#look();
    } else if (!on && this.#clock) {
      clearInterval(this.#clock);
      this.#clock = undefined;
      this.#keep(new Set());
      this.changed();
    }
  }

  dispose(): void {
    clearInterval(this.#clock);
    this.#keep(new Set());
  }

  #look(): void {
    const running = this.shown().filter(({ state }) => state === 'running');
    const wanted = new Set(running.slice(0, mostMeasured).map(({ id }) => id));
    this.#keep(wanted);
    for (const id of wanted) {
      if (!this.#streams.has(id)) {
        this.#start(id);
      }
    }
    this.changed();
  }

  #start(id: string): void {
    const stop = new AbortController();
    this.#streams.set(id, stop);
    // A stream that ends while the container runs is opened again at the next look.
    const ended = () => {
      if (this.#streams.get(id) === stop) {
        this.#streams.delete(id);
        this.#used.delete(id);
      }
    };
    this.engine()
      .stats.follow(
        id,
        ({ cpu, memory }) => {
          if (!stop.signal.aborted) {
            this.#used.set(id, { cpu, memory });
          }
        },
        stop.signal,
      )
      .then(ended, ended);
  }

  #keep(wanted: ReadonlySet<string>): void {
    for (const [id, stop] of this.#streams) {
      if (!wanted.has(id)) {
        this.#streams.delete(id);
        this.#used.delete(id);
        stop.abort();
      }
    }
  }
}

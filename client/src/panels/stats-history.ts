import type { StatsSample } from '../engine/stats';
import type { StatsEntry, StatsPoint } from './messages';

/** Seconds that are kept and drawn. */
export const historySpan = 600;

/** What one container used in the last ten minutes. */
export class StatsHistory {
  #entries: StatsEntry[] = [];
  #last: { readonly sample: StatsSample; readonly at: number } | undefined;
  #told = 0;

  /** `at` is in milliseconds since the epoch. */
  add(sample: StatsSample, at: number): void {
    this.#push({
      time: Math.round(at / 1000),
      cpu: sample.cpu,
      memory: sample.memory,
      memoryLimit: sample.memoryLimit,
      processes: sample.processes,
      rates: this.#ratesOf(sample, at),
    });
    this.#last = { sample, at };
  }

  /** Nothing is known from now on until the next sample. */
  pause(at: number): void {
    if (this.#last) {
      this.#last = undefined;
      this.#push({ time: Math.round(at / 1000), pause: true });
    }
  }

  /** All entries, the oldest first. */
  get all(): readonly StatsEntry[] {
    this.#told = this.#entries.length;
    return this.#entries;
  }

  /** Entries that neither this nor `all` has answered before. */
  get fresh(): readonly StatsEntry[] {
    const fresh = this.#entries.slice(this.#told);
    this.#told = this.#entries.length;
    return fresh;
  }

  #push(entry: StatsEntry): void {
    this.#entries.push(entry);
    const old = this.#entries.findIndex(({ time }) => time > entry.time - historySpan);
    if (old > 0) {
      this.#entries.splice(0, old);
      this.#told = Math.max(0, this.#told - old);
    }
  }

  #ratesOf(sample: StatsSample, at: number): StatsPoint['rates'] {
    const last = this.#last;
    if (!last || at <= last.at) {
      return undefined;
    }
    // Counters begin anew when a container is started.
    const rate = (key: 'received' | 'sent' | 'read' | 'written') =>
      (Math.max(sample[key] - last.sample[key], 0) / (at - last.at)) * 1000;
    return { received: rate('received'), sent: rate('sent'), read: rate('read'), written: rate('written') };
  }
}

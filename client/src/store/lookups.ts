/** Reads something, and resolves to how what was read is written down. */
export type Read = () => Promise<() => void>;

/**
 * Runs look-ups by key so that no key is read twice at a time: a request during a run leads to one more run after it, and what the first
 * run read is not written. So nothing is written that is older than the last request.
 */
export class Lookups {
  readonly #running = new Map<string, { again: boolean }>();
  readonly #timers = new Map<string, NodeJS.Timeout>();

  request(key: string, read: Read): void {
    const running = this.#running.get(key);
    if (running) {
      running.again = true;
      return;
    }
    const run = { again: false };
    this.#running.set(key, run);
    const done = (write?: () => void) => {
      this.#running.delete(key);
      if (run.again) {
        this.request(key, read);
      } else {
        write?.();
      }
    };
    read().then(done, () => done());
  }

  /** Requests `milliseconds` after the last such call for the key, unless cleared before. */
  requestLater(key: string, milliseconds: number, read: Read): void {
    const name = `${key} ${milliseconds}`;
    clearTimeout(this.#timers.get(name));
    const timer = setTimeout(() => {
      this.#timers.delete(name);
      this.request(key, read);
    }, milliseconds);
    this.#timers.set(name, timer);
  }

  clear(): void {
    for (const timer of this.#timers.values()) {
      clearTimeout(timer);
    }
    this.#timers.clear();
    for (const run of this.#running.values()) {
      run.again = false;
    }
  }
}

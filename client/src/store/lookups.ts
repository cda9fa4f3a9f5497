/**
 * Runs look-ups by key so that no key is read twice at a time: a request during a run leads to one more run after it. So the last thing
 * that is written is never older than the last request.
 */
export class Lookups {
  readonly #running = new Map<string, { again: boolean }>();
  readonly #timers = new Set<NodeJS.Timeout>();

  request(key: string, read: () => Promise<void>): void {
    const running = this.#running.get(key);
    if (running) {
      running.again = true;
      return;
    }
    const run = { again: false };
    this.#running.set(key, run);
    const done = () => {
      this.#running.delete(key);
      if (run.again) {
        this.request(key, read);
      }
    };
    read().then(done, done);
  }

  /** Requests after `milliseconds`, unless cleared before. */
  requestLater(key: string, milliseconds: number, read: () => Promise<void>): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.request(key, read);
    }, milliseconds);
    this.#timers.add(timer);
  }

  clear(): void {
    for (const timer of this.#timers) {
      clearTimeout(timer);
    }
    this.#timers.clear();
    for (const run of this.#running.values()) {
      run.again = false;
    }
  }
}

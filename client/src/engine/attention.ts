/** Wakes those who wait for it. */
export class Bell {
  readonly #waiting = new Set<() => void>();

  ring(): void {
    for (const wake of [...this.#waiting]) {
      wake();
    }
  }

  /** Resolves at the next ring, or when `signal` is aborted. */
  rung(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        this.#waiting.delete(done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      this.#waiting.add(done);
      signal.addEventListener('abort', done, { once: true });
      if (signal.aborted) {
        done();
      }
    });
  }
}

/** Whether somebody is at the editor and would notice that what it shows is wrong. */
export class Attention {
  #present = true;
  /** Rings when somebody comes. */
  readonly arrival = new Bell();

  get present(): boolean {
    return this.#present;
  }

  set(present: boolean): void {
    const arrived = present && !this.#present;
    this.#present = present;
    if (arrived) {
      this.arrival.ring();
    }
  }
}

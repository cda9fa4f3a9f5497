import { reduce } from './reduce';
import { type Change, emptyState, type State } from './state';

export type Listener = (state: State, previous: State) => void;

/** Holds the state and tells who asked when it changes. */
export class Store {
  #state: State = emptyState;
  readonly #listeners = new Set<Listener>();

  get state(): State {
    return this.#state;
  }

  apply(change: Change): void {
    const previous = this.#state;
    this.#state = reduce(previous, change);
    if (this.#state !== previous) {
      for (const listener of [...this.#listeners]) {
        listener(this.#state, previous);
      }
    }
  }

  /** Returns how to stop listening. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

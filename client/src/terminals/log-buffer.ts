/** The last items that were added, as many as fit into `capacity` by their sizes. */
export class RecentItems<T> {
  #items: T[] = [];
  /** Items before it are gone. */
  #start = 0;
  #size = 0;

  constructor(
    private readonly capacity: number,
    private readonly sizeOf: (item: T) => number,
  ) {}

  add(item: T): void {
    this.#items.push(item);
    this.#size += this.sizeOf(item);
    while (this.#size > this.capacity && this.#start < this.#items.length - 1) {
      this.#size -= this.sizeOf(this.#items[this.#start] as T);
      this.#start++;
    }
    // Moving what is left costs little when it is done rarely.
    if (this.#start > 1024 && this.#start > this.#items.length / 2) {
      this.#items = this.#items.slice(this.#start);
      this.#start = 0;
    }
  }

  clear(): void {
    this.#items = [];
    this.#start = 0;
    this.#size = 0;
  }

  /** The last `count` items that fulfil the condition, oldest first. */
  last(count: number, condition: (item: T) => boolean): readonly T[] {
    const found: T[] = [];
    for (let index = this.#items.length - 1; index >= this.#start && found.length < count; index--) {
      const item = this.#items[index] as T;
      if (condition(item)) {
        found.push(item);
      }
    }
    return found.reverse();
  }
}

/** Repeatable choices: the same seed gives the same Dockerfiles on every machine. */
export class Random {
  constructor(private state: number) {}

  /** An integer from 0 to `count - 1` (mulberry32). */
  below(count: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * count);
  }

  pick<T>(list: readonly [T, ...T[]]): T {
    return list[this.below(list.length)] ?? list[0];
  }

  some<T>(list: readonly [T, ...T[]], from: number, to: number): T[] {
    return Array.from({ length: from + this.below(to - from + 1) }, () => this.pick(list));
  }
}

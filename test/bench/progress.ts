const start = performance.now();

/** Says on the error stream what is measured next, with the seconds since the start: some sections take minutes. */
export function progress(next: string): void {
  process.stderr.write(`${`${((performance.now() - start) / 1_000).toFixed(0)} s`.padStart(6)}  ${next}\n`);
}

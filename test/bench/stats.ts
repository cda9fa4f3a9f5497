import { performance } from 'node:perf_hooks';

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** Milliseconds that `work` takes. */
export function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** A line of the report. `ratio` above 1 means that Quayside is that many times better than the peer. */
export interface Row {
  readonly what: string;
  readonly ours: string;
  readonly peer?: string;
  readonly ratio?: number;
  /** The ratio (or, without a peer, the figure's own limit) that must hold. */
  readonly wanted?: { readonly ratio?: number; readonly holds?: boolean; readonly text: string };
}

export const ms = (value: number): string => `${value < 10 ? value.toFixed(3) : value.toFixed(1)} ms`;

/** Prints a section; returns the rows that do not hold. */
export function printRows(title: string, rows: readonly Row[]): Row[] {
  console.log(`\n${title}`);
  const short: Row[] = [];
  for (const row of rows) {
    const holds = row.wanted === undefined || (row.wanted.holds ?? (row.ratio ?? 0) >= (row.wanted.ratio ?? 1));
    if (!holds) short.push(row);
    console.log(
      [
        `  ${row.what.padEnd(58)}`,
        row.ours.padStart(14),
        (row.peer ?? '').padStart(14),
        (row.ratio === undefined ? '' : `${row.ratio.toFixed(2)}x`).padStart(10),
        row.wanted === undefined ? '' : `  ${holds ? 'holds' : 'SHORT'}: ${row.wanted.text}`,
      ].join(' '),
    );
  }
  return short;
}

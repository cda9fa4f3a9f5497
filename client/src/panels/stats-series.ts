import type { StatsEntry, StatsPoint } from './messages';

/** Values over common times: a number, `null` in a pause, `undefined` where another series only has a time (a line goes through). */
export type Values = readonly (number | null | undefined)[];

/** Puts several containers over one axis of times (seconds). A value is undefined where it is not known. */
export function aligned(
  series: readonly (readonly StatsEntry[])[],
  values: readonly ((point: StatsPoint) => number | undefined)[],
): readonly [times: readonly number[], ...values: Values[]] {
  const times = [...new Set(series.flatMap((entries) => entries.map(({ time }) => time)))].sort((a, b) => a - b);
  const columns = series.flatMap((entries) => {
    const byTime = new Map(entries.map((entry) => [entry.time, entry]));
    return values.map((value) =>
      times.map((time) => {
        const entry = byTime.get(time);
        return entry === undefined ? undefined : 'pause' in entry ? null : value(entry);
      }),
    );
  });
  return [times, ...columns];
}

/** The times that are drawn: all that is known, but a minute at least and `span` seconds at most, up to the newest. */
export function shownTimes(times: readonly number[], span: number): readonly [from: number, to: number] {
  const to = times.at(-1) ?? 0;
  return [Math.max(Math.min(times[0] ?? to, to - 60), to - span), to];
}

/** Adds entries to those known and forgets what is older than `span` seconds. */
export function extended(
  known: readonly StatsEntry[],
  fresh: readonly StatsEntry[],
  span: number,
): readonly StatsEntry[] {
  const all = [...known, ...fresh];
  const newest = all.at(-1)?.time ?? 0;
  return all.filter(({ time }) => time > newest - span);
}

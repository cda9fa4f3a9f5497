import type { Space } from '../engine/space';
import { plural, size } from '../views/format';
import { actOnEach, type Batch, tellFailures } from './batch';
import type { Context } from './command';

/** Things that may be removed, and how they are shown before. */
export interface Preview<T> {
  /** "stopped container" */
  readonly noun: string;
  readonly items: readonly T[];
  /** What stays, or what else there is to know. */
  readonly note: string;
  /** What comes back when these are removed together; absent for things without a size. */
  space?(items: readonly T[]): Space;
  /** Bytes that came back by their removal, where the engine can tell. */
  cameBack?(items: readonly T[], signal: AbortSignal): Promise<number>;
  name(item: T): string;
  describe(item: T): string;
  /** Ticked at first; all when absent. */
  ticked?(item: T): boolean;
  line(item: T): readonly string[];
  remove(item: T, signal: AbortSignal): Promise<unknown>;
}

/** Lists exactly what would go and what space comes back, then removes what stays ticked, one by one, and nothing else. */
export async function removeWithPreview<T>(context: Context, preview: Preview<T>): Promise<void> {
  const { noun, items } = preview;
  const chosen = await context.ui.pickMany(
    {
      title: (ticked: readonly T[]) =>
        `Remove ${plural(ticked.length, noun)}${preview.space ? `: ${range(preview.space(ticked))} will come back` : ''}`,
      placeholder: `Exactly what is ticked is removed. ${preview.note}`,
    },
    items.map((item) => ({
      label: preview.name(item),
      description: preview.describe(item),
      picked: preview.ticked?.(item) ?? true,
      value: item,
    })),
  );
  if (!chosen || chosen.length === 0) {
    return;
  }
  const batch: Batch<T> = {
    doing: 'Removing',
    done: 'removed',
    noun,
    name: preview.name,
    line: preview.line,
    act: preview.remove,
  };
  const failures = await actOnEach(context, chosen, batch);
  await tellFailures(context, chosen.length, failures, batch);
  const failed = new Set(failures.map(({ item }) => item));
  const removed = chosen.filter((item) => !failed.has(item));
  if (removed.length > 0) {
    const bytes = await context.ui.progress('Measuring what came back', (signal) => freed(preview, removed, signal));
    context.ui.info(`${plural(removed.length, noun)} removed${bytes === undefined ? '' : `, ${bytes} came back`}.`);
  }
}

async function freed<T>(preview: Preview<T>, removed: readonly T[], signal: AbortSignal): Promise<string | undefined> {
  if (!preview.cameBack) {
    return preview.space && range(preview.space(removed));
  }
  // They are removed, whether or not it can be measured now.
  return preview.cameBack(removed, signal).then(
    (bytes) => size(bytes),
    () => undefined,
  );
}

/** "9 kB", "1.2 GB to 3.4 GB", "up to 3.4 GB" */
export function range({ least, most }: Space): string {
  const [from, to] = [size(least), size(most)];
  if (from === to) {
    return to;
  }
  return least === 0 ? `up to ${to}` : `${from} to ${to}`;
}

/** The space of things whose sizes are known and simply add up. */
export function exactly<T>(sizeOf: (item: T) => number): (items: readonly T[]) => Space {
  return (items) => {
    const bytes = items.reduce((sum, item) => sum + sizeOf(item), 0);
    return { least: bytes, most: bytes };
  };
}

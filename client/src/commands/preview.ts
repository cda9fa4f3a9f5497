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
  /** True when the sizes are what is freed at the least. */
  readonly atLeast?: boolean;
  /** Bytes that come back; undefined for things without a size. */
  size?(item: T): number;
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
        `Remove ${plural(ticked.length, noun)}${promised(preview, ticked, 'will come back')}`,
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
    context.ui.info(`${plural(removed.length, noun)} removed${promised(preview, removed, 'came back')}.`);
  }
}

function promised<T>(preview: Preview<T>, items: readonly T[], verb: string): string {
  if (!preview.size) {
    return '';
  }
  const bytes = items.reduce((sum, item) => sum + (preview.size?.(item) ?? 0), 0);
  return `${verb.startsWith('came') ? ',' : ':'} ${preview.atLeast ? 'at least ' : ''}${size(bytes)} ${verb}`;
}

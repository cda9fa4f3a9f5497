import { EngineError } from '../engine/errors';
import { Limit } from '../engine/limit';
import { plural } from '../views/format';
import type { Context } from './command';

export interface Batch<T> {
  /** "Stopping" */
  readonly doing: string;
  /** "stopped" */
  readonly done: string;
  /** "container" */
  readonly noun: string;
  name(item: T): string;
  /** docker's command line for one item. */
  line(item: T): readonly string[];
  act(item: T, signal: AbortSignal): Promise<unknown>;
  /** Items with the same value are acted on one after the other; all together when absent. */
  inTurn?(item: T): string;
}

export interface Failure<T> {
  readonly item: T;
  readonly error: EngineError;
}

const parallel = 8;

/**
 * Acts on each item, several at a time, with progress and cancellation; logs each outcome. Failures are collected: one does not stop the
 * others. Returns them, for callers that can offer a way out; cancelled items are not among them.
 */
export async function actOnEach<T>(
  context: Context,
  items: readonly T[],
  batch: Batch<T>,
): Promise<readonly Failure<T>[]> {
  const limit = new Limit(parallel);
  const failures: Failure<T>[] = [];
  let finished = 0;
  const title = items.length === 1 ? nameOf(batch, items) : plural(items.length, batch.noun);
  await context.ui.progress(`${batch.doing} ${title}`, async (signal, report) => {
    const one = async (item: T) => {
      try {
        await batch.act(item, signal);
        context.log(batch.line(item), 'done');
      } catch (error) {
        const failure = asEngineError(error);
        context.log(batch.line(item), failure.message);
        if (failure.kind !== 'cancelled') {
          failures.push({ item, error: failure });
        }
      }
      finished++;
      if (items.length > 1) {
        report(`${finished} of ${items.length}`);
      }
    };
    const queues = new Map<string | T, Promise<void>>();
    for (const item of items) {
      const key = batch.inTurn?.(item) ?? item;
      const before = queues.get(key) ?? Promise.resolve();
      queues.set(
        key,
        before.then(() => limit.run(() => one(item), signal)).catch(() => {}),
      );
    }
    await Promise.all(queues.values());
  });
  return failures;
}

/** As `actOnEach`, and tells the user what failed: "7 of 8 containers stopped. db: …". */
export async function actOnEachAndTell<T>(context: Context, items: readonly T[], batch: Batch<T>): Promise<void> {
  const failures = await actOnEach(context, items, batch);
  await tellFailures(context, items.length, failures, batch);
}

export async function tellFailures<T>(
  context: Context,
  count: number,
  failures: readonly Failure<T>[],
  batch: Pick<Batch<T>, 'done' | 'noun' | 'name'>,
): Promise<void> {
  const [first] = failures;
  if (!first) {
    return;
  }
  if (count === 1) {
    throw first.error;
  }
  const reasons = failures.map(({ item, error }) => `${batch.name(item)}: ${error.message}`);
  const shown = reasons.slice(0, 3).join(' ');
  const more = reasons.length > 3 ? ` And ${reasons.length - 3} more; the log has them all.` : '';
  const summary = `${count - failures.length} of ${plural(count, batch.noun)} ${batch.done}. ${shown}${more}`;
  if ((await context.ui.error(summary, 'Show Log')) === 'Show Log') {
    context.ui.showLog();
  }
}

function nameOf<T>(batch: Batch<T>, items: readonly T[]): string {
  return items.map((item) => batch.name(item)).join('');
}

function asEngineError(error: unknown): EngineError {
  return error instanceof EngineError
    ? error
    : new EngineError('failed', error instanceof Error ? error.message : String(error));
}

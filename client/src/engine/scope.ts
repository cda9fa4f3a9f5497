import { setMaxListeners } from 'node:events';
import { EngineError } from './errors';

/** Aborts `scope` as timed out after `deadline` milliseconds; returns how to stop the clock. */
export function startClock(scope: AbortController, deadline: number, what: string): () => void {
  if (!Number.isFinite(deadline)) {
    return () => {};
  }
  const timer = setTimeout(
    () =>
      scope.abort(
        new EngineError('timeout', `Could not ${what}: the engine did not answer within ${deadline / 1000} s.`),
      ),
    deadline,
  );
  return () => clearTimeout(timer);
}

/** Aborts `scope` when one of the signals is; returns how to stop that. */
export function forwardAbort(scope: AbortController, signals: readonly (AbortSignal | undefined)[]): () => void {
  const undo = signals.map((signal) => {
    const abort = () => scope.abort(cancellation(signal?.reason));
    if (signal?.aborted) {
      abort();
    }
    if (signal) {
      // As many calls as there are share one signal; that is no leak.
      setMaxListeners(0, signal);
    }
    signal?.addEventListener('abort', abort, { once: true });
    return () => signal?.removeEventListener('abort', abort);
  });
  return () => {
    for (const step of undo) {
      step();
    }
  };
}

function cancellation(reason: unknown): EngineError {
  return reason instanceof EngineError ? reason : new EngineError('cancelled', 'Cancelled.');
}

/** The promise's outcome, or the signal's reason as soon as it is aborted, whatever the promise does. */
export function settled<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) {
      abort();
    }
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

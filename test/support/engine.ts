import { afterAll, beforeAll, onTestFailed } from 'vitest';
import { PrivateEngine } from '../../scripts/host/engine.mjs';
import type { ImageSpec } from '../../scripts/host/images.mjs';

export type { PrivateEngine };

/**
 * Gives a test file a private engine of its own, loaded with `images`, from its first test to its last. Its socket is
 * `engine.socket`; `engine.call` talks to it past the code under test; `kill`, `stop`, `start`, `freeze` and `thaw` do to it what
 * happens to engines.
 */
export function useEngine(images: readonly ImageSpec[] = []): PrivateEngine {
  const engine = new PrivateEngine();
  beforeAll(async () => {
    await engine.start();
    if (images.length > 0) await engine.load(images);
  });
  afterAll(() => engine.dispose());
  return engine;
}

/** Prints the end of the engine's log when the running test fails. */
export function explainFailures(engine: PrivateEngine): void {
  onTestFailed(() => console.error(`The engine's log ends with:\n${engine.log()}`));
}

import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';

/** One test of the extension host, as it is reported to the launcher. */
export interface HostResult {
  readonly title: string;
  readonly state: 'passed' | 'failed' | 'skipped';
  /** Milliseconds. */
  readonly duration: number;
  readonly error?: string;
}

/** What VS Code calls inside its extension host: runs the tests that lie beside this file and writes down what came out. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'tdd', timeout: 120_000, reporter: class {} as unknown as string });
  for (const name of readdirSync(__dirname)) {
    if (name.endsWith('.test.js')) mocha.addFile(join(__dirname, name));
  }
  const results: HostResult[] = [];
  const add = (test: Mocha.Test, state: HostResult['state'], error?: unknown): void => {
    const text =
      error === undefined ? {} : { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    results.push({ title: test.fullTitle(), state, duration: test.duration ?? 0, ...text });
  };
  await new Promise<void>((resolve) => {
    mocha
      .run(() => resolve())
      .on('pass', (test) => add(test, 'passed'))
      .on('fail', (test, error) => add(test, 'failed', error))
      .on('pending', (test) => add(test, 'skipped'));
  });
  const file = process.env['QUAYSIDE_RESULTS'];
  if (file) writeFileSync(file, JSON.stringify(results));
}

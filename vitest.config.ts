import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/engine/**', 'test/editor/**', 'test/host/**', 'test/bundle.test.ts', 'node_modules/**'],
    alias: { vscode: new URL('./test/support/vscode.ts', import.meta.url).pathname },
    // Tests share no state, so modules are loaded once per thread and not once per file: four times as fast.
    pool: 'threads',
    isolate: false,
    testTimeout: 30_000,
    passWithNoTests: true,
  },
});

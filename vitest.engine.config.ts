import { defineConfig } from 'vitest/config';

// Tests against a real engine: each file starts a private one (test/support/engine.ts). And of what starts it.
export default defineConfig({
  test: {
    include: ['test/engine/**/*.test.ts', 'test/host/**/*.test.ts'],
    alias: { vscode: new URL('./test/support/vscode.ts', import.meta.url).pathname },
    fileParallelism: false,
    // Engines have races of their own. A test that needs its second try is told as flaky.
    retry: 1,
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
});

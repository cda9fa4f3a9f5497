import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/engine/**', 'test/editor/**', 'test/host/**', 'test/bundle.test.ts', 'node_modules/**'],
    alias: { vscode: new URL('./test/support/vscode.ts', import.meta.url).pathname },
    testTimeout: 30_000,
    passWithNoTests: true,
  },
});

import { defineConfig } from 'vitest/config';

// What a user does in a real VS Code, in a browser, against a private engine.
export default defineConfig({
  test: {
    include: ['test/editor/flows/**/*.test.ts'],
    globalSetup: ['test/editor/global-setup.ts'],
    fileParallelism: false,
    // A second try runs on a fresh page and a fresh set of containers; the report says so.
    retry: 1,
    testTimeout: 240_000,
    hookTimeout: 240_000,
  },
});

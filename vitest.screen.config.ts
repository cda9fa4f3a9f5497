import { defineConfig } from 'vitest/config';

// How long changes take until a user sees them in a real VS Code: a part of `npm run bench`.
export default defineConfig({
  test: {
    include: ['test/bench/on-screen.bench.ts'],
    globalSetup: ['test/editor/global-setup.ts'],
    testTimeout: 900_000,
    hookTimeout: 240_000,
  },
});

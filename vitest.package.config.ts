import { defineConfig } from 'vitest/config';

// What is built and packaged. Needs `npm run package` first; `npm test` does it.
export default defineConfig({
  test: {
    include: ['test/bundle.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});

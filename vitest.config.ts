import { defineConfig } from 'vitest/config';

/** Rooms whose modules keep nothing between tests: they are loaded once a process instead of once a file, which takes most of the time of short tests. */
const pure = [
  'domain',
  'evaluation',
  'features',
  'formats',
  'learners',
  'matching',
  'models',
  'ranking',
  'synthetic',
  'util',
];
const pureTests = pure.map((room) => `test/${room}/**/*.test.ts`);

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'pure', include: pureTests, isolate: false } },
      {
        extends: true,
        test: {
          name: 'whole',
          include: ['test/**/*.test.ts'],
          exclude: pureTests,
          globalSetup: ['test/support/servers.ts'],
        },
      },
    ],
  },
});

import { defineConfig } from 'vitest/config';

/**
 * Rooms whose tests share a process: their modules are loaded once a process instead of once a file, which takes most of the time of short tests. The others start processes and
 * threads, or change what belongs to the whole process.
 */
const together = [
  'domain',
  'evaluation',
  'features',
  'formats',
  'http',
  'learners',
  'matching',
  'models',
  'ranking',
  'services',
  'storage',
  'synthetic',
  'util',
];
const testsTogether = together.map((room) => `test/${room}/**/*.test.ts`);
/** The library of workbooks keeps number formats that it has met for the whole process, and writes them: this one holds its bytes. */
const alone = ['test/services/simulate-formats.test.ts'];

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // One more than there are cores: tests wait for servers, processes and pages a good part of their time.
    maxWorkers: 3,
    globalSetup: ['test/support/servers.ts'],
    projects: [
      { extends: true, test: { name: 'together', include: testsTogether, exclude: alone, isolate: false } },
      { extends: true, test: { name: 'apart', include: ['test/**/*.test.ts'], exclude: testsTogether } },
      { extends: true, test: { name: 'alone', include: alone } },
    ],
  },
});

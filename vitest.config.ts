import { defineConfig } from 'vitest/config';
import { feedValidators } from './build/feed-validators.ts';

/** These have servers and desks of their own, in time that is fast or in real time, and mostly wait. */
const WAITING = ['test/contract/**/*.test.ts', 'test/property/model*.test.ts'];

export default defineConfig({
  plugins: [feedValidators()],
  test: {
    testTimeout: 60_000, // beside others on a slow machine; what hangs is ended all the same
    expect: { poll: { timeout: 30_000 } },
    setupFiles: ['test/patience.ts'],
    reporters: ['default'],
    maxWorkers: 2, // by itself Vitest leaves a core of two to its own process, and tests with servers mostly wait
    projects: [
      {
        extends: true,
        test: {
          name: 'desks',
          include: WAITING,
          globalSetup: 'test/contract/build-once.mjs',
          sequence: { groupOrder: 0 }, // by themselves: where time is fast, the work of others would slow it down
        },
      },
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/{unit,property}/**/*.test.{ts,mjs}'],
          exclude: WAITING,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'packages',
          include: ['test/packages/**/*.test.ts'],
          globalSetup: 'test/packages/set-up.ts',
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'printers',
          include: ['test/printers/**/*.test.ts'],
          globalSetup: 'test/printers/set-up.ts',
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});

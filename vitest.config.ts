import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { feedValidators } from './build/feed-validators.ts';

/** These have servers and desks of their own, in time that is fast or in real time, and mostly wait. */
const WAITING = ['test/contract/**/*.test.ts', 'test/property/model*.test.ts'];

/** As long as it is given, whatever else there is: begun last, it would be waited for alone. */
const LONGEST = /\/test\/property\/model\.test\.ts$/;

/** A clone knows of no times yet, and would begin with the largest files. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = (file: TestSpecification): number => (LONGEST.test(file.moduleId) ? 0 : 1);
    return (await super.sort(files)).sort((one, other) => isLong(one) - isLong(other));
  }
}

export default defineConfig({
  plugins: [feedValidators()],
  test: {
    testTimeout: 240_000, // beside others on a slow machine; what hangs is ended all the same
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    setupFiles: ['test/patience.ts'],
    reporters: ['default'],
    sequence: { sequencer: LongestFirst },
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
